package dev.likeness.darkroom.face;

import dev.likeness.core.Photo;
import dev.likeness.darkroom.pixel.NativePicture;
import dev.likeness.darkroom.Samples;
import dev.likeness.darkroom.sitter.SitterAnalysis;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.indexer.DoubleIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Point2f;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** Photos made harder, and pictures of nobody. */
final class Variants {
    private static final int[] INK = {25, 25, 30};

    private Variants() {}

    /** Turned about its middle, clockwise as seen; the borders are continued. */
    static Photo tilted(Photo photo, double degrees) {
        return changed(photo, "tilted " + degrees, mat -> {
            Mat result = new Mat();
            try (Point2f middle = new Point2f(photo.width() / 2f - 0.5f, photo.height() / 2f - 0.5f);
                    Mat turn = opencv_imgproc.getRotationMatrix2D(middle, -degrees, 1)) {
                opencv_imgproc.warpAffine(mat, result, turn, mat.size(), opencv_imgproc.INTER_LINEAR,
                        opencv_core.BORDER_REPLICATE, new Scalar());
            }
            return result;
        });
    }

    static Face.Point tilted(Face.Point place, Photo photo, double degrees) {
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        double x = place.x() - photo.width() / 2.0;
        double y = place.y() - photo.height() / 2.0;
        return new Face.Point(photo.width() / 2.0 + cos * x - sin * y, photo.height() / 2.0 + sin * x + cos * y);
    }

    static Photo levels(Photo photo, double gain, double offset) {
        return changed(photo, "levels " + gain, mat -> {
            Mat result = new Mat();
            mat.convertTo(result, -1, gain, offset);
            return result;
        });
    }

    static Photo blurred(Photo photo, double sigma) {
        return changed(photo, "blurred " + sigma, mat -> {
            Mat result = new Mat();
            opencv_imgproc.GaussianBlur(mat, result, new Size(0, 0), sigma);
            return result;
        });
    }

    static Photo noisy(Photo photo, double deviation) {
        byte[] bgr = photo.bgr().clone();
        Random random = new Random(1);
        for (int i = 0; i < bgr.length; i++) {
            bgr[i] = (byte) (int) Math.clamp((bgr[i] & 0xff) + deviation * random.nextGaussian(), 0, 255);
        }
        return new Photo(photo.width(), photo.height(), bgr, photo.sha256() + "noisy", List.of());
    }

    /** Grey from (left, top) on. */
    static Photo covered(Photo photo, int left, int top) {
        return changed(photo, "covered", mat -> {
            Mat result = mat.clone();
            opencv_imgproc.rectangle(result, new Rect(left, top, photo.width() - left, photo.height() - top),
                    new Scalar(60, 60, 60, 0), opencv_imgproc.FILLED, opencv_imgproc.LINE_8, 0);
            return result;
        });
    }

    static Photo grey(Photo photo) {
        return changed(photo, "grey", mat -> {
            Mat result = new Mat();
            opencv_imgproc.cvtColor(mat, result, opencv_imgproc.COLOR_BGR2GRAY);
            opencv_imgproc.cvtColor(result, result, opencv_imgproc.COLOR_GRAY2BGR);
            return result;
        });
    }

    /** A face of a few flat colours with lines in ink. */
    static Photo drawn() {
        return changed(Samples.blank(600, 600), "drawn", mat -> {
            Mat result = mat.clone();
            ellipse(result, 300, 280, 175, 195, new int[]{70, 40, 30}, true);
            rectangle(result, 250, 450, 100, 150, new int[]{150, 180, 230});
            ellipse(result, 300, 310, 140, 180, new int[]{150, 180, 230}, true);
            ellipse(result, 300, 310, 140, 180, INK, false);
            for (int x : new int[]{241, 359}) {
                ellipse(result, x, 288, 30, 18, new int[]{255, 255, 255}, true);
                ellipse(result, x, 288, 14, 14, new int[]{140, 90, 40}, true);
                ellipse(result, x, 288, 7, 7, new int[]{10, 10, 10}, true);
                ellipse(result, x, 288, 30, 18, INK, false);
                rectangle(result, x - 36, 248, 72, 8, new int[]{70, 40, 30});
            }
            ellipse(result, 300, 360, 16, 5, INK, false);
            ellipse(result, 300, 404, 53, 18, new int[]{90, 90, 200}, true);
            rectangle(result, 247, 402, 106, 4, INK);
            return result;
        });
    }

    /** As a painter would who lays one colour beside the other. */
    static Photo painted(Photo photo) {
        return changed(photo, "painted", mat -> {
            Mat result = new Mat();
            opencv_imgproc.pyrMeanShiftFiltering(mat, result, 14, 30);
            return result;
        });
    }

    private static void ellipse(Mat picture, int x, int y, int width, int height, int[] colour, boolean filled) {
        opencv_imgproc.ellipse(picture, new Point(x, y), new Size(width, height), 0, 0, 360,
                new Scalar(colour[0], colour[1], colour[2], 0), filled ? opencv_imgproc.FILLED : 4,
                opencv_imgproc.LINE_AA, 0);
    }

    private static void rectangle(Mat picture, int x, int y, int width, int height, int[] colour) {
        opencv_imgproc.rectangle(picture, new Rect(x, y, width, height),
                new Scalar(colour[0], colour[1], colour[2], 0), opencv_imgproc.FILLED, opencv_imgproc.LINE_8, 0);
    }

    static Photo scaled(Photo photo, double scale) {
        return changed(photo, "scaled " + scale, mat -> {
            Mat result = new Mat();
            opencv_imgproc.resize(mat, result, new Size(), scale, scale, opencv_imgproc.INTER_AREA);
            return result;
        });
    }

    /** A print with a white border that lies, somewhat turned, on a table: a photo of a photo. */
    static Photo printed(Photo photo) {
        return changed(photo, "printed", mat -> {
            Mat print = new Mat();
            int border = photo.width() / 20;
            opencv_core.copyMakeBorder(mat, print, border, border, border, border, opencv_core.BORDER_CONSTANT,
                    new Scalar(235, 238, 240, 0));
            Size table = new Size((int) (1.5 * print.cols()), (int) (1.5 * print.rows()));
            Mat result = new Mat();
            try (Point2f middle = new Point2f(print.cols() / 2f, print.rows() / 2f);
                    Mat turn = opencv_imgproc.getRotationMatrix2D(middle, 7, 0.8);
                    DoubleIndexer values = turn.createIndexer()) {
                values.put(0, 2, values.get(0, 2) + 0.25 * print.cols());
                values.put(1, 2, values.get(1, 2) + 0.25 * print.rows());
                opencv_imgproc.warpAffine(print, result, turn, table, opencv_imgproc.INTER_AREA,
                        opencv_core.BORDER_CONSTANT, new Scalar(52, 78, 112, 0));
            }
            return result;
        });
    }

    /** A face behind dark bars. */
    static Photo barred(Photo photo, Face face) {
        return changed(photo, "barred", mat -> {
            Mat result = mat.clone();
            int width = (int) face.width();
            for (int bar = 0; bar < 8; bar++) {
                opencv_imgproc.rectangle(result,
                        new Rect((int) face.x(), (int) face.y() + bar * width / 7, width, width / 14),
                        new Scalar(30, 30, 30, 0), opencv_imgproc.FILLED, opencv_imgproc.LINE_8, 0);
            }
            return result;
        });
    }

    static Photo withoutLeft(Photo photo, int columns) {
        return changed(photo, "without " + columns,
                mat -> new Mat(mat, new Rect(columns, 0, photo.width() - columns, photo.height())).clone());
    }

    static Photo mirrored(Photo photo) {
        return changed(photo, "mirrored", mat -> {
            Mat result = new Mat();
            opencv_core.flip(mat, result, 1);
            return result;
        });
    }

    /** In the lower right corner of a large grey picture. */
    static Photo inCorner(Photo photo, int width, int height) {
        return changed(photo, "in the corner", mat -> {
            Mat result = new Mat(height, width, opencv_core.CV_8UC3, new Scalar(90, 110, 100, 0));
            mat.copyTo(new Mat(result,
                    new Rect(width - photo.width(), height - photo.height(), photo.width(), photo.height())));
            return result;
        });
    }

    /** Noise of several grains, stripes, checkers, rings and dots, in grey and in the colours of skin. */
    static List<Photo> textures() {
        List<Photo> textures = new ArrayList<>();
        for (int kind = 0; kind < 5; kind++) {
            for (int grain : new int[]{3, 14, 60, 150}) {
                for (boolean skin : new boolean[]{false, true}) {
                    textures.add(texture(kind, grain, skin));
                }
            }
        }
        return textures;
    }

    private static Photo texture(int kind, int grain, boolean skin) {
        int side = 480;
        Random random = new Random(100 * kind + grain);
        double[] cells = random.doubles((side / grain + 2) * (side / grain + 2)).toArray();
        byte[] bgr = new byte[side * side * 3];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double value = switch (kind) {
                    case 0 -> cloud(cells, side / grain + 2, (double) x / grain, (double) y / grain);
                    case 1 -> 0.5 + 0.5 * Math.sin(2 * Math.PI * (x + 0.4 * y) / grain);
                    case 2 -> (x / grain + y / grain) % 2;
                    case 3 -> 0.5 + 0.5 * Math.cos(2 * Math.PI * Math.hypot(x - 240, y - 240) / grain);
                    default -> Math.hypot(x % grain - grain / 2.0, y % grain - grain / 2.0) < grain / 4.0 ? 0.1 : 0.9;
                };
                int at = 3 * (y * side + x);
                bgr[at] = (byte) (int) (value * (skin ? 150 : 255));
                bgr[at + 1] = (byte) (int) (value * (skin ? 180 : 255));
                bgr[at + 2] = (byte) (int) (value * (skin ? 230 : 255));
            }
        }
        return new Photo(side, side, bgr, "texture " + kind + " of " + grain + (skin ? " like skin" : ""), List.of());
    }

    private static double cloud(double[] cells, int row, double x, double y) {
        int i = (int) y * row + (int) x;
        double u = x - (int) x;
        double v = y - (int) y;
        return (1 - v) * ((1 - u) * cells[i] + u * cells[i + 1])
                + v * ((1 - u) * cells[i + row] + u * cells[i + row + 1]);
    }

    private static Photo changed(Photo photo, String how, UnaryOperator<Mat> change) {
        try (NativePicture picture = SitterAnalysis.pixels(photo);
                Mat result = change.apply(picture.mat());
                BytePointer data = result.data()) {
            byte[] bgr = new byte[result.cols() * result.rows() * 3];
            data.get(bgr);
            return new Photo(result.cols(), result.rows(), bgr, photo.sha256() + how, List.of());
        }
    }
}
