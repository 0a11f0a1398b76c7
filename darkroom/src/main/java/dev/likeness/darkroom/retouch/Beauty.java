package dev.likeness.darkroom.retouch;

import dev.likeness.darkroom.pixel.Enlargement;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;

/**
 * {@code skin}: what a make-up artist and a dodge-and-burn pass do. Shadows under the eyes are filled, forehead, nose,
 * cheekbones and chin are lifted a little, the sides of the face lowered, the mid-tones of skin brightened; eyes gain
 * clarity and a cleaner white, lips colour. All amounts are in CIE Lab (L 0 to 100) at strength 1.
 */
final class Beauty {
    /** Share of the local contrast that is added to what shines in an eye, and to what is dark there. */
    private static final float EYES = 0.38f;
    private static final float IRIS = 0.05f;
    /** L that the eyes gain, as much as the skin around them. */
    private static final float LIFT = 3.7f;

    private Beauty() {}

    /**
     * @param lab      changed in place
     * @param skin     same size, from {@link ToneMask}
     * @param strength 0 to 1
     */
    static void apply(Raster lab, Raster skin, FaceMap map, double strength, double bw) {
        if (strength <= 0) {
            return;
        }
        Enlargement smooth = Filters.smooth(lightness(lab), 0.025 * bw);
        Enlargement makeUp = makeUp(map, lab.width(), lab.height());
        float skinL = (float) EvenSkin.mean(lab, skin)[0];
        float s = (float) strength;
        int width = lab.width();
        Rows.parallel(lab.height(), (from, to) -> {
            float[] around = smooth.line();
            float[] paint = makeUp.line();
            for (int py = from; py < to; py++) {
                smooth.row(py, around);
                makeUp.row(py, paint);
                for (int px = 0; px < width; px++) {
                    int i = py * width + px;
                    float m = skin.data()[i];
                    if (m > 0.01f) {
                        float t = Math.min(1f, Math.max(0f, around[px] * 0.01f));
                        float fill = paint[3 * px] * Math.min(9f, Math.max(0f, skinL - around[px]));
                        float lift = s * m
                                * (fill + paint[3 * px + 1] + paint[3 * px + 2] * 19.2f * t * (1 - t));
                        lab.data()[3 * i] += lift > 0 ? lift * Retoucher.room(lab.data()[3 * i]) : lift;
                    }
                    double x = map.x(px, py);
                    double y = map.y(px, py);
                    if (y > -0.2 && Math.abs(x) < 1.7 && y < 3.2) {
                        eyesAndLips(lab.data(), around[px], 3 * i, map, x, y, s);
                    }
                }
            }
        });
    }

    private static Raster lightness(Raster lab) {
        Raster light = Raster.blank(lab.width(), lab.height(), 1);
        Rows.parallel(lab.height(), (from, to) -> {
            for (int i = from * lab.width(); i < to * lab.width(); i++) {
                light.data()[i] = lab.data()[3 * i];
            }
        });
        return light;
    }

    /**
     * What is done to skin at each place, at full strength: share of a shadow under the eyes that is filled, L added or
     * taken, and share of the general lift. All of it is smooth; made at the size that its finest part needs.
     */
    private static Enlargement makeUp(FaceMap map, int width, int height) {
        int reduction = (int) Math.clamp(map.iod() / 28, 1, 4);
        int w = (width + reduction - 1) / reduction;
        int h = (height + reduction - 1) / reduction;
        Raster small = Raster.blank(w, h, 3);
        Rows.parallel(h, (from, to) -> {
            for (int py = from; py < to; py++) {
                for (int px = 0; px < w; px++) {
                    double left = (px + 0.5) * reduction - 0.5;
                    double top = (py + 0.5) * reduction - 0.5;
                    double x = map.x(left, top);
                    double y = map.y(left, top);
                    if (Math.abs(x) <= 1.7 && y >= -1.8 && y <= 3.2) {
                        int i = small.at(px, py);
                        small.data()[i] = (float) (0.8 * FaceMap.glow(Math.abs(x), y, 0.5, 0.3, 0.24, 0.09));
                        small.data()[i + 1] = (float) dodgeAndBurn(x, y);
                        small.data()[i + 2] = 1;
                    }
                }
            }
        });
        return new Enlargement(small, width, height, reduction);
    }

    private static double dodgeAndBurn(double x, double y) {
        double side = Math.abs(x);
        double dodge = 3.9 * Math.min(1, 0.9 * FaceMap.glow(x, y, 0, -0.62, 0.42, 0.22)
                + 0.7 * FaceMap.glow(x, y, 0, 0.25, 0.09, 0.32) + 0.9 * FaceMap.glow(side, y, 0.62, 0.45, 0.22, 0.15)
                + 0.6 * FaceMap.glow(x, y, 0, 1.72, 0.2, 0.14));
        return dodge - 3.3 * (FaceMap.glow(side, y, 1.02, 0.85, 0.16, 0.5)
                + 0.6 * FaceMap.glow(x, y, 0, 2.15, 0.7, 0.12));
    }

    private static void eyesAndLips(float[] lab, float around, int i, FaceMap map, double x, double y, float s) {
        float soft = (float) FaceMap.eyesSoftly(x, y);
        if (soft > 0) {
            float eyes = (float) FaceMap.eyes(x, y);
            // What is darker than its surroundings is iris and lashes: a darker iris has no colour left.
            float detail = lab[i] - around;
            float lift = eyes * EYES * Math.max(0, detail) + soft * LIFT * Math.clamp(lab[i] / 60, 0f, 1f);
            lab[i] += s * (lift * Retoucher.room(lab[i]) + eyes * IRIS * Math.min(0, detail));
            float chroma = (float) Math.hypot(lab[i + 1], lab[i + 2]);
            float white = eyes * Math.clamp((lab[i] - around) / 8, 0f, 1f) * Math.clamp((24 - chroma) / 10, 0f, 1f);
            lab[i + 1] *= 1 - 0.37f * s * white;
            lab[i + 2] *= 1 - 0.37f * s * white;
        }
        float lips = (float) map.lips(x, y);
        if (lips > 0) {
            float red = lips * Math.clamp((lab[i + 1] - 14) / 8, 0f, 1f);
            lab[i + 1] *= 1 + 0.33f * s * red;
            lab[i + 2] *= 1 + 0.17f * s * red;
        }
    }
}
