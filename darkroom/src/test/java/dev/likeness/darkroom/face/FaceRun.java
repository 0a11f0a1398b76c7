package dev.likeness.darkroom.face;

import dev.likeness.core.PortraitException;
import dev.likeness.darkroom.pixel.NativePicture;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Finds the faces of all photos of a folder, in one thread. A line for each: file, milliseconds of the processor, then {@code ok}
 * with eyes' middle, width, eye distance, tilt, yaw, pitch, score, presence and detectors, or code and message of the refusal.
 * With a number of megapixels, photos are enlarged to it first, which is not timed.
 *
 * <p>{@code java dev.likeness.darkroom.face.FaceRun FOLDER OUT.tsv [MEGAPIXELS]}
 */
final class FaceRun {
    private FaceRun() {}

    public static void main(String[] arguments) throws IOException {
        opencv_core.setNumThreads(1);
        double megapixels = arguments.length > 2 ? Double.parseDouble(arguments[2]) : 0;
        List<Path> photos;
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            photos = files.sorted().toList();
        }
        FaceFinder finder = new FaceFinder();
        List<Double> times = new ArrayList<>();
        try (PrintStream out = new PrintStream(arguments[1])) {
            for (Path file : photos) {
                try (Mat photo = opencv_imgcodecs.imread(file.toString())) {
                    if (photo.empty()) {
                        continue;
                    }
                    enlarge(photo, megapixels);
                    long start = cpu();
                    String line = line(finder, photo);
                    double ms = (cpu() - start) / 1e6;
                    times.add(ms);
                    out.printf(Locale.ROOT, "%s\t%.1f\t%s%n", file.getFileName(), ms, line);
                }
            }
        }
        times.sort(null);
        System.out.printf(Locale.ROOT, "%d photos: median %.1f ms, 95th percentile %.1f, worst %.1f and %.1f%n",
                times.size(),
                times.get(times.size() / 2), times.get(times.size() * 95 / 100), times.get(times.size() - 2),
                times.getLast());
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void enlarge(Mat photo, double megapixels) {
        if (megapixels > 0) {
            double scale = Math.sqrt(megapixels * 1e6 / photo.cols() / photo.rows());
            opencv_imgproc.resize(photo, photo, new Size(), scale, scale, opencv_imgproc.INTER_LINEAR);
        }
    }

    private static String line(FaceFinder finder, Mat photo) {
        try (NativePicture picture = NativePicture.taking(photo.clone())) {
            Face face = finder.find(picture);
            return String.format(Locale.ROOT, "ok\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t%.3f\t%.3f\t%d",
                    face.eyesX(),
                    face.eyesY(), face.width(), face.eyeDistance(), face.tilt(), face.pose().yaw(), face.pose().pitch(),
                    face.sure().score(), face.sure().presence(), face.sure().nets());
        } catch (PortraitException.UnusablePhoto refused) {
            return refused.code().wireName() + "\t" + refused.getMessage();
        }
    }
}
