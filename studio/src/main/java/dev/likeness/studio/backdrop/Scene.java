package dev.likeness.studio.backdrop;

import dev.likeness.darkroom.pixel.Raster;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

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
        try (Mat here = light.toMat(); Mat there = new Mat()) {
            opencv_core.flip(here, there, 1);
            return new Scene(Raster.of(there));
        }
    }
}
