package dev.likeness.diffusion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The golden cases of the test resources. */
public final class Goldens {
    public static final Path ROOT = Path.of("src", "test", "resources", "goldens");
    public static final Path MODEL = ROOT.resolve("model");

    private Goldens() {}

    /** A copy of the tiny model that a test may change. */
    public static Path copyTo(Path folder) {
        try (Stream<Path> files = Files.walk(MODEL)) {
            for (Path file : files.toList()) {
                Path target = folder.resolve(MODEL.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces a word in a file. */
    public static void edit(Path file, String old, String replacement) {
        try {
            String text = Files.readString(file);
            if (!text.contains(old)) {
                throw new IllegalArgumentException(file + " does not contain " + old);
            }
            Files.writeString(file, text.replace(old, replacement));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
