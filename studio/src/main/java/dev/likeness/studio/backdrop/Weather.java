package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import dev.likeness.studio.plan.Air;
import java.util.SplittableRandom;

/**
 * Another hour or weather over a place that is painted in its own.
 *
 * <p>
 * A picture has no depth any more, so that only what needs none is done: light of another colour on everything, a veil of
 * air that is thicker here and thinner there, and flakes or rain between the place and the sitter, which are discs, the nearer to
 * the sitter the smaller and the denser. At night the eye loses colour before it loses light (Purkinje's shift), which
 * films draw as blue.
 *
 * @param place painted without a sitter
 * @param inside whether it is a room, which sees the weather through its windows
 */
record Weather(Backdrop place, Air air, boolean inside) implements Backdrop {
    private static final double APERTURE = 0.024;
    private static final Tone FOG = new Tone(0.43, 0.41, 0.395);
    private static final Tone SNOW = new Tone(0.62, 0.585, 0.56);
    private static final Tone SUN = new Tone(0.20, 0.55, 0.95);

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        Raster light = place.paint(width, height, seed, focus).light();
        SplittableRandom chance = new SplittableRandom(Noise.mix(seed.value() ^ air.name().hashCode()));
        Noise clouds = new Noise(seed.value(), 40);
        double side = chance.nextDouble() < 0.5 ? -1 : 1;
        switch (air) {
            case CLEAR -> {
            }
            case GOLDEN_HOUR -> each(light, focus, (u, v, tone) -> {
                double near = Math.exp(-Math.hypot(u - 1.5 * side, 0.8 * (v + 0.4)) / 1.1);
                Tone lit = new Tone(tone.b() * 0.60, tone.g() * 0.88, tone.r() * 1.12);
                return lit.times(0.86 + 0.30 * near).plus(SUN.times(0.26 * near));
            });
            case BLUE_HOUR -> each(light, focus, (u, v, tone) -> dusk(tone, 0.55, new Tone(0.62, 0.36, 0.24)));
            case NIGHT -> each(light, focus, (u, v, tone) -> dusk(tone, 0.75, new Tone(0.200, 0.118, 0.082)));
            case FOG -> each(light, focus, (u, v, tone) -> {
                double thick = 0.44 + 0.20 * clouds.clouds(u * 0.45, v * 0.8, 3, 0.5)
                        + 0.10 * Lens.step(0.8, -1.2, v);
                double grey = luma(tone);
                return new Tone(grey, grey, grey).mix(tone, 0.60).mix(FOG, Math.clamp(thick, 0.1, 0.8));
            });
            case SNOWFALL -> {
                // Snow lies on what was green, and its light is white.
                each(light, focus, (u, v, tone) -> {
                    double grey = luma(tone);
                    double green = Math.clamp((tone.g() - Math.max(tone.r(), tone.b())) / (grey + 0.01), 0, 1);
                    return tone.mix(new Tone(1.06 * grey, grey, 0.96 * grey), 0.35 + 0.5 * green)
                            .mix(FOG.times(Math.min(1.1, 0.2 + 2.4 * grey)), 0.24 + 0.2 * green);
                });
                flakes(light, focus, chance);
            }
            case RAIN -> {
                Rain rain = new Rain(light, focus, seed.value());
                if (inside) {
                    rain.onPanes(seed.value());
                } else {
                    rain.fall(seed.value());
                }
            }
        }
        return new Scene(light);
    }

    /**
     * @param loss of colour, 0 to 1
     * @param sky  the light of the sky, where the place's own was 1
     */
    private static Tone dusk(Tone tone, double loss, Tone sky) {
        double grey = luma(tone);
        Tone dull = tone.mix(new Tone(grey, grey, grey), loss);
        return new Tone(dull.b() * sky.b(), dull.g() * sky.g(), dull.r() * sky.r());
    }

    private static double luma(Tone tone) {
        return 0.0722 * tone.b() + 0.7152 * tone.g() + 0.2126 * tone.r();
    }

    private static void flakes(Raster light, Focus focus, SplittableRandom chance) {
        Bokeh bokeh = new Bokeh(light);
        Optics optics = new Optics(focus.faceWidth(), APERTURE);
        double area = light.width() / focus.faceWidth() * light.height() / focus.faceWidth();
        int count = (int) (44 * area);
        for (int i = 0; i < count; i++) {
            double distance = 2.1 + 14 * Lens.square(chance.nextDouble());
            double radius = Math.max(1.2, optics.blurAt(distance) + 0.004 * optics.scaleAt(distance));
            // A flake's light spreads over its disc.
            double sharp = Lens.square(0.010 * optics.faceWidth() / radius);
            bokeh.add(light.width() * chance.nextDouble(), light.height() * chance.nextDouble(), radius,
                    SNOW.times(Math.min(0.75, (0.3 + 1.1 * chance.nextDouble()) * (0.05 + 1.3 * sharp))));
        }
    }

    private interface Change {
        Tone of(double u, double v, Tone tone);
    }

    private static void each(Raster light, Focus focus, Change change) {
        float[] data = light.data();
        Rows.parallel(light.height(), (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < light.width(); x++) {
                    int at = light.at(x, y);
                    change.of(focus.u(x + 0.5), focus.v(y + 0.5), new Tone(data[at], data[at + 1], data[at + 2]))
                            .store(data, at);
                }
            }
        });
    }
}
