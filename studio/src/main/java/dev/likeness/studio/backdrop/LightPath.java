package dev.likeness.studio.backdrop;

import java.util.Optional;

/**
 * The way of one pixel's light through a {@link Maquette}: what a ray meets, and what lights that. Chance is drawn from the
 * pixel's number. Not for several threads.
 */
final class LightPath {
    /** Things farther off than this neither shade nor colour a place, metres. */
    private static final double AROUND = 2.2;
    /** How far a place's own surface is left before the next ray begins, metres. */
    private static final double OFF = 1e-3;
    /** Spread of the sun's direction: its shadows are a little soft. */
    private static final double SUN = 0.03;

    private final Maquette model;
    private final SolidTree tree;
    private final Maquette.Lamp[] lamps;
    /** From the lens through the pixel; to be aimed. */
    final Ray eye = new Ray();
    private final Ray mirrored = new Ray();
    private final Ray look = new Ray();
    private final double[] weights;
    private long state;
    private double met;

    LightPath(Maquette model, SolidTree tree) {
        this.model = model;
        this.tree = tree;
        lamps = model.lamps.toArray(new Maquette.Lamp[0]);
        weights = new double[lamps.length];
    }

    void begin(long pixel) {
        state = pixel;
    }

    double chance() {
        state = state * 6364136223846793005L + 1442695040888963407L;
        return (state >>> 11) * 0x1p-53;
    }

    /** How far away what {@link #seen} met last is, metres. */
    double distance() {
        return met;
    }

    /** The light along a ray; {@link #distance} is then how far it went. */
    Tone seen(Ray ray, int lots, int looks) {
        Optional<Solid> found = tree.first(ray);
        double distance = ray.far;
        met = distance;
        if (found.isEmpty()) {
            return model.sky.at(ray.dx, ray.dy, ray.dz);
        }
        Finish finish = found.get().finish();
        double x = ray.endX();
        double y = ray.endY();
        double z = ray.endZ();
        Tone skin = finish.skin().at(x, y, z, ray.axis());
        Tone tone;
        if (finish.glow() > 0) {
            tone = skin.times(finish.glow());
        } else {
            tone = skin.times(around(ray, x, y, z, looks).plus(lit(ray, x, y, z, lots)));
            if (finish.gloss() > 0 && looks > 1) {
                tone = tone.plus(mirrored(ray, x, y, z, finish));
            }
        }
        met = distance;
        return model.clear > 1e8 ? tone : model.haze.mix(tone, Math.exp(-distance / model.clear));
    }

    private Tone mirrored(Ray ray, double x, double y, double z, Finish finish) {
        double cos = -(ray.dx * ray.nx + ray.dy * ray.ny + ray.dz * ray.nz);
        double graze = 1 - Math.clamp(cos, 0, 1);
        double share = finish.gloss() + (1 - finish.gloss()) * 0.6 * graze * graze * graze * graze * graze;
        double rx = ray.dx + 2 * cos * ray.nx + finish.rough() * (chance() - 0.5);
        double ry = ray.dy + 2 * cos * ray.ny + finish.rough() * (chance() - 0.5);
        double rz = ray.dz + 2 * cos * ray.nz + finish.rough() * (chance() - 0.5);
        double n = Math.sqrt(rx * rx + ry * ry + rz * rz);
        mirrored.from(x + OFF * ray.nx, y + OFF * ray.ny, z + OFF * ray.nz, rx / n, ry / n, rz / n,
                MaquettePhoto.HORIZON);
        Tone image = seen(mirrored, 1, 1);
        // The few looks of a rough mirror must not make sparks of lamps.
        double bright = Math.max(image.b(), Math.max(image.g(), image.r()));
        return image.times(share * Math.min(1, 1.6 / Math.max(1e-6, bright)));
    }

    /** What comes from the things around a place, or past them. */
    private Tone around(Ray at, double x, double y, double z, int looks) {
        Tone sum = Tone.BLACK;
        for (int i = 0; i < looks; i++) {
            // A point on the unit sphere, set on the normal: directions spread by the cosine.
            double height = 2 * chance() - 1;
            double turn = 2 * Math.PI * chance();
            double r = Math.sqrt(1 - height * height);
            double dx = at.nx + r * Math.cos(turn);
            double dy = at.ny + height;
            double dz = at.nz + r * Math.sin(turn);
            double n = 1 / Math.max(1e-3, Math.sqrt(dx * dx + dy * dy + dz * dz));
            look.from(x + OFF * at.nx, y + OFF * at.ny, z + OFF * at.nz, dx * n, dy * n, dz * n, AROUND);
            Optional<Solid> found = tree.first(look);
            Tone open = model.below.mix(model.above, 0.5 + 0.5 * dy * n);
            if (found.isPresent()) {
                Finish finish = found.get().finish();
                Tone skin = finish.skin().at(look.endX(), look.endY(), look.endZ(), look.axis());
                open = finish.glow() > 0
                        ? skin.times(Math.min(1, finish.glow())).plus(open.times(0.3))
                        : skin.times(open).times(0.9);
            }
            sum = sum.plus(open);
        }
        return sum.times(1.0 / looks);
    }

    /** What sun and lamps give. */
    private Tone lit(Ray at, double x, double y, double z, int lots) {
        Tone sum = model.sun.isPresent() ? sunlit(at, x, y, z, model.sun.get()) : Tone.BLACK;
        double total = weighed(at, x, y, z);
        for (int lot = 0; lot < lots && total > 0; lot++) {
            sum = sum.plus(lamplit(at, x, y, z, drawn(total * (lot + chance()) / lots), total / lots));
        }
        return sum;
    }

    private Tone sunlit(Ray at, double x, double y, double z, Maquette.Sun sun) {
        double facing = at.nx * sun.x() + at.ny * sun.y() + at.nz * sun.z();
        if (facing <= 0) {
            return Tone.BLACK;
        }
        look.from(x + OFF * at.nx, y + OFF * at.ny, z + OFF * at.nz, sun.x() + SUN * (chance() - 0.5),
                sun.y() + SUN * (chance() - 0.5), sun.z() + SUN * (chance() - 0.5), MaquettePhoto.HORIZON);
        return tree.hides(look) ? Tone.BLACK : sun.light().times(facing);
    }

    /** What each lamp would about give if nothing hid it; their sum. */
    private double weighed(Ray at, double x, double y, double z) {
        double total = 0;
        for (int i = 0; i < weights.length; i++) {
            Maquette.Lamp lamp = lamps[i];
            double dx = lamp.x() - x;
            double dy = lamp.y() - y;
            double dz = lamp.z() - z;
            double size = lamp.w() + lamp.h() + lamp.d();
            double square = dx * dx + dy * dy + dz * dz;
            double facing = (at.nx * dx + at.ny * dy + at.nz * dz) / Math.sqrt(square + 1e-6);
            weights[i] = lamp.power().g() * (0.12 + Math.max(0, facing)) / (square + 0.3 * size * size + 0.01);
            total += weights[i];
        }
        return total;
    }

    /** The lamp in whose part of the sum of weights a number lies. */
    private int drawn(double number) {
        double rest = number;
        int i = 0;
        while (i < weights.length - 1 && rest > weights[i]) {
            rest -= weights[i];
            i++;
        }
        return i;
    }

    /** What a lot on a lamp gives; {@code part} is the sum of the weights that stands behind a lot. */
    private Tone lamplit(Ray at, double x, double y, double z, int i, double part) {
        Maquette.Lamp lamp = lamps[i];
        double dx = lamp.x() + lamp.w() * (2 * chance() - 1) - x;
        double dy = lamp.y() + lamp.h() * (2 * chance() - 1) - y;
        double dz = lamp.z() + lamp.d() * (2 * chance() - 1) - z;
        double far = Math.sqrt(dx * dx + dy * dy + dz * dz) + 1e-6;
        double facing = (at.nx * dx + at.ny * dy + at.nz * dz) / far;
        if (facing <= 0) {
            return Tone.BLACK;
        }
        look.from(x + OFF * at.nx, y + OFF * at.ny, z + OFF * at.nz, dx / far, dy / far, dz / far, far - 0.06);
        return tree.hides(look)
                ? Tone.BLACK
                : lamp.power().times(Math.min(8, part / weights[i]) * facing / (far * far + 0.15));
    }
}
