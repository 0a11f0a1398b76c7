package dev.likeness.darkroom.check;

import dev.likeness.core.check.PhotoReport.Exposure;
import dev.likeness.darkroom.face.Contour;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Border;
import dev.likeness.darkroom.pixel.Colours;
import dev.likeness.darkroom.pixel.Interpolation;
import dev.likeness.darkroom.pixel.NativePicture;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Srgb;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Light and colours of a face, measured on its skin at a width of 128 pixels: how bright, how much of it is lost to white and
 * black, how even; and whether eyes or mouth are hidden, which shows as another colour in their place.
 */
final class FaceLight {
    /** Width of the face, and of the picture around it, pixels. */
    private static final int FACE = 128;
    private static final int WIDTH = 224;
    private static final int HEIGHT = 256;
    private static final float WHITE = 250 / 255f;
    private static final float BLACK = 6 / 255f;
    /** Skin is measured this far inside the oval, and away from eyes, brows and lips; pixels. */
    private static final int FROM_EDGE = 5;
    /**
     * A dark lens: nine tenths of what is seen in the place of the eye and its lids is darker than this share of the skin's
     * light. Rates on 447 sitters, with and without: see docs/performance.md.
     */
    private static final double LENS = 0.35;
    /** A cover of mouth and chin: its colour is this far from that of the cheeks and the forehead, CIE Lab units. */
    private static final double COVER = 22;
    /** And it is plainer than a beard or lips: spread of its lightness, in the same units. */
    private static final double PLAIN = 9;

    private final Raster bgr;
    private final Raster lab;
    private final Face face;
    private final boolean[] skin;

    private FaceLight(Raster bgr, Face face) {
        this.bgr = bgr;
        this.face = face;
        lab = Colours.lab(bgr);
        skin = skin();
    }

    /** @param face with its head up, in the pixels of {@code photo} */
    static FaceLight of(NativePicture photo, Face face) {
        double scale = FACE / face.width();
        Placement placed = new Placement(scale, WIDTH / 2.0 - scale * (face.x() + face.width() / 2),
                HEIGHT / 2.0 - scale * (face.y() + face.width() * 0.6));
        return new FaceLight(photo.sample(placed, WIDTH, HEIGHT, Interpolation.LINEAR, Border.REPEATED),
                face.on(placed));
    }

    private boolean[] skin() {
        float[] oval = Contour.OVAL.mask(face.mesh(), WIDTH, HEIGHT).data();
        Raster parts = Raster.blank(WIDTH, HEIGHT, 1);
        for (Contour part : List.of(Contour.LEFT_LIDS, Contour.RIGHT_LIDS, Contour.LEFT_BROW, Contour.RIGHT_BROW,
                Contour.LIPS)) {
            part.paint(face.mesh(), parts);
        }
        boolean[] skin = new boolean[oval.length];
        for (int i = 0; i < skin.length; i++) {
            int x = i % WIDTH;
            skin[i] = oval[i] > 0.5f && parts.data()[i] < 0.5f && x >= FROM_EDGE && x < WIDTH - FROM_EDGE
                    && oval[i - FROM_EDGE] > 0.5f && oval[i + FROM_EDGE] > 0.5f;
        }
        return skin;
    }

    Exposure exposure() {
        int[] where = IntStream.range(0, skin.length).filter(i -> skin[i]).toArray();
        double[] brightness = Arrays.stream(where).mapToDouble(i -> Srgb.fromLinear(light(i))).sorted().toArray();
        double bright = brightness.length == 0 ? 0 : brightness[brightness.length * 9 / 10];
        return new Exposure(bright, share(where, this::isWhite), share(where, this::isBlack), unevenness(where));
    }

    /** Of all three samples, linear. */
    private float light(int i) {
        return Srgb.luminance(Srgb.toLinear(bgr.data()[3 * i]), Srgb.toLinear(bgr.data()[3 * i + 1]),
                Srgb.toLinear(bgr.data()[3 * i + 2]));
    }

    private boolean isWhite(int i) {
        int white = 0;
        for (int c = 0; c < 3; c++) {
            white += bgr.data()[3 * i + c] >= WHITE ? 1 : 0;
        }
        return white >= 2;
    }

    private boolean isBlack(int i) {
        return bgr.data()[3 * i] <= BLACK && bgr.data()[3 * i + 1] <= BLACK && bgr.data()[3 * i + 2] <= BLACK;
    }

    private static double share(int[] where, IntPredicate condition) {
        return Arrays.stream(where).filter(condition).count() / Math.max(1.0, where.length);
    }

    /** Median light of the half right of the nose over that of the left, by the face's own middle line, in stops. */
    private double unevenness(int[] where) {
        double[] left = Arrays.stream(where).filter(i -> side(i) < 0).mapToDouble(this::light).sorted().toArray();
        double[] right = Arrays.stream(where).filter(i -> side(i) >= 0).mapToDouble(this::light).sorted().toArray();
        if (left.length == 0 || right.length == 0) {
            return 0;
        }
        double least = 1e-3;
        return Math.log((right[right.length / 2] + least) / (left[left.length / 2] + least)) / Math.log(2);
    }

    /** Which side of the line from between the eyes to the chin a pixel lies on. */
    private double side(int i) {
        double x = i % WIDTH + 0.5;
        double y = i / WIDTH + 0.5;
        double downX = face.mesh().chin().x() - face.eyesX();
        double downY = face.mesh().chin().y() - face.eyesY();
        return (x - face.eyesX()) * downY - (y - face.eyesY()) * downX;
    }

    /** Whether something dark hides both eyes. */
    boolean eyesCovered() {
        return isLens(Contour.LEFT_LIDS) && isLens(Contour.RIGHT_LIDS);
    }

    private boolean isLens(Contour lids) {
        double[] eye = samples(lids);
        double[] around = IntStream.range(0, skin.length).filter(i -> skin[i]).mapToDouble(this::light).sorted()
                .toArray();
        if (eye.length == 0 || around.length == 0) {
            return false;
        }
        double skinLight = Math.max(1e-3, around[around.length / 2]);
        // Lids and the white of an eye are nearly as bright as skin; a lens is dark all over but for a reflection.
        return eye[eye.length * 9 / 10] < LENS * skinLight;
    }

    private double[] samples(Contour outline) {
        float[] inside = outline.mask(face.mesh(), WIDTH, HEIGHT).data();
        return IntStream.range(0, inside.length).filter(i -> inside[i] > 0.5f).mapToDouble(this::light).sorted()
                .toArray();
    }

    /** Whether something plain of another colour hides mouth and chin. */
    boolean lowerFaceCovered() {
        double[] upper = colour(i -> skin[i] && level(i) < 0.45);
        float[] lips = Contour.LIPS.mask(face.mesh(), WIDTH, HEIGHT).data();
        double[] lower = colour(i -> (skin[i] || lips[i] > 0.5f) && level(i) > 0.62);
        double distance = Math.sqrt(sq(upper[0] - lower[0]) + sq(upper[1] - lower[1]) + sq(upper[2] - lower[2]));
        return distance > COVER && lower[3] < PLAIN;
    }

    /** 0 at the eyes, 1 at the chin. */
    private double level(int i) {
        double downX = face.mesh().chin().x() - face.eyesX();
        double downY = face.mesh().chin().y() - face.eyesY();
        return ((i % WIDTH + 0.5 - face.eyesX()) * downX + (i / WIDTH + 0.5 - face.eyesY()) * downY)
                / (downX * downX + downY * downY);
    }

    /** Medians of L*, a* and b*, and the mean deviation of L* from its median. */
    private double[] colour(IntPredicate condition) {
        int[] where = IntStream.range(0, skin.length).filter(condition).toArray();
        double[] result = new double[4];
        if (where.length == 0) {
            return result;
        }
        for (int c = 0; c < 3; c++) {
            int channel = c;
            double[] sorted = Arrays.stream(where).mapToDouble(i -> lab.data()[3 * i + channel]).sorted().toArray();
            result[c] = sorted[sorted.length / 2];
        }
        result[3] = Arrays.stream(where).mapToDouble(i -> Math.abs(lab.data()[3 * i] - result[0])).average().orElse(0);
        return result;
    }

    private static double sq(double value) {
        return value * value;
    }
}
