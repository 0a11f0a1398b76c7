package dev.likeness.darkroom.face;

import dev.likeness.core.PortraitException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Finds the faces of all photos of a folder: a line each of file, verdict, place, width, pose, sureness and milliseconds.
 * {@code java dev.likeness.darkroom.face.FaceRun FOLDER OUT.tsv [THREADS]}
 */
final class FaceRun {
    private FaceRun() {}

    public static void main(String[] arguments) throws IOException {
        opencv_core.setNumThreads(arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1);
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
                    long start = System.nanoTime();
                    String line;
                    try {
                        Face face = finder.find(photo);
                        line = String.format("ok\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t%.3f\t%.3f\t%d",
                                face.eyesX(), face.eyesY(),
                                face.width(), face.eyeDistance(), face.tilt(), face.pose().yaw(), face.pose().pitch(),
                                face.pose().roll(),
                                face.sure().score(), face.sure().presence(), face.sure().nets());
                    } catch (PortraitException.UnusablePhoto refused) {
                        line = refused.code().wireName() + "\t" + refused.getMessage();
                    }
                    double ms = (System.nanoTime() - start) / 1e6;
                    times.add(ms);
                    out.printf("%s\t%.1f\t%s%n", file.getFileName(), ms, line);
                }
            }
        }
        times.sort(null);
        System.out.printf("%d photos, median %.1f ms, worst %.1f%n", times.size(), times.get(times.size() / 2),
                times.getLast());
    }
}
