package dev.likeness.darkroom.matte;

import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Arms and body below the network's frame: GrabCut (Rother, Kolmogorov, Blake 2004), its colour models learned where
 * the network is sure. Cloth against ground is the easy part of a portrait; colour is enough for it.
 */
final class BodyCut {
    /** Face width at which the cut is made, pixels. */
    static final double FACE = 48;
    private static final int ITERATIONS = 4;

    private BodyCut() {}

    /**
     * @param photo the 8-bit photo
     * @param frame the network's alpha in the canonical frame
     * @return person mask (0 or 1) of the photo at {@code toWork}, {@code width x height}
     */
    static Raster cut(Mat photo, Face face, Raster frame, Placement toWork, int width, int height) {
        Placement toFrame = toWork.inverse().then(CanonicalFrame.of(face, frame.width()));
        byte[] seeds = new byte[width * height];
        int known = 0;
        int ground = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                byte seed = seed(face, frame, toFrame, toWork, x + 0.5, y + 0.5);
                seeds[y * width + x] = seed;
                known += seed == opencv_imgproc.GC_FGD ? 1 : 0;
                ground += seed == opencv_imgproc.GC_BGD ? 1 : 0;
            }
        }
        Raster mask = Raster.blank(width, height, 1);
        if (known > 20 && ground > 20) {
            grabCut(photo, toWork, width, height, seeds);
        }
        for (int i = 0; i < seeds.length; i++) {
            mask.data()[i] = (seeds[i] & 1) == 1 ? 1 : 0;
        }
        return mask;
    }

    private static void grabCut(Mat photo, Placement toWork, int width, int height, byte[] seeds) {
        try (Mat picture = toWork.draw(photo, width, height, opencv_imgproc.INTER_LINEAR,
                opencv_core.BORDER_REPLICATE);
                Mat smooth = new Mat();
                Mat mask = new Mat(height, width, opencv_core.CV_8U);
                BytePointer labels = mask.data();
                Mat groundModel = new Mat();
                Mat personModel = new Mat();
                Rect none = new Rect();
                Mat kernel = opencv_imgproc.getStructuringElement(opencv_imgproc.MORPH_ELLIPSE, new Size(5, 5))) {
            labels.put(seeds, 0, seeds.length);
            opencv_imgproc.bilateralFilter(picture, smooth, 7, 25, 5);
            opencv_core.setRNGSeed(7); // k-means of the colour models draws from OpenCV's generator
            opencv_imgproc.grabCut(smooth, mask, none, groundModel, personModel, ITERATIONS,
                    opencv_imgproc.GC_INIT_WITH_MASK);
            labels.get(seeds, 0, seeds.length);
            for (int i = 0; i < seeds.length; i++) {
                seeds[i] = (byte) (seeds[i] & 1);
            }
            labels.put(seeds, 0, seeds.length);
            opencv_imgproc.morphologyEx(mask, mask, opencv_imgproc.MORPH_OPEN, kernel);
            opencv_imgproc.morphologyEx(mask, mask, opencv_imgproc.MORPH_CLOSE, kernel);
            labels.get(seeds, 0, seeds.length);
        }
    }

    private static byte seed(Face face, Raster frame, Placement toFrame, Placement toWork, double x, double y) {
        int side = frame.width();
        double fx = toFrame.x(x);
        double fy = toFrame.y(y);
        double margin = side * 0.03;
        if (fx >= margin && fx < side - margin && fy >= 0 && fy < side - margin) {
            float alpha = frame.data()[(int) fy * side + (int) fx];
            return (byte) (alpha > 0.95f
                    ? opencv_imgproc.GC_FGD
                    : alpha < 0.05f
                            ? opencv_imgproc.GC_BGD
                            : alpha > 0.5f ? opencv_imgproc.GC_PR_FGD : opencv_imgproc.GC_PR_BGD);
        }
        double bw = face.width() * toWork.scale();
        double u = Math.abs(x - toWork.x(face.eyesX())) / bw;
        double v = (y - toWork.y(face.eyesY())) / bw;
        if (v < 1 || u > 2.1) {
            return (byte) opencv_imgproc.GC_BGD;
        }
        if (u < 0.35) {
            return (byte) opencv_imgproc.GC_FGD;
        }
        return (byte) (u < 1.25 ? opencv_imgproc.GC_PR_FGD : opencv_imgproc.GC_PR_BGD);
    }
}
