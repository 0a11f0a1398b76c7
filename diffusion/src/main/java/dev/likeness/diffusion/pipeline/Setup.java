package dev.likeness.diffusion.pipeline;

import com.sun.management.OperatingSystemMXBean;
import dev.likeness.diffusion.net.Device;
import java.lang.management.ManagementFactory;

/**
 * Device and memory of a model.
 *
 * @param budget       most bytes for weights at the same time; if all networks together need more, each is opened when
 *                     it is needed and closed before the next
 * @param roundedTimes whether times are rounded to BF16, as the reference does in that format
 */
public record Setup(Device device, long budget, boolean roundedTimes) {
    /** On the CPU, in at most 60 % of this machine's memory. */
    public static Setup processors() {
        long memory = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return new Setup(new Device.Processors(0), (long) (0.6 * memory), false);
    }

    /**
     * On an NVIDIA GPU.
     *
     * @param budget bytes; {@code Long.MAX_VALUE} to keep all networks there
     */
    public static Setup card(int index, long budget) {
        return new Setup(new Device.Card(index, 0, false), budget, true);
    }
}
