package dev.likeness.darkroom.matte;

import dev.likeness.darkroom.pixel.PixelNetwork;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The networks that this package ships beside its classes. */
final class Networks {
    private Networks() {}

    /** @param file its name */
    static PixelNetwork read(String file) {
        try (InputStream bytes = Networks.class.getResourceAsStream(file)) {
            if (bytes == null) {
                throw new IllegalStateException(file + " is missing from the darkroom module");
            }
            return new PixelNetwork(bytes.readAllBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(file + " cannot be read", failure);
        }
    }
}
