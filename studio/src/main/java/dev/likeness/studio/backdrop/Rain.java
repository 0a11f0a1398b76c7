package dev.likeness.studio.backdrop;

import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import java.util.SplittableRandom;

/**
 * Rain between a place and the sitter, and rain on the panes of a room.
 *
 * <p>
 * A falling drop draws a line as long as it falls while the shutter is open (9 m/s for 1/60 s: 15 cm, a face width, and
 * shorter the farther it is), slanted alike by the wind; a drop is seen by the light that it gathers from behind and above,
 * so its line takes the light of the place around it. Far rain is too fine for lines and is a veil. On panes, which are
 * where the day shines in, water runs down in tracks that bend the light: columns that wander, with drops at rest between.
 */
final class Rain {
    private static final Tone VEIL = new Tone(0.34, 0.315, 0.295);
    /** Of a line: metres at its own distance. */
    private static final double LENGTH = 0.14;
    private static final double WIDTH = 0.0022;

    private final Raster light;
    private final Focus focus;
    private final SplittableRandom chance;

    Rain(Raster light, Focus focus, long seed) {
        this.light = light;
        this.focus = focus;
        chance = new SplittableRandom(Noise.mix(seed ^ 0x3A14L));
    }

    /** Falls over a place in the open: {@code seed} also thickens it here and there. */
    void fall(long seed) {
        Noise gusts = new Noise(seed, 41);
        float[] data = light.data();
        double mean = mean();
        Rows.parallel(light.height(), (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < light.width(); x++) {
                    int at = light.at(x, y);
                    double u = focus.u(x + 0.5);
                    double v = focus.v(y + 0.5);
                    Tone tone = new Tone(data[at], data[at + 1], data[at + 2]);
                    double grey = luma(tone);
                    // A covered sky: cooler, with less colour, and no sun. Lamps keep theirs.
                    double lamp = Lens.step(0.7, 1.1, grey);
                    Tone dull = tone.mix(new Tone(1.10 * grey, grey, 0.94 * grey), 0.42 * (1 - lamp))
                            .times(0.66 + 0.3 * lamp);
                    double thick = 0.17 + 0.09 * gusts.clouds(u * 0.5 + 0.16 * v, v * 0.35, 3, 0.5);
                    dull.mix(VEIL.times(Math.min(1, 0.15 + 1.6 * mean)), Math.clamp(thick, 0.03, 0.4)).store(data, at);
                }
            }
        });
        streaks(mean);
    }

    private void streaks(double mean) {
        double slant = 0.22 * (chance.nextDouble() - 0.5);
        double area = light.width() / focus.faceWidth() * light.height() / focus.faceWidth();
        int count = (int) (150 * area);
        for (int i = 0; i < count; i++) {
            double distance = 2.0 + 9 * Math.pow(chance.nextDouble(), 1.4);
            double scale = focus.faceWidth() / Optics.FACE * Optics.SITTER / distance;
            double blur = 0.5 * new Optics(focus.faceWidth(), 0.010).blurAt(distance);
            double x = light.width() * (1.2 * chance.nextDouble() - 0.1);
            double y = light.height() * (1.2 * chance.nextDouble() - 0.1);
            double length = LENGTH * scale * (0.6 + 0.8 * chance.nextDouble());
            double half = Math.max(0.55, WIDTH * scale / 2 + 0.35 * blur);
            double angle = slant + 0.02 * chance.nextGaussian();
            double strength = (0.35 + 0.9 * chance.nextDouble()) * Math.min(1, 1.6 * WIDTH * scale / half);
            streak(x, y, length, half, angle, strength * (0.10 + 0.5 * Math.sqrt(mean)));
        }
    }

    /** A line of light, brightest in its middle; what it adds follows the light around it. */
    private void streak(double x, double y, double length, double half, double angle, double strength) {
        double dx = Math.sin(angle);
        double dy = Math.cos(angle);
        float[] data = light.data();
        int top = (int) Math.max(0, Math.floor(y - length / 2 - half));
        int bottom = (int) Math.min(light.height() - 1, Math.ceil(y + length / 2 + half));
        for (int py = top; py <= bottom; py++) {
            double along = (py + 0.5 - y) / dy;
            double fade = 1 - Lens.square(2 * along / length);
            if (fade <= 0) {
                continue;
            }
            double middle = x + along * dx;
            int left = (int) Math.max(0, Math.floor(middle - half - 1));
            int right = (int) Math.min(light.width() - 1, Math.ceil(middle + half + 1));
            for (int px = left; px <= right; px++) {
                double cover = Math.clamp(half - Math.abs(px + 0.5 - middle) + 0.5, 0.0, 1.0) * fade * strength;
                if (cover > 0) {
                    int at = light.at(px, py);
                    for (int c = at; c < at + 3; c++) {
                        data[c] += (float) (cover * (0.10 + 0.55 * Math.min(0.5, data[c])));
                    }
                }
            }
        }
    }

    /** Runs down the panes of a room; where these are is told by their light. */
    void onPanes(long seed) {
        Noise tracks = new Noise(seed, 42);
        Noise drops = new Noise(seed, 43);
        float[] data = light.data();
        double day = Math.max(0.2, brightest());
        Rows.parallel(light.height(), (from, to) -> {
            for (int y = from; y < to; y++) {
                double v = focus.v(y + 0.5);
                for (int x = 0; x < light.width(); x++) {
                    int at = light.at(x, y);
                    double u = focus.u(x + 0.5);
                    Tone tone = new Tone(data[at], data[at + 1], data[at + 2]);
                    double grey = luma(tone);
                    boolean cool = tone.b() > 0.8 * tone.r();
                    double pane = cool ? Lens.step(0.42 * day, 0.75 * day, grey) : 0;
                    double wander = 0.05 * tracks.at(u * 2.5, v * 1.5);
                    double track = Lens.step(0.18, 0.55, tracks.at((u + wander) * 17, v * 0.8))
                            - 0.8 * Lens.step(0.18, 0.5, tracks.at((u + wander) * 15 + 90, v * 0.9));
                    double drop = Lens.step(0.22, 0.5, drops.at(u * 15, v * 13))
                            - Lens.step(0.22, 0.5, drops.at(u * 15 + 0.3, v * 13 + 0.45));
                    Tone rainy = new Tone(0.90 * grey, 0.84 * grey, 0.79 * grey)
                            .times(0.62 * (1 + 0.26 * track + 0.34 * drop));
                    // The room has less of the day, too, and of its warmth.
                    Tone room = tone.mix(new Tone(1.08 * grey, grey, 0.94 * grey), 0.25).times(0.86);
                    room.mix(rainy, pane).store(data, at);
                }
            }
        });
    }

    private static double luma(Tone tone) {
        return 0.0722 * tone.b() + 0.7152 * tone.g() + 0.2126 * tone.r();
    }

    private double mean() {
        double sum = 0;
        int n = 0;
        for (int i = 1; i < light.data().length; i += 51) {
            sum += Math.min(1, light.data()[i]);
            n++;
        }
        return sum / Math.max(1, n);
    }

    private double brightest() {
        int[] counts = new int[64];
        int n = 0;
        for (int i = 1; i < light.data().length; i += 51) {
            counts[(int) Math.clamp(light.data()[i] * 40, 0, 63)]++;
            n++;
        }
        int left = n / 50;
        int bin = 63;
        while (bin > 0 && left > counts[bin]) {
            left -= counts[bin];
            bin--;
        }
        return bin / 40.0;
    }
}
