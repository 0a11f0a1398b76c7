package dev.likeness.studio.engine;

import dev.likeness.core.Photo;
import dev.likeness.core.PortraitEngine;
import dev.likeness.core.PortraitEngineContract;
import dev.likeness.imaging.PhotoDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.bytedeco.javacpp.Pointer;

class StudioEngineContractTest extends PortraitEngineContract {
    private static final StudioEngine ENGINE = new StudioEngine();
    private static final Photo PHOTO = photo();

    private static Photo photo() {
        try {
            return PhotoDecoder.decode(Files.readAllBytes(Path.of("..", "samples", "astronaut.png")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected PortraitEngine engine() {
        return ENGINE;
    }

    @Override
    protected Ordered good() {
        return new Ordered(request("city at night"), PHOTO);
    }

    @Override
    protected Ordered unusable() {
        return new Ordered(request("city at night"), nobody());
    }

    @Override
    protected LongSupplier nativeMemory() {
        return Pointer::totalCount;
    }
}
