package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
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
    /** Distance of the sitter, metres. */
    private static final double SITTER = 1.15;
    private static final double APERTURE = 0.026;
    private static final double HORIZON = 400;
    /** Lots among the lamps, and looks around, at a place seen directly. */
    private static final int LOTS = 5;
    private static final int LOOKS = 4;
    /** Things farther off than this neither shade nor colour a place, metres. */
    private static final double AROUND = 2.2;
    /** Blurs, as shares of the widest, that get a layer of their own. */
    private static final double[] LAYERS = {1.0, 0.80, 0.60};

    private final List<Solid> solids = new ArrayList<>();
    private final List<Lamp> lamps = new ArrayList<>();
    private final List<Bulb> bulbs = new ArrayList<>();
    private Sky sky = (x, y, z) -> Tone.BLACK;
    private Tone above = new Tone(0.3, 0.3, 0.3);
    private Tone below = new Tone(0.2, 0.2, 0.2);
    private Optional<Sun> sun = Optional.empty();
    private Tone haze = Tone.BLACK;
    private double clear = 1e9;

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
    private record Sun(double x, double y, double z, Tone light) {}

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
        double reduction = Math.clamp(Math.rint(focus.faceWidth() / FINE), 1, 6);
        Easel easel = new Easel((int) Math.ceil(width / reduction), (int) Math.ceil(height / reduction),
                focus.reduced(reduction));
        Exposed exposed = new Exposed(view, easel, seed.value());
        Raster picture = exposed.developed();
        exposed.bulbs(picture);
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

    /** One photograph. */
    private final class Exposed {
        private final View view;
        private final Easel easel;
        private final long seed;
        private final double field;
        private final double cos;
        private final double sin;
        private final SolidTree tree = new SolidTree(solids);
        private final Lamp[] given = lamps.toArray(new Lamp[0]);

        Exposed(View view, Easel easel, long seed) {
            this.view = view;
            this.easel = easel;
            this.seed = seed;
            field = Optics.FACE / (SITTER * view.reach);
            cos = Math.cos(view.yaw);
            sin = Math.sin(view.yaw);
        }

        private double blurAt(double distance) {
            double sitter = SITTER * view.reach;
            return easel.face().faceWidth() / Optics.FACE * APERTURE * Math.max(0.25, (distance - sitter) / distance)
                    / 2;
        }

        private void aim(Ray ray, double u, double v) {
            double dx = u * field;
            double dy = (view.horizon - v) * field;
            double n = 1 / Math.sqrt(dx * dx + dy * dy + 1);
            ray.from(0, view.eye, 0, (dx * cos + sin) * n, dy * n, (cos - dx * sin) * n, HORIZON);
        }

        /** The picture, layer by layer from the farthest. */
        Raster developed() {
            int size = easel.width() * easel.height();
            float[] light = new float[3 * size];
            float[] blur = new float[size];
            Rows.parallel(easel.height(), (from, to) -> {
                Walk walk = new Walk(this);
                for (int y = from; y < to; y++) {
                    for (int x = 0; x < easel.width(); x++) {
                        int i = y * easel.width() + x;
                        walk.begin(Noise.mix(seed + 0x9E3779B97F4A7C15L * (i + 1)));
                        aim(walk.eye, easel.face().u(x + walk.chance()), easel.face().v(y + walk.chance()));
                        walk.seen(walk.eye, LOTS, LOOKS).store(light, 3 * i);
                        blur[i] = (float) blurAt(walk.met);
                    }
                }
            });
            return layered(light, blur);
        }

        private Raster layered(float[] light, float[] blur) {
            double widest = blurAt(HORIZON);
            Raster sum = Raster.blank(easel.width(), easel.height(), 4);
            for (int k = 0; k < LAYERS.length; k++) {
                Raster layer = Raster.blank(easel.width(), easel.height(), 4);
                float[] data = layer.data();
                boolean any = false;
                for (int i = 0; i < blur.length; i++) {
                    double share = share(blur[i] / widest, k);
                    if (share > 0) {
                        any = true;
                        for (int c = 0; c < 3; c++) {
                            data[4 * i + c] = (float) (share * light[3 * i + c]);
                        }
                        data[4 * i + 3] = (float) share;
                    }
                }
                if (any) {
                    lay(sum, Lens.defocus(layer, LAYERS[k] * widest));
                }
            }
            Raster picture = Raster.blank(easel.width(), easel.height(), 3);
            for (int i = 0; i < blur.length; i++) {
                float cover = Math.max(0.05f, sum.data()[4 * i + 3]);
                for (int c = 0; c < 3; c++) {
                    picture.data()[3 * i + c] = Math.max(0, sum.data()[4 * i + c] / cover);
                }
            }
            return picture;
        }

        /** How much a blur belongs to a layer: it is shared between the two next to it. */
        private static double share(double blur, int layer) {
            double own = LAYERS[layer];
            if (blur >= own) {
                return layer == 0 ? 1 : Math.max(0, 1 - (blur - own) / (LAYERS[layer - 1] - own));
            }
            return layer == LAYERS.length - 1 ? 1 : Math.max(0, 1 - (own - blur) / (own - LAYERS[layer + 1]));
        }

        private static void lay(Raster sum, Raster layer) {
            float[] below = sum.data();
            float[] over = layer.data();
            for (int i = 0; i < below.length; i += 4) {
                float through = 1 - Math.clamp(over[i + 3], 0f, 1f);
                for (int c = i; c < i + 4; c++) {
                    below[c] = below[c] * through + over[c];
                }
            }
        }

        /** Lights that nothing hides; those that would touch the head are dimmed, so that hair keeps its outline. */
        void bulbs(Raster picture) {
            Bokeh bokeh = new Bokeh(picture);
            Ray ray = new Ray();
            for (Bulb bulb : bulbs) {
                double ahead = bulb.x * sin + bulb.z * cos;
                if (ahead < 1.2 * SITTER) {
                    continue;
                }
                double up = bulb.y - view.eye;
                double distance = Math.sqrt(bulb.x * bulb.x + up * up + bulb.z * bulb.z);
                ray.from(0, view.eye, 0, bulb.x / distance, up / distance, bulb.z / distance,
                        distance - 0.6 * bulb.size - 0.02);
                if (tree.first(ray).isPresent()) {
                    continue;
                }
                double u = (bulb.x * cos - bulb.z * sin) / ahead / field;
                double v = view.horizon - up / ahead / field;
                double size = 0.5 * bulb.size / ahead / field * easel.face().faceWidth();
                bokeh.add(easel.face().x(u), easel.face().y(v), blurAt(distance) + size,
                        bulb.light.times(1 - 0.75 * Easel.head(u, v)));
            }
        }
    }

    /** The way of one pixel's light. */
    private final class Walk {
        private final Exposed exposed;
        private final Ray eye = new Ray();
        private final Ray mirrored = new Ray();
        private final Ray look = new Ray();
        private final double[] weights;
        private long state;
        private double met;

        Walk(Exposed exposed) {
            this.exposed = exposed;
            weights = new double[exposed.given.length];
        }

        void begin(long pixel) {
            state = pixel;
        }

        double chance() {
            state = state * 6364136223846793005L + 1442695040888963407L;
            return (state >>> 11) * 0x1p-53;
        }

        /** The light along a ray; {@link #met} is then the distance. */
        Tone seen(Ray ray, int lots, int looks) {
            Optional<Solid> found = exposed.tree.first(ray);
            double distance = ray.far;
            met = distance;
            if (found.isEmpty()) {
                return sky.at(ray.dx, ray.dy, ray.dz);
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
            return clear > 1e8 ? tone : haze.mix(tone, Math.exp(-distance / clear));
        }

        private Tone mirrored(Ray ray, double x, double y, double z, Finish finish) {
            double cos = -(ray.dx * ray.nx + ray.dy * ray.ny + ray.dz * ray.nz);
            double graze = 1 - Math.clamp(cos, 0, 1);
            double share = finish.gloss() + (1 - finish.gloss()) * 0.6 * graze * graze * graze * graze * graze;
            double rx = ray.dx + 2 * cos * ray.nx + finish.rough() * (chance() - 0.5);
            double ry = ray.dy + 2 * cos * ray.ny + finish.rough() * (chance() - 0.5);
            double rz = ray.dz + 2 * cos * ray.nz + finish.rough() * (chance() - 0.5);
            double n = Math.sqrt(rx * rx + ry * ry + rz * rz);
            mirrored.from(x + 1e-3 * ray.nx, y + 1e-3 * ray.ny, z + 1e-3 * ray.nz, rx / n, ry / n, rz / n, HORIZON);
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
                look.from(x + 1e-3 * at.nx, y + 1e-3 * at.ny, z + 1e-3 * at.nz, dx * n, dy * n, dz * n, AROUND);
                Optional<Solid> found = exposed.tree.first(look);
                Tone open = below.mix(above, 0.5 + 0.5 * dy * n);
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
            Tone sum = Tone.BLACK;
            double ox = x + 1e-3 * at.nx;
            double oy = y + 1e-3 * at.ny;
            double oz = z + 1e-3 * at.nz;
            if (sun.isPresent()) {
                Sun s = sun.get();
                double facing = at.nx * s.x + at.ny * s.y + at.nz * s.z;
                if (facing > 0) {
                    double spread = 0.03;
                    look.from(ox, oy, oz, s.x + spread * (chance() - 0.5), s.y + spread * (chance() - 0.5),
                            s.z + spread * (chance() - 0.5), HORIZON);
                    if (!exposed.tree.hides(look)) {
                        sum = s.light.times(facing);
                    }
                }
            }
            double total = 0;
            for (int i = 0; i < weights.length; i++) {
                Lamp lamp = exposed.given[i];
                double dx = lamp.x - x;
                double dy = lamp.y - y;
                double dz = lamp.z - z;
                double size = lamp.w + lamp.h + lamp.d;
                double square = dx * dx + dy * dy + dz * dz;
                double facing = (at.nx * dx + at.ny * dy + at.nz * dz) / Math.sqrt(square + 1e-6);
                weights[i] = lamp.power.g() * (0.12 + Math.max(0, facing)) / (square + 0.3 * size * size + 0.01);
                total += weights[i];
            }
            for (int lot = 0; lot < lots && total > 0; lot++) {
                double draw = total * (lot + chance()) / lots;
                int i = 0;
                while (i < weights.length - 1 && draw > weights[i]) {
                    draw -= weights[i];
                    i++;
                }
                Lamp lamp = exposed.given[i];
                double dx = lamp.x + lamp.w * (2 * chance() - 1) - x;
                double dy = lamp.y + lamp.h * (2 * chance() - 1) - y;
                double dz = lamp.z + lamp.d * (2 * chance() - 1) - z;
                double far = Math.sqrt(dx * dx + dy * dy + dz * dz) + 1e-6;
                double facing = (at.nx * dx + at.ny * dy + at.nz * dz) / far;
                if (facing > 0) {
                    look.from(ox, oy, oz, dx / far, dy / far, dz / far, far - 0.06);
                    if (!exposed.tree.hides(look)) {
                        double share = Math.min(8, total / weights[i] / lots);
                        sum = sum.plus(lamp.power.times(share * facing / (far * far + 0.15)));
                    }
                }
            }
            return sum;
        }
    }
}
