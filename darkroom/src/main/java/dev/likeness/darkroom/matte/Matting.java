package dev.likeness.darkroom.matte;

import dev.likeness.core.Cancellation;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Cuts one person out of a photo: network, body beyond its frame, trimap, matting Laplacian.
 *
 * <p>The work is done on a picture of what can ever be shown: three face widths to each side of the eyes, from the
 * highest hair to 4.6 face widths below.
 */
public final class Matting {
    /** Face width in the work picture, pixels; smaller where the picture would exceed {@link #LARGEST}. */
    private static final double FACE = 160;
    /** Largest work picture, pixels. */
    private static final double LARGEST = 450_000;
    private static final int ITERATIONS = 40;
    private static final double[] ZOOMS = {0.95, 1.06};

    private final PortraitNet net = new PortraitNet();

    /** @param photo upright 8-bit BGR */
    public Matte cut(Mat photo, Face face) {
        return cut(photo, face, Cancellation.NEVER);
    }

    /**
     * As {@link #cut(Mat, Face)}.
     *
     * @param cancellation asked between the steps
     */
    public Matte cut(Mat photo, Face face, Cancellation cancellation) {
        try (PointerScope _ = new PointerScope()) {
            Opinion opinion = ask(photo, face);
            cancellation.check();
            Work work = Work.of(photo, face);
            Raster alpha = firstAlpha(photo, face, opinion.alpha, work);
            trustTheFace(alpha, face, work);
            continueToEdges(alpha, work, photo, 0.012 * work.bw(face));
            keepSitter(alpha, face, work);
            Raster colours = work.draw(photo);
            cancellation.check();
            Raster refined = refine(colours, face, alpha, work);
            continueToEdges(refined, work, photo, 0.006 * work.bw(face));
            keepSitter(refined, face, work);
            cancellation.check();
            return new Matte(refined, work.fromPhoto, trust(photo, opinion, refined, face, work));
        }
    }

    /** Judged in the network's frame: there are head and shoulders. */
    private static Trust trust(Mat photo, Opinion opinion, Raster refined, Face face, Work work) {
        int side = PortraitNet.SIDE;
        double unit = side / CanonicalFrame.SIDE;
        Placement frame = CanonicalFrame.of(face, side);
        Raster colours = Raster.of(Filters.floats(
                frame.draw(photo, side, side, opencv_imgproc.INTER_LINEAR, opencv_core.BORDER_REPLICATE), 1 / 255.0,
                0));
        Raster seen = Raster.of(work.fromPhoto.inverse().then(frame).draw(refined.toMat(), side, side,
                opencv_imgproc.INTER_LINEAR, opencv_core.BORDER_REPLICATE));
        Raster asked = opinion.alpha;
        Raster known = opinion.valid;
        for (int i = 0; i < seen.data().length; i++) {
            seen.data()[i] *= known.data()[i];
            asked.data()[i] *= known.data()[i];
        }
        return new Trust(Trust.hesitation(asked, unit), Trust.contradiction(colours, seen, known, unit));
    }

    /** The work picture: its size and where the photo lies in it. */
    private record Work(int width, int height, Placement fromPhoto) {
        static Work of(Mat photo, Face face) {
            double bw = face.width();
            double left = Math.max(0, face.eyesX() - 3 * bw);
            double right = Math.min(photo.cols(), face.eyesX() + 3 * bw);
            double top = Math.max(0, face.eyesY() - 1.7 * bw);
            double bottom = Math.min(photo.rows(), face.eyesY() + 4.6 * bw);
            double scale = Math.min(FACE / bw, Math.sqrt(LARGEST / ((right - left) * (bottom - top))));
            return new Work((int) Math.ceil((right - left) * scale), (int) Math.ceil((bottom - top) * scale),
                    new Placement(scale, -left * scale, -top * scale));
        }

        /** The photo, 0 to 1. */
        Raster draw(Mat photo) {
            return Raster.of(Filters.floats(fromPhoto.draw(photo, width, height, opencv_imgproc.INTER_CUBIC,
                    opencv_core.BORDER_REPLICATE), 1 / 255.0, 0));
        }

        double bw(Face face) {
            return face.width() * fromPhoto.scale();
        }
    }

    /**
     * What the network says in the canonical frame.
     *
     * @param alpha the mean over all runs
     * @param valid 1 inside the photo
     */
    private record Opinion(Raster alpha, Raster valid) {}

    /** The face box is uncertain by some percent; the mean over several sizes of it is steadier than any one. */
    private Opinion ask(Mat photo, Face face) {
        int side = PortraitNet.SIDE;
        Placement frame = CanonicalFrame.of(face, side);
        Mat everywhere = Filters.constant(photo.cols(), photo.rows(), opencv_core.CV_32F, 1);
        Raster mean = Raster.blank(side, side, 1);
        for (double zoom : ZOOMS) {
            Placement toZoomed = zoomed(frame, zoom);
            Raster seen = Raster.of(Filters.floats(toZoomed.draw(photo, side, side, opencv_imgproc.INTER_LINEAR,
                    opencv_core.BORDER_CONSTANT), 1 / 255.0, 0));
            Raster valid = Raster.of(toZoomed.draw(everywhere, side, side, opencv_imgproc.INTER_NEAREST,
                    opencv_core.BORDER_CONSTANT));
            // One of the two mirrored: all four combinations were no better on known truth.
            Raster answer = Raster.of(toZoomed.inverse().then(frame).draw(net.run(seen, valid, zoom > 1).toMat(),
                    side, side, opencv_imgproc.INTER_CUBIC, opencv_core.BORDER_REPLICATE));
            for (int i = 0; i < mean.data().length; i++) {
                mean.data()[i] += answer.data()[i] / ZOOMS.length;
            }
        }
        Raster valid = Raster.of(frame.draw(everywhere, side, side, opencv_imgproc.INTER_NEAREST,
                opencv_core.BORDER_CONSTANT));
        return new Opinion(mean, valid);
    }

    private static Placement zoomed(Placement frame, double zoom) {
        double x = PortraitNet.SIDE / 2.0;
        double y = PortraitNet.SIDE * CanonicalFrame.ABOVE / CanonicalFrame.SIDE;
        return frame.then(new Placement(zoom, x - zoom * x, y - zoom * y));
    }

    /** The network's alpha on the work picture, continued below and beside its frame by the body cut. */
    private static Raster firstAlpha(Mat photo, Face face, Raster frame, Work work) {
        Placement frameInWork = CanonicalFrame.of(face, PortraitNet.SIDE).inverse().then(work.fromPhoto);
        Raster alpha = Raster.of(frameInWork.draw(frame.toMat(), work.width, work.height,
                opencv_imgproc.INTER_CUBIC, opencv_core.BORDER_CONSTANT));
        double bw = work.bw(face);
        double frameBottom = frameInWork.y(PortraitNet.SIDE);
        double frameLeft = frameInWork.x(0);
        double frameRight = frameInWork.x(PortraitNet.SIDE);
        double margin = 0.12 * bw;
        if (work.height < frameBottom - margin && frameLeft < -margin && work.width < frameRight - margin) {
            clip(alpha);
            return alpha;
        }
        double scale = BodyCut.FACE / bw;
        Placement toBody = work.fromPhoto.then(new Placement(scale, 0, 0));
        Raster mask = BodyCut.cut(photo, face, frame, toBody, (int) Math.ceil(work.width * scale),
                (int) Math.ceil(work.height * scale));
        Raster body = Raster.of(new Placement(1 / scale, 0, 0).draw(Filters.gauss(mask.toMat(), 0.8), work.width,
                work.height, opencv_imgproc.INTER_LINEAR, opencv_core.BORDER_REPLICATE));
        float[] a = alpha.data();
        Rows.parallel(work.height, (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < work.width; x++) {
                    double inside = Math.min(frameBottom - y, Math.min(x - frameLeft, frameRight - x));
                    float k = (float) Math.clamp(inside / margin - 0.3, 0, 1);
                    int i = y * work.width + x;
                    a[i] = k * a[i] + (1 - k) * body.data()[i];
                }
            }
        });
        clip(alpha);
        return alpha;
    }

    private static void clip(Raster alpha) {
        float[] a = alpha.data();
        for (int i = 0; i < a.length; i++) {
            a[i] = Math.clamp(a[i], 0f, 1f);
        }
    }

    /** Where a face was found there is a person, whatever the network says; small, for heads turned half away. */
    private static void trustTheFace(Raster alpha, Face face, Work work) {
        double bw = work.bw(face);
        double eyesX = work.fromPhoto.x(face.eyesX());
        double eyesY = work.fromPhoto.y(face.eyesY());
        int width = alpha.width();
        Rows.parallel(Math.min(alpha.height(), (int) (eyesY + bw)), (from, to) -> {
            for (int y = from; y < to; y++) {
                double v = (y - eyesY) / bw;
                for (int x = 0; x < width; x++) {
                    double inside = 1.2 - Math.hypot((x - eyesX) / bw / 0.16, (v - 0.1) / 0.26);
                    int i = y * width + x;
                    alpha.data()[i] = Math.max(alpha.data()[i], (float) Math.clamp(inside * 8, 0, 1));
                }
            }
        });
    }

    /** Near the photo's sides and foot the network and the filters see only half of everything: repeat what is inside. */
    private static void continueToEdges(Raster alpha, Work work, Mat photo, double margin) {
        int m = Math.max(1, (int) Math.round(margin));
        int width = alpha.width();
        int height = alpha.height();
        float[] a = alpha.data();
        Placement toPhoto = work.fromPhoto.inverse();
        boolean left = toPhoto.x(0) < 1;
        boolean right = toPhoto.x(width) > photo.cols() - 1;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < m; x++) {
                a[y * width + x] = left ? a[y * width + m] : a[y * width + x];
                a[y * width + width - 1 - x] = right ? a[y * width + width - 1 - m] : a[y * width + width - 1 - x];
            }
        }
        if (toPhoto.y(height) > photo.rows() - 1) {
            for (int y = height - m; y < height; y++) {
                System.arraycopy(a, (height - 1 - m) * width, a, y * width, width);
            }
        }
    }

    /** Drops everything that hangs together with something else than the face. */
    private static void keepSitter(Raster alpha, Face face, Work work) {
        int width = alpha.width();
        byte[] bytes = new byte[alpha.data().length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (alpha.data()[i] > 0.5f ? 255 : 0);
        }
        Mat mask = new Mat(alpha.height(), width, opencv_core.CV_8U);
        mask.data().put(bytes, 0, bytes.length);
        Mat labels = new Mat();
        opencv_imgproc.connectedComponents(mask, labels, 4, opencv_core.CV_32S);
        int[] label = new int[bytes.length];
        try (IntPointer values = new IntPointer(labels.data())) {
            values.get(label);
        }
        int[] votes = new int[64];
        double bw = work.bw(face);
        int eyesX = (int) work.fromPhoto.x(face.eyesX());
        int eyesY = (int) work.fromPhoto.y(face.eyesY());
        for (int y = Math.max(0, (int) (eyesY - 0.2 * bw)); y < Math.min(alpha.height(), eyesY + 0.6 * bw); y++) {
            for (int x = Math.max(0, (int) (eyesX - 0.3 * bw)); x < Math.min(width, eyesX + 0.3 * bw); x++) {
                int found = label[y * width + x];
                if (found > 0 && found < votes.length) {
                    votes[found]++;
                }
            }
        }
        int sitter = 0;
        for (int k = 1; k < votes.length; k++) {
            sitter = votes[k] > votes[sitter] ? k : sitter;
        }
        if (sitter == 0) {
            return;
        }
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (label[i] == sitter ? 255 : 0);
        }
        mask.data().put(bytes, 0, bytes.length);
        int reach = 2 * (int) Math.round(0.09 * bw) + 1;
        opencv_imgproc.dilate(mask, mask,
                opencv_imgproc.getStructuringElement(opencv_imgproc.MORPH_ELLIPSE, new Size(reach, reach)));
        mask.data().get(bytes, 0, bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                alpha.data()[i] = 0;
            }
        }
    }

    private static Raster refine(Raster colours, Face face, Raster alpha, Work work) {
        Trimap trimap = Trimap.of(alpha, work.bw(face), work.fromPhoto.x(face.eyesX()),
                work.fromPhoto.y(face.eyesY()));
        float[] solved = new MattingLaplacian(colours).solve(trimap.target(), trimap.weight(), ITERATIONS);
        for (int i = 0; i < solved.length; i++) {
            solved[i] = Math.clamp((solved[i] - 0.06f) / 0.88f, 0f, 1f);
        }
        Raster refined = new Raster(work.width, work.height, 1, solved);
        steepenWhereAlike(refined, colours, work.bw(face));
        return refined;
    }

    /**
     * Where person and ground have the same colour, alpha cannot be seen and comes out as a veil: dark hair from a dark
     * ground gets a grey halo on white. There a steeper edge is the better guess.
     */
    private static void steepenWhereAlike(Raster alpha, Raster colours, double bw) {
        int width = alpha.width();
        Raster person = Raster.blank(width, alpha.height(), 4);
        Raster ground = Raster.blank(width, alpha.height(), 4);
        for (int i = 0; i < alpha.data().length; i++) {
            float p = Math.max(0, 2 * alpha.data()[i] - 1);
            float g = Math.max(0, 1 - 2 * alpha.data()[i]);
            for (int c = 0; c < 3; c++) {
                person.data()[4 * i + c] = p * colours.data()[3 * i + c];
                ground.data()[4 * i + c] = g * colours.data()[3 * i + c];
            }
            person.data()[4 * i + 3] = p;
            ground.data()[4 * i + 3] = g;
        }
        int radius = (int) Math.round(0.08 * bw);
        Raster meanPerson = Raster.of(Filters.box(person.toMat(), radius));
        Raster meanGround = Raster.of(Filters.box(ground.toMat(), radius));
        float[] a = alpha.data();
        Rows.parallel(alpha.height(), (from, to) -> {
            for (int i = from * width; i < to * width; i++) {
                if (a[i] > 0 && a[i] < 1) {
                    float distance = 0;
                    for (int c = 0; c < 3; c++) {
                        float d = meanPerson.data()[4 * i + c] / (meanPerson.data()[4 * i + 3] + 1e-3f)
                                - meanGround.data()[4 * i + c] / (meanGround.data()[4 * i + 3] + 1e-3f);
                        distance += d * d;
                    }
                    float alike = (float) Math.exp(-distance / 0.05);
                    float t = Math.clamp((a[i] - 0.42f) / 0.36f, 0f, 1f);
                    a[i] += alike * (t * t * (3 - 2 * t) - a[i]);
                }
            }
        });
    }
}
