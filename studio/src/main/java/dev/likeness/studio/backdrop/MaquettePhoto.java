package dev.likeness.studio.backdrop;

import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;

/**
 * One photograph of a {@link Maquette}: each pixel's light and distance, layers by distance, each with its own blur, and the
 * discs of far lights over them.
 */
final class MaquettePhoto {
    /** Lots among the lamps, and looks around, at a place seen directly. */
    private static final int LOTS = 5;
    private static final int LOOKS = 4;
    /** Blurs, as shares of the widest, that get a layer of their own. */
    private static final double[] LAYERS = {1.0, 0.80, 0.60};
    /** Distance of the sitter, metres. */
    private static final double SITTER = 1.15;
    private static final double APERTURE = 0.026;
    static final double HORIZON = 400;

    private final Maquette model;
    private final Maquette.View view;
    private final Easel easel;
    private final long seed;
    private final double field;
    private final double cos;
    private final double sin;
    private final SolidTree tree;

    MaquettePhoto(Maquette model, Maquette.View view, Easel easel, long seed) {
        this.model = model;
        tree = new SolidTree(model.solids);
        this.view = view;
        this.easel = easel;
        this.seed = seed;
        field = Optics.FACE / (SITTER * view.reach());
        cos = Math.cos(view.yaw());
        sin = Math.sin(view.yaw());
    }

    private double blurAt(double distance) {
        double sitter = SITTER * view.reach();
        return easel.face().faceWidth() / Optics.FACE * APERTURE * Math.max(0.25, (distance - sitter) / distance)
                / 2;
    }

    private void aim(Ray ray, double u, double v) {
        double dx = u * field;
        double dy = (view.horizon() - v) * field;
        double n = 1 / Math.sqrt(dx * dx + dy * dy + 1);
        ray.from(0, view.eye(), 0, (dx * cos + sin) * n, dy * n, (cos - dx * sin) * n, HORIZON);
    }

    /** The picture, layer by layer from the farthest. */
    Raster developed() {
        int size = easel.width() * easel.height();
        float[] light = new float[3 * size];
        float[] blur = new float[size];
        Rows.parallel(easel.height(), (from, to) -> {
            LightPath path = new LightPath(model, tree);
            for (int y = from; y < to; y++) {
                for (int x = 0; x < easel.width(); x++) {
                    int i = y * easel.width() + x;
                    path.begin(Noise.mix(seed + 0x9E3779B97F4A7C15L * (i + 1)));
                    aim(path.eye, easel.face().u(x + path.chance()), easel.face().v(y + path.chance()));
                    path.seen(path.eye, LOTS, LOOKS).store(light, 3 * i);
                    blur[i] = (float) blurAt(path.distance());
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
        for (Maquette.Bulb bulb : model.bulbs) {
            double ahead = bulb.x() * sin + bulb.z() * cos;
            if (ahead < 1.2 * SITTER) {
                continue;
            }
            double up = bulb.y() - view.eye();
            double distance = Math.sqrt(bulb.x() * bulb.x() + up * up + bulb.z() * bulb.z());
            ray.from(0, view.eye(), 0, bulb.x() / distance, up / distance, bulb.z() / distance,
                    distance - 0.6 * bulb.size() - 0.02);
            if (tree.first(ray).isPresent()) {
                continue;
            }
            double u = (bulb.x() * cos - bulb.z() * sin) / ahead / field;
            double v = view.horizon() - up / ahead / field;
            double size = 0.5 * bulb.size() / ahead / field * easel.face().faceWidth();
            bokeh.add(easel.face().x(u), easel.face().y(v), blurAt(distance) + size,
                    bulb.light().times(1 - 0.75 * Easel.head(u, v)));
        }
    }
}
