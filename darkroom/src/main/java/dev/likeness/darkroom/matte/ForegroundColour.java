package dev.likeness.darkroom.matte;

import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import org.bytedeco.javacpp.PointerScope;

/**
 * The person's own colours, without the tint of the old ground in half-transparent pixels: blur fusion, twice (Forte
 * 2021). With local means {@code F = blur(I a) / blur(a)} and {@code B = blur(I (1-a)) / blur(1-a)}, the colour is
 * {@code F + a (I - a F - (1-a) B)}; a wide pass finds the colours, a narrow one the detail.
 */
public final class ForegroundColour {
    private ForegroundColour() {}

    /**
     * @param bgr   three channels, 0 to 1
     * @param alpha one channel, 0 to 1
     * @param bw    face width, pixels
     * @return three channels, 0 to 1
     */
    public static Raster of(Raster bgr, Raster alpha, double bw) {
        Layers wide = fuse(bgr, new Layers(bgr, bgr), alpha, (int) Math.round(0.10 * bw), true);
        return fuse(bgr, wide, alpha, Math.max(2, (int) Math.round(0.012 * bw)), false).person;
    }

    private record Layers(Raster person, Raster ground) {}

    /** @param pure weighs mixed pixels less, by the square of their share: they are tinted by what is to be removed */
    private static Layers fuse(Raster bgr, Layers known, Raster alpha, int radius, boolean pure) {
        int width = bgr.width();
        int height = bgr.height();
        Raster front = Raster.blank(width, height, 4);
        Raster back = Raster.blank(width, height, 4);
        Rows.parallel(height, (from, to) -> {
            for (int i = from * width; i < to * width; i++) {
                float a = alpha.data()[i];
                float f = pure ? a * a : a;
                float b = pure ? (1 - a) * (1 - a) : 1 - a;
                for (int c = 0; c < 3; c++) {
                    front.data()[4 * i + c] = known.person.data()[3 * i + c] * f;
                    back.data()[4 * i + c] = known.ground.data()[3 * i + c] * b;
                }
                front.data()[4 * i + 3] = f;
                back.data()[4 * i + 3] = b;
            }
        });
        Raster f;
        Raster b;
        try (PointerScope _ = new PointerScope()) {
            f = Raster.of(Filters.box(front.toMat(), radius));
            b = Raster.of(Filters.box(back.toMat(), radius));
        }
        Raster person = Raster.blank(width, height, 3);
        Raster ground = Raster.blank(width, height, 3);
        Rows.parallel(height, (from, to) -> {
            for (int i = from * width; i < to * width; i++) {
                float a = alpha.data()[i];
                float weightF = 1 / (f.data()[4 * i + 3] + 1e-4f);
                float weightB = 1 / (b.data()[4 * i + 3] + 1e-4f);
                for (int c = 0; c < 3; c++) {
                    float meanF = f.data()[4 * i + c] * weightF;
                    float meanB = b.data()[4 * i + c] * weightB;
                    float rest = bgr.data()[3 * i + c] - a * meanF - (1 - a) * meanB;
                    person.data()[3 * i + c] = Math.clamp(meanF + a * rest, 0f, 1f);
                    ground.data()[3 * i + c] = meanB;
                }
            }
        });
        return new Layers(person, ground);
    }
}
