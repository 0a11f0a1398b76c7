package dev.likeness.diffusion.engine;

import dev.likeness.core.FrameSize;
import dev.likeness.core.GenMode;
import dev.likeness.core.PortraitEngine;
import dev.likeness.core.PortraitEngineContract;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Retouch;
import dev.likeness.core.Seed;
import dev.likeness.diffusion.Goldens;
import dev.likeness.diffusion.Sitters;
import dev.likeness.diffusion.net.Device;
import dev.likeness.diffusion.pipeline.Setup;
import dev.likeness.diffusion.pipeline.TextTaps;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterAll;

/** On the tiny random model. */
class KleinEngineContractTest extends PortraitEngineContract {
    private static final KleinEngine ENGINE = KleinEngine.open(
            new KleinSettings(Goldens.MODEL, List.of(new Setup(new Device.Processors(2), Long.MAX_VALUE, false)), 2, 4,
                    300 * 300, KleinSettings.Choice.NONE),
            List.of(), Optional.of(new TextTaps(List.of(1, 2, 3), 64)), Optional.empty());
    private static final PortraitRequest REQUEST = new PortraitRequest("a red coat", new FrameSize(512, 512),
            new Retouch(0, 0, 0), GenMode.CREATIVE, new Seed(4));

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    @Override
    protected PortraitEngine engine() {
        return ENGINE;
    }

    @Override
    protected Ordered good() {
        return new Ordered(REQUEST, Sitters.COLLINS);
    }

    @Override
    protected Ordered unusable() {
        return new Ordered(REQUEST, nobody());
    }

    @Override
    protected LongSupplier nativeMemory() {
        return Pointer::totalCount;
    }
}
