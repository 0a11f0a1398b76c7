package dev.likeness.studio.rendition;

import dev.likeness.darkroom.pixel.Raster;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Paints strokes on a picture, one over the other in the given order.
 *
 * <p>Bands of rows are painted in parallel, each with the strokes that touch it in the same order, so the result does
 * not depend on the number of threads. A stroke is opaque in the middle, ragged by its bristles at both ends, and
 * leaves a relief: furrows of the bristles, a ridge of displaced paint along its sides.
 */
final class Brushwork {
    private static final int BAND = 32;
    private static final int HAIRS = 64;
    private static final int ALONG = 512;
    private static final float[] BRISTLES = bristles();

    private final Raster colour;
    private final Raster relief;
    private final float hairiness;

    /**
     * @param colour    three channels, painted on
     * @param relief    one channel, thickness of the paint, painted on
     * @param hairiness how far bristles show in the colour, 0..0.2
     */
    Brushwork(Raster colour, Raster relief, float hairiness) {
        this.colour = colour;
        this.relief = relief;
        this.hairiness = hairiness;
    }

    /** Furrows: noise across the brush, drawn out along it; about -1..1. */
    private static float[] bristles() {
        float[] result = new float[HAIRS * ALONG];
        for (int hair = 0; hair < HAIRS; hair++) {
            float value = 0;
            float base = 2 * Texture.hash(hair, 77) - 1;
            for (int k = -ALONG; k < ALONG; k++) {
                value += 0.08f * (2 * Texture.hash(hair * ALONG + (k & ALONG - 1), 78) - 1 - value);
                if (k >= 0) {
                    result[hair * ALONG + k] = Math.clamp(0.75f * base + 2.4f * value, -1f, 1f);
                }
            }
        }
        return result;
    }

    void paint(List<Stroke> strokes) {
        int bands = (colour.height() + BAND - 1) / BAND;
        List<List<Stroke>> touching = new ArrayList<>();
        for (int i = 0; i < bands; i++) {
            touching.add(new ArrayList<>());
        }
        for (Stroke stroke : strokes) {
            int last = Math.min(bands - 1, (int) (stroke.y() + stroke.extent()) / BAND);
            for (int band = Math.max(0, (int) (stroke.y() - stroke.extent()) / BAND); band <= last; band++) {
                touching.get(band).add(stroke);
            }
        }
        IntStream.range(0, bands).parallel().forEach(band -> {
            for (Stroke stroke : touching.get(band)) {
                paint(stroke, band * BAND, Math.min(colour.height(), (band + 1) * BAND));
            }
        });
    }

    private void paint(Stroke s, int from, int to) {
        float sag = s.bend() * s.reach() * s.reach();
        float low = Math.min(0, sag) - s.half() - 0.5f;
        float high = Math.max(0, sag) + s.half() + 0.5f;
        int first = Math.max(from, (int) (s.y() - s.extent()));
        int last = Math.min(to - 1, (int) (s.y() + s.extent()));
        for (int y = first; y <= last; y++) {
            float dy = y + 0.5f - s.y();
            // The row's piece within |u| <= reach and low <= v <= high.
            float left = -s.reach() - s.half() - Math.abs(sag) - 1;
            float right = -left;
            if (Math.abs(s.cos()) > 1e-3f) {
                float a = (-s.reach() - dy * s.sin()) / s.cos();
                float b = (s.reach() - dy * s.sin()) / s.cos();
                left = Math.max(left, Math.min(a, b));
                right = Math.min(right, Math.max(a, b));
            }
            if (Math.abs(s.sin()) > 1e-3f) {
                float a = (dy * s.cos() - low) / s.sin();
                float b = (dy * s.cos() - high) / s.sin();
                left = Math.max(left, Math.min(a, b));
                right = Math.min(right, Math.max(a, b));
            }
            int start = Math.max(0, (int) Math.ceil(s.x() + left - 0.5f));
            int end = Math.min(colour.width() - 1, (int) Math.floor(s.x() + right - 0.5f));
            for (int x = start; x <= end; x++) {
                touch(s, y * colour.width() + x, x + 0.5f - s.x(), dy);
            }
        }
    }

    private void touch(Stroke s, int pixel, float dx, float dy) {
        float u = dx * s.cos() + dy * s.sin();
        float v = dy * s.cos() - dx * s.sin() - s.bend() * u * u;
        float edge = s.half() + 0.5f - Math.abs(v);
        float rest = s.reach() - Math.abs(u);
        if (edge <= 0 || rest <= 0) {
            return;
        }
        float across = v / s.half();
        int hair = (int) ((across + 1.5f) * 20) + s.salt() & HAIRS - 1;
        int along = (int) (u * 12 / s.half()) + (s.salt() >>> 8) & ALONG - 1;
        float bristle = BRISTLES[hair * ALONG + along];
        float end = rest / (1.1f * s.half()) - 0.35f * (1 + bristle);
        float a = s.opacity() * Math.min(1, edge) * Math.clamp(end, 0f, 1f);
        if (a <= 0) {
            return;
        }
        float shade = 1 + hairiness * bristle;
        float[] bgr = colour.data();
        int at = 3 * pixel;
        bgr[at] += a * (s.b() * shade - bgr[at]);
        bgr[at + 1] += a * (s.g() * shade - bgr[at + 1]);
        bgr[at + 2] += a * (s.r() * shade - bgr[at + 2]);
        float thick = s.half() * (0.55f + 0.3f * bristle + 0.35f * across * across * across * across);
        relief.data()[pixel] += a * (thick - relief.data()[pixel]);
    }
}
