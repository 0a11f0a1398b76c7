package dev.likeness.diffusion.pipeline;

import com.sun.management.OperatingSystemMXBean;
import dev.likeness.diffusion.net.Device;
import java.lang.management.ManagementFactory;

/**
 * How a model is run.
 *
 * @param budget       most bytes that weights may take at once; when all networks together need more, each is opened
 *                     when its turn comes and closed before the next
 * @param roundedTimes whether the network is told times rounded to BF16, as the reference does in that format
 */
public record Setup(Device device, long budget, boolean roundedTimes) {
    /** On the processors, in at most 60 % of this machine's memory. */
    public static Setup processors() {
        long memory = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return new Setup(new Device.Processors(0), (long) (0.6 * memory), false);
    }

    /**
     * On an NVIDIA card.
     *
     * @param budget bytes; {@code Long.MAX_VALUE} to keep all networks there
     */
    public static Setup card(int index, long budget) {
        return new Setup(new Device.Card(index, 0, false), budget, true);
    }
}
