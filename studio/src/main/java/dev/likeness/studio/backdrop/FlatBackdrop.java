package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Raster;

/** One exact colour, as authorities demand for identity photos: no falloff, no noise, whatever the seed. */
record FlatBackdrop(Tone colour) implements Backdrop {
    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        Raster raster = Raster.blank(width, height, 3);
        for (int at = 0; at < raster.data().length; at += 3) {
            colour.store(raster.data(), at);
        }
        return new Scene(raster);
    }
}
