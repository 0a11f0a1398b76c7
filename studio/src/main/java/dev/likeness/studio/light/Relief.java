package dev.likeness.studio.light;

import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.face.Mesh;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Mask;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Resampling;
import dev.likeness.darkroom.pixel.StructuringElement;

/**
 * The sitter as a surface that can be lit: the face from its mesh, hair, neck and body inflated from the silhouette and
 * joined to the mesh at its outline. Made at a size at which the face is about a hundred pixels wide, because light has no
 * finer detail than that. Lengths are in face spans ({@link #span}) unless said otherwise; all of them by eye on the
 * public-domain sitters.
 *
 * @param height  one channel, pixels towards the camera
 * @param normals three channels, unit vectors: x right, y down, z to the camera
 * @param alpha   one channel, the sitter
 * @param mesh    one channel: 1 where the mesh is
 * @param inside  one channel: 1 well inside the mesh, falling to 0 at its outline
 * @param near    the sitter and two pixels around, where light is computed
 * @param span    width of a face seen from the front, pixels
 */
record Relief(Raster height, Raster normals, Raster alpha, Raster mesh, Raster inside, Mask near,
        double span) {
    /** Face width at which it is made, and the most pixels. */
    private static final double FACE = 88;
    private static final double MOST_PIXELS = 150_000;
    /** Sides, pixels, at least. */
    private static final int LEAST_SIDE = 16;
    /** Face box over the mesh's width in a frontal face. */
    private static final double BOX = 1.10;
    /** Alpha from which a pixel belongs to the sitter. */
    private static final float SITTER = 0.5f;

    /** The body as a pillow. */
    private static final class Body {
        /** Radius of its rounding. */
        static final double ROUNDING = 0.62;
        static final double SMOOTHED = 0.045;
        /** How far the throat lies behind the chin, over which way down it gets there, and how far aside it reaches. */
        static final double NECK_DEPTH = 0.30;
        static final double NECK_DOWN = 0.25;
        static final double NECK_REACH = 0.7;

        private Body() {}
    }

    /** Where mesh and body meet. */
    private static final class Seam {
        /** Width of the rim of the mesh whose depth the body is brought to, and of the fall of the mesh towards it. */
        static final double RIM = 0.05;
        static final double FALL = 0.045;
        /** Standard deviation over which the difference of the depths is spread to the surroundings. */
        static final double TOLD = 0.16;
        /** Distance from the mesh at which the mean difference holds instead of the near one. */
        static final double NEAR = 0.45;
        static final double SMOOTHED = 0.03;
        /** Share of the rim nearby below which the mean difference counts more. */
        static final double LEAST = 0.02;

        private Seam() {}
    }

    /** Smoothing of the heights before the shadow and before the normals, and of the mesh's own normals. */
    private static final double SMOOTH_HEIGHT = 0.012;
    private static final double SMOOTH_SLOPE = 0.05;
    private static final double SMOOTH_NORMALS = 0.03;

    /** Where the whole canvas lies in a relief of it. */
    static Placement placement(Raster alpha, Face face) {
        double pixels = (double) alpha.width() * alpha.height();
        return new Placement(Math.min(1, Math.min(FACE / face.width(), Math.sqrt(MOST_PIXELS / pixels))), 0, 0);
    }

    /**
     * @param alpha one channel
     * @param face  in the pixels of {@code alpha}
     */
    static Relief of(Raster alpha, Face face) {
        Placement placed = placement(alpha, face);
        int width = Math.max(LEAST_SIDE, (int) Math.round(alpha.width() * placed.scale()));
        int height = Math.max(LEAST_SIDE, (int) Math.round(alpha.height() * placed.scale()));
        Raster small = Resampling.averaged(alpha, width, height);
        Face here = face.on(placed);
        double span = here.width() / BOX;
        MeshSurface mesh = MeshSurface.of(here.mesh(), width, height);
        float[] shares = shares(mesh.covered());
        Raster covered = new Raster(width, height, 1, shares);
        Raster within = mesh.covered().distances();
        Raster inner = new Raster(width, height, 1, new float[shares.length]);
        for (int i = 0; i < shares.length; i++) {
            inner.data()[i] = within.data()[i] > Math.max(1, Seam.RIM * span) ? 1 : 0;
        }
        Raster inside = Filters.gauss(inner, Seam.FALL * span);
        Raster body = joined(pillow(small, span), mesh, small, within, here.mesh(), span);
        Raster carried = carried(mesh.height(), covered, Seam.SMOOTHED * span);
        Raster z = mixed(carried, body, inside);
        Raster smooth = Filters.gauss(z, SMOOTH_HEIGHT * span);
        Raster normals = normals(smooth, Filters.gauss(mesh.normals(), SMOOTH_NORMALS * span), inside, span);
        Mask near = Mask.where(small, a -> a > 0).dilated(StructuringElement.square(5));
        return new Relief(smooth, normals, small, covered, inside, near, span);
    }

    private static float[] shares(Mask mask) {
        float[] shares = new float[mask.samples().length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = mask.isSet(i) ? 1 : 0;
        }
        return shares;
    }

    /** Quarter-circle profile over the distance to the silhouette. */
    private static Raster pillow(Raster alpha, double span) {
        double radius = Body.ROUNDING * span;
        // The silhouette ends at the picture's sides and bottom only because the picture does.
        int margin = (int) Math.ceil(radius);
        Raster all = Mask.where(alpha, a -> a > SITTER).continued(margin).distances();
        Raster z = Raster.blank(alpha.width(), alpha.height(), 1);
        for (int y = 0; y < z.height(); y++) {
            for (int x = 0; x < z.width(); x++) {
                double inward = radius - Math.min(all.data()[y * all.width() + x + margin], radius);
                z.data()[y * z.width() + x] = (float) Math.sqrt(radius * radius - inward * inward);
            }
        }
        return Filters.gauss(z, Body.SMOOTHED * span);
    }

    /** The body at the depth of the mesh where they meet, and the throat behind the chin. */
    private static Raster joined(Raster body, MeshSurface mesh, Raster alpha, Raster within, Mesh points, double span) {
        int width = body.width();
        int height = body.height();
        double rim = Math.max(2, Seam.RIM * span);
        Raster difference = Raster.blank(width, height, 1);
        Raster ring = Raster.blank(width, height, 1);
        double sum = 0;
        int n = 0;
        for (int i = 0; i < body.data().length; i++) {
            if (mesh.covered().isSet(i) && within.data()[i] <= rim && alpha.data()[i] > SITTER) {
                difference.data()[i] = mesh.height().data()[i] - body.data()[i];
                ring.data()[i] = 1;
                sum += difference.data()[i];
                n++;
            }
        }
        if (n == 0) {
            return body;
        }
        float far = (float) (sum / n);
        Raster near = Filters.gauss(difference, Seam.TOLD * span);
        Raster weight = Filters.gauss(ring, Seam.TOLD * span);
        Raster away = outside(mesh.covered()).distances();
        double chin = points.chin().y();
        Raster shift = Raster.blank(width, height, 1);
        for (int i = 0; i < shift.data().length; i++) {
            double distance = away.data()[i] / span;
            double t = Math.exp(-square(distance / Seam.NEAR));
            double neck = mesh.covered().isSet(i)
                    ? 0
                    : Math.clamp((i / width + 0.5 - chin) / (Body.NECK_DOWN * span), 0, 1)
                            * Math.exp(-square(distance / Body.NECK_REACH));
            double local = (near.data()[i] + Seam.LEAST * far) / (weight.data()[i] + Seam.LEAST);
            // Hair beside the face must not be higher than the face; otherwise it would shade the cheek.
            double joined = Math.min(local, local * t + far * (1 - t));
            shift.data()[i] = (float) (joined - Body.NECK_DEPTH * span * neck);
        }
        Raster smooth = Filters.gauss(shift, Seam.SMOOTHED * span);
        for (int i = 0; i < smooth.data().length; i++) {
            smooth.data()[i] += body.data()[i];
        }
        return smooth;
    }

    private static double square(double x) {
        return x * x;
    }

    private static Mask outside(Mask mask) {
        byte[] samples = mask.samples().clone();
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) ~samples[i];
        }
        return new Mask(mask.width(), mask.height(), samples);
    }

    /** Heights continued beyond the mesh by those next to it. */
    private static Raster carried(Raster height, Raster covered, double sigma) {
        Raster sums = Filters.gauss(height, sigma);
        Raster weights = Filters.gauss(covered, sigma);
        for (int i = 0; i < sums.data().length; i++) {
            sums.data()[i] = covered.data()[i] > 0
                    ? height.data()[i]
                    : sums.data()[i] / Math.max(1e-3f, weights.data()[i]);
        }
        return sums;
    }

    private static Raster mixed(Raster face, Raster body, Raster inside) {
        Raster z = Raster.blank(body.width(), body.height(), 1);
        for (int i = 0; i < z.data().length; i++) {
            z.data()[i] = body.data()[i] + inside.data()[i] * (face.data()[i] - body.data()[i]);
        }
        return z;
    }

    private static Raster normals(Raster z, Raster meshNormals, Raster inside, double span) {
        Raster slopes = Filters.gauss(z, SMOOTH_SLOPE * span);
        int width = z.width();
        int height = z.height();
        Raster normals = Raster.blank(width, height, 3);
        for (int y = 0; y < height; y++) {
            int up = Math.max(0, y - 1) * width;
            int down = Math.min(height - 1, y + 1) * width;
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                float dx = slopes.data()[y * width + Math.min(width - 1, x + 1)]
                        - slopes.data()[y * width + Math.max(0, x - 1)];
                float dy = slopes.data()[down + x] - slopes.data()[up + x];
                float[] n = unit(-dx / 2, -dy / 2, 1);
                float[] m = unit(meshNormals.data()[3 * i], meshNormals.data()[3 * i + 1],
                        meshNormals.data()[3 * i + 2]);
                float k = inside.data()[i];
                float[] both = unit(n[0] + k * (m[0] - n[0]), n[1] + k * (m[1] - n[1]), n[2] + k * (m[2] - n[2]));
                System.arraycopy(both, 0, normals.data(), 3 * i, 3);
            }
        }
        return normals;
    }

    private static float[] unit(float x, float y, float z) {
        float n = 1 / ((float) Math.sqrt(x * x + y * y + z * z) + 1e-6f);
        return new float[]{x * n, y * n, z * n};
    }
}
