package dev.likeness.studio.backdrop;

import dev.likeness.darkroom.pixel.Raster;

/**
 * A painted background.
 *
 * @param light linear light, B G R, 1 = paper white; lamps may exceed 1 a little
 */
public record Scene(Raster light) {
    public Scene {
        if (light.channels() != 3) {
            throw new IllegalArgumentException("a scene has three channels, not " + light.channels());
        }
    }

    /** Left and right exchanged. */
    Scene mirrored() {
        return new Scene(light.mirrored());
    }
}
