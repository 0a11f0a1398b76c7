package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Raster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model of a place, built of boxes, balls and posts in metres, and the photograph of it behind a sitter.
 *
 * <p>
 * x runs to the right, y up from the floor, z away from the lens, which stands above the origin. Each pixel of a small
 * picture is followed into the model (J. Kajiya, "The rendering equation", SIGGRAPH 1986, cut short): what it meets is lit
 * by the lamps that it sees, drawn by lot in proportion to what each would give, by the sun, and by the things around it,
 * which either shade it or throw their colour on it. Chance is drawn from the pixel's number, so any number of threads makes
 * the same picture; its noise drowns in the blur, which averages a hundred pixels. The picture is then cut into layers by
 * distance and each blurred by its own circle of confusion ({@link Optics}).
 *
 * <p>
 * The lens is that of an environmental portrait, 40 mm from 1.15 m, which shows more of a room than the long lens of the
 * other places. A mean brightness is asked for instead of lamps in lumens: the photographer exposes for it.
 */
final class Maquette {
    /** Width of the face in the small picture, pixels. */
    private static final double FINE = 72;
    /** No more of them are followed: a wide frame shows a small face and much of the place. */
    private static final double MOST_PIXELS = 120_000;

    final List<Solid> solids = new ArrayList<>();
    final List<Lamp> lamps = new ArrayList<>();
    final List<Bulb> bulbs = new ArrayList<>();
    Sky sky = (x, y, z) -> Tone.BLACK;
    Tone above = new Tone(0.3, 0.3, 0.3);
    Tone below = new Tone(0.2, 0.2, 0.2);
    Optional<Sun> sun = Optional.empty();
    Tone haze = Tone.BLACK;
    double clear = 1e9;

    /** Light that comes from beyond the model, by direction. */
    @FunctionalInterface
    interface Sky {
        /** A unit vector. */
        Tone at(double x, double y, double z);
    }

    /**
     * A lamp that lights things: a box with even light to all sides.
     *
     * @param x     middle, and half sizes w, h, d
     * @param power irradiance that it gives at one metre
     */
    record Lamp(double x, double y, double z, double w, double h, double d, Tone power) {}

    /** A point that is seen as a disc and lights nothing; metres across. */
    record Bulb(double x, double y, double z, double size, Tone light) {}

    /** Light from one side: a unit vector towards it. */
    record Sun(double x, double y, double z, Tone light) {}

    /**
     * Where the camera looks.
     *
     * @param yaw     radians to the right
     * @param eye     metres above the floor
     * @param horizon place of the horizon in face widths below the sitter's eyes
     * @param reach   factor of the lens's distance: a longer lens shows less
     */
    record View(double yaw, double eye, double horizon, double reach) {}

    Maquette box(double x0, double y0, double z0, double x1, double y1, double z1, Finish finish) {
        solids.add(new Solid.Box(Math.min(x0, x1), Math.min(y0, y1), Math.min(z0, z1), Math.max(x0, x1),
                Math.max(y0, y1), Math.max(z0, z1), finish));
        return this;
    }

    Maquette ball(double x, double y, double z, double wide, double high, double deep, Finish finish) {
        solids.add(new Solid.Ball(x, y, z, wide, high, deep, finish));
        return this;
    }

    /** A round thing. */
    Maquette ball(double x, double y, double z, double radius, Finish finish) {
        return ball(x, y, z, radius, radius, radius, finish);
    }

    Maquette post(double x, double z, double radius, double low, double high, Finish finish) {
        solids.add(new Solid.Post(x, z, radius, low, high, finish));
        return this;
    }

    Maquette lamp(double x, double y, double z, double w, double h, double d, Tone power) {
        lamps.add(new Lamp(x, y, z, w, h, d, power));
        return this;
    }

    Maquette bulb(double x, double y, double z, double size, Tone light) {
        bulbs.add(new Bulb(x, y, z, size, light));
        return this;
    }

    Maquette sky(Sky light) {
        sky = light;
        return this;
    }

    /** Light that has been thrown about, from above and from below. */
    Maquette ambient(Tone fromAbove, Tone fromBelow) {
        above = fromAbove;
        below = fromBelow;
        return this;
    }

    Maquette sun(double x, double y, double z, Tone light) {
        double n = Math.sqrt(x * x + y * y + z * z);
        sun = Optional.of(new Sun(x / n, y / n, z / n, light));
        return this;
    }

    /** Air that takes colour with distance: half of it at 0.7 times {@code metres}. */
    Maquette haze(Tone colour, double metres) {
        haze = colour;
        clear = metres;
        return this;
    }

    /**
     * @param mean luminance that is asked for, 0 to 1
     */
    Scene photograph(View view, double mean, int width, int height, Seed seed, Focus focus) {
        double reduction = Math.max(Math.clamp(Math.rint(focus.faceWidth() / FINE), 1, 6),
                Math.sqrt((double) width * height / MOST_PIXELS));
        Easel easel = new Easel((int) Math.ceil(width / reduction), (int) Math.ceil(height / reduction),
                focus.reduced(reduction));
        MaquettePhoto photo = new MaquettePhoto(this, view, easel, seed.value());
        Raster picture = photo.developed();
        photo.bulbs(picture);
        expose(picture, mean);
        return Lens.develop(picture, width, height, seed.value());
    }

    /** Scales to the mean that is asked for; what is brighter than paper counts as paper. */
    private static void expose(Raster picture, double mean) {
        float[] data = picture.data();
        double gain = 1;
        for (int round = 0; round < 3; round++) {
            double sum = 0;
            for (int i = 0; i < data.length; i += 3) {
                sum += Math.min(1, gain * (0.0722 * data[i] + 0.7152 * data[i + 1] + 0.2126 * data[i + 2]));
            }
            gain *= mean / Math.max(1e-6, 3 * sum / data.length);
        }
        // Paper white and a little more: windows bloom, and do not outshine everything.
        for (int i = 0; i < data.length; i++) {
            double light = gain * data[i];
            data[i] = (float) (light < 0.8 ? light : 0.8 + 0.5 * (1 - Math.exp(-(light - 0.8) / 0.5)));
        }
    }
}
