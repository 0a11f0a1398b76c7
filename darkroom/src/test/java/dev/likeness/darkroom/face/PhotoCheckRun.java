package dev.likeness.darkroom.face;

import dev.likeness.core.PortraitException.UnusablePhoto;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import dev.likeness.darkroom.pixel.NativePicture;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Judges all pictures of a folder. A line for each: file, verdict or refusal, measures; in the end the sums by the part of the
 * file's name before the first "-".
 *
 * <p>{@code java dev.likeness.darkroom.face.PhotoCheckRun FOLDER OUT.tsv}
 */
final class PhotoCheckRun {
    private PhotoCheckRun() {}

    public static void main(String[] arguments) throws IOException {
        opencv_core.setNumThreads(1);
        List<Path> pictures;
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            pictures = files.sorted().toList();
        }
        Map<String, Map<String, Integer>> sums = new TreeMap<>();
        try (PrintStream out = new PrintStream(arguments[1])) {
            for (Path file : pictures) {
                try (Mat read = opencv_imgcodecs.imread(file.toString())) {
                    if (!read.empty()) {
                        String[] answer = answer(NativePicture.taking(read));
                        out.println(file.getFileName() + "\t" + answer[0] + "\t" + answer[1]);
                        sums.computeIfAbsent(file.getFileName().toString().split("-", 2)[0], kind -> new TreeMap<>())
                                .merge(answer[0], 1, Integer::sum);
                    }
                }
            }
        }
        System.out.println(sums);
    }

    private static String[] answer(NativePicture picture) {
        try {
            Face face = new FaceFinder().find(picture);
            FaceTexture.Measures measures = FaceTexture.of(picture.mat(), face);
            return new String[]{PhotoCheck.of(picture, face).name(),
                    Math.round(face.width()) + "\t" + HandiworkWeights.score(measures.traces()) + "\t"
                            + String.join(" ", measures.traces().stream().map(String::valueOf).toList())
                            + "\t" + measures};
        } catch (UnusablePhoto refused) {
            return new String[]{refused.code().name(), refused.getMessage()};
        }
    }
}
