package dev.likeness.app.portraits;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.imaging.PhotoDecoder;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** A photo on the command line: a file, or what comes on standard input. */
record PhotoFile(Path path) {
    /** Standard input, as a photo; standard output, as a portrait. */
    static final String STANDARD = "-";

    /** What is taken from a folder; what of these cannot be read is told, not passed over. */
    private static final Set<String> ENDINGS = Set.of("jpg", "jpeg", "jpe", "png", "webp", "bmp", "gif", "tif", "tiff",
            "heic", "heif", "avif");

    static PhotoFile of(Path path) {
        return new PhotoFile(path);
    }

    /**
     * All that the arguments mean, each once: files, the pictures of folders, and patterns ({@code *}, {@code ?},
     * {@code [a-c]}, {@code {a,b}}, and {@code **} for folders in folders) where the shell has left them.
     *
     * @throws UnusablePhoto when an argument means nothing
     */
    static List<PhotoFile> all(List<String> arguments) throws IOException {
        Set<Path> all = new LinkedHashSet<>();
        for (String argument : arguments) {
            Path path = path(argument);
            if (!argument.equals(STANDARD) && Files.isDirectory(path)) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(path, PhotoFile::isPicture)) {
                    List<Path> found = new ArrayList<>();
                    files.forEach(found::add);
                    if (found.isEmpty()) {
                        throw missing("there is no picture in the folder " + argument);
                    }
                    found.stream().sorted().forEach(all::add);
                }
            } else if (!argument.equals(STANDARD) && !Files.exists(path) && isPattern(argument)) {
                all.addAll(matching(argument));
            } else {
                all.add(path);
            }
        }
        return all.stream().map(PhotoFile::new).toList();
    }

    private static Path path(String argument) {
        try {
            return Path.of(argument);
        } catch (InvalidPathException pattern) {
            // Windows has no * and ? in names.
            return Path.of("");
        }
    }

    private static boolean isPattern(String argument) {
        return argument.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
    }

    private static List<Path> matching(String pattern) throws IOException {
        String slashed = pattern.replace(File.separatorChar, '/');
        int first = 0;
        while ("*?[{".indexOf(slashed.charAt(first)) < 0) {
            first++;
        }
        int cut = slashed.lastIndexOf('/', first);
        String folder = slashed.substring(0, cut + 1);
        String rest = slashed.substring(cut + 1);
        Path root = Path.of(folder.isEmpty() ? "." : folder);
        if (!Files.isDirectory(root)) {
            throw missing("nothing matches " + pattern);
        }
        var matcher = root.getFileSystem().getPathMatcher("glob:" + rest);
        int depth = rest.contains("**") ? Integer.MAX_VALUE : (int) rest.chars().filter(c -> c == '/').count() + 1;
        try (Stream<Path> files = Files.walk(root, depth)) {
            List<Path> found = files.filter(Files::isRegularFile).filter(file -> matcher.matches(root.relativize(file)))
                    .map(file -> folder.isEmpty() ? root.relativize(file) : file).sorted().toList();
            if (found.isEmpty()) {
                throw missing("nothing matches " + pattern);
            }
            return found;
        }
    }

    private static boolean isPicture(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return Files.isRegularFile(file) && !name.startsWith(".")
                && ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    private static UnusablePhoto missing(String message) {
        return new UnusablePhoto(ErrorCode.PHOTO_MISSING, message + ": check the path");
    }

    private boolean isStandard() {
        return path.toString().equals(STANDARD);
    }

    /** The name without its ending; {@code photo} for standard input. */
    String baseName() {
        String name = isStandard() ? "photo" : String.valueOf(path.getFileName());
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }

    /**
     * The photo.
     *
     * @throws UnusablePhoto when it is missing, too large, or cannot be read or decoded
     */
    Photo read() throws IOException {
        if (!isStandard()) {
            return PictureFile.read(path);
        }
        byte[] file = System.in.readNBytes(PhotoDecoder.MAX_BYTES + 1);
        if (file.length == 0) {
            throw missing("nothing came on standard input");
        }
        return PhotoDecoder.decode(file);
    }
}
