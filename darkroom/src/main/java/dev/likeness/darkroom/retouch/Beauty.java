package dev.likeness.darkroom.retouch;

import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import org.bytedeco.javacpp.PointerScope;

/**
 * {@code skin}: what a make-up artist and a dodge-and-burn pass do. Shadows under the eyes are filled, forehead, nose,
 * cheekbones and chin are lifted a little, the sides of the face lowered, the mid-tones of skin brightened; eyes gain
 * clarity and a cleaner white, lips colour. All amounts are in CIE Lab (L 0 to 100) at strength 1.
 */
final class Beauty {
    private Beauty() {}

    /**
     * @param lab      changed in place
     * @param skin     same size, 0 to 1
     * @param strength 0 to 1
     */
    static void apply(Raster lab, Raster skin, FaceMap map, double strength, double bw) {
        if (strength <= 0) {
            return;
        }
        Raster smooth;
        try (PointerScope _ = new PointerScope()) {
            smooth = Raster.of(Filters.gauss(lab.toMat(), 0.025 * bw));
        }
        double skinL = EvenSkin.mean(lab, skin)[0];
        float s = (float) strength;
        int width = lab.width();
        Rows.parallel(lab.height(), (from, to) -> {
            for (int py = from; py < to; py++) {
                for (int px = 0; px < width; px++) {
                    double x = map.x(px, py);
                    double y = map.y(px, py);
                    if (Math.abs(x) > 1.7 || y < -1.8 || y > 3.2) {
                        continue;
                    }
                    int i = py * width + px;
                    float m = skin.data()[i];
                    if (m > 0.01f) {
                        lab.data()[3 * i] += s * m * skinLift(x, y, smooth.data()[3 * i], skinL);
                    }
                    eyesAndLips(lab.data(), smooth.data(), 3 * i, map, x, y, s);
                }
            }
        });
    }

    /** Change of L on skin at full strength. */
    private static float skinLift(double x, double y, float local, double mean) {
        double side = Math.abs(x);
        double under = FaceMap.glow(side, y, 0.5, 0.3, 0.24, 0.09);
        double fill = under * 0.8 * Math.clamp(mean - local, 0, 9);
        double dodge = 3.6 * Math.min(1, 0.9 * FaceMap.glow(x, y, 0, -0.62, 0.42, 0.22)
                + 0.7 * FaceMap.glow(x, y, 0, 0.25, 0.09, 0.32) + 0.9 * FaceMap.glow(side, y, 0.62, 0.45, 0.22, 0.15)
                + 0.6 * FaceMap.glow(x, y, 0, 1.72, 0.2, 0.14));
        double contour = -3.0 * (FaceMap.glow(side, y, 1.02, 0.85, 0.16, 0.5)
                + 0.6 * FaceMap.glow(x, y, 0, 2.15, 0.7, 0.12));
        double t = Math.clamp(local / 100, 0, 1);
        double lift = 3.6 * 4 * t * (1 - t);
        return (float) (fill + dodge + contour + lift);
    }

    private static void eyesAndLips(float[] lab, float[] smooth, int i, FaceMap map, double x, double y, float s) {
        float eyes = (float) FaceMap.eyes(x, y);
        if (eyes > 0) {
            float detail = lab[i] - smooth[i];
            lab[i] += s * eyes * (0.42f * detail + 2.8f * Math.clamp(lab[i] / 60, 0f, 1f));
            float white = eyes * Math.clamp((lab[i] - smooth[i]) / 8, 0f, 1f);
            lab[i + 1] *= 1 - 0.3f * s * white;
            lab[i + 2] *= 1 - 0.3f * s * white;
        }
        float lips = (float) map.lips(x, y);
        if (lips > 0) {
            float red = lips * Math.clamp((lab[i + 1] - 14) / 8, 0f, 1f);
            lab[i + 1] *= 1 + 0.24f * s * red;
            lab[i + 2] *= 1 + 0.12f * s * red;
        }
    }
}
