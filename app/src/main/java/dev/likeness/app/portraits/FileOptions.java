package dev.likeness.app.portraits;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.PortraitRequest.Setting;
import dev.likeness.core.output.FileFormat;
import dev.likeness.core.output.OutputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import picocli.CommandLine.Option;

/** Where portraits are written to, and as what. */
final class FileOptions {
    @Option(names = {"-o",
            "--output"}, paramLabel = "FILE", description = "Where to put it; .jpg, .png or .webp, or - for standard output (default portrait.jpg, or portrait.png with --transparent).")
    private Optional<Path> output = Optional.empty();

    @Option(names = "--out-dir", paramLabel = "FOLDER", description = "Where to put several, each under its photo's name.")
    private Optional<Path> folder = Optional.empty();

    @Option(names = "--format", paramLabel = "NAME", description = "jpeg, png or webp, where no file name says it.")
    private Optional<String> format = Optional.empty();

    @Option(names = "--quality", paramLabel = "N", description = "Of JPEG and WebP, 1 to 100 (default 92).")
    private Optional<Integer> quality = Optional.empty();

    @Option(names = "--dpi", paramLabel = "N", description = "Written into JPEG and PNG for printers.")
    private Optional<Integer> dpi = Optional.empty();

    @Option(names = "--min-bytes", paramLabel = "N", description = "Least size of the JPEG, for upload forms.")
    private Optional<Integer> minBytes = Optional.empty();

    @Option(names = "--max-bytes", paramLabel = "N", description = "Largest size of the JPEG: the best quality that fits is found.")
    private Optional<Integer> maxBytes = Optional.empty();

    @Option(names = "--continue", description = "With --out-dir: leave alone what is there already.")
    private boolean continued;

    /** Whether one file, rather than a folder, is written. */
    boolean isSingle() {
        return folder.isEmpty();
    }

    boolean isContinued() {
        return continued;
    }

    /** The file as the options say, else as the document asks. */
    OutputFile form(Setting setting) {
        Optional<FileFormat> named = format.map(FileFormat::named)
                .or(() -> output.filter(file -> !isStandard(file)).map(FileOptions::ending));
        OutputFile said = new OutputFile(named, number(quality), number(dpi), number(minBytes), number(maxBytes));
        return setting.document().map(spec -> said.or(OutputFile.of(spec))).orElse(said);
    }

    /**
     * A file for each photo.
     *
     * @throws InvalidRequest when the files cannot be written there, or would overwrite a photo
     */
    List<PictureFile> targets(List<PhotoFile> photos, OutputFile form, boolean transparent) throws IOException {
        FileFormat made = form.format(transparent);
        if (folder.isPresent() && output.isPresent()) {
            throw refusal("-o names one file and --out-dir a folder: use one of them");
        }
        if (folder.isEmpty()) {
            if (photos.size() > 1) {
                throw refusal(photos.size() + " photos need a folder: name one with --out-dir");
            }
            if (continued) {
                throw refusal("--continue goes with --out-dir");
            }
            Path file = output.orElseGet(() -> Path.of("portrait." + made.ending()));
            if (isStandard(file)) {
                return List.of(PictureFile.standardOutput(made));
            }
            if (ending(file) != made) {
                throw refusal("-o " + file + " and --format " + made.wireName() + " contradict each other");
            }
            return List.of(PictureFile.beside(photos.getFirst().path(), file));
        }
        Files.createDirectories(folder.get());
        Set<Path> taken = new HashSet<>();
        for (PhotoFile photo : photos) {
            taken.add(photo.path().toAbsolutePath().normalize());
        }
        List<PictureFile> targets = new ArrayList<>();
        for (PhotoFile photo : photos) {
            targets.add(PictureFile.in(free(folder.get(), photo.baseName(), made.ending(), taken), made));
        }
        return targets;
    }

    /** A name that is no photo's and no other portrait's: the same photos give the same names. */
    private static Path free(Path folder, String name, String ending, Set<Path> taken) {
        for (int i = 1;; i++) {
            Path file = folder.resolve(name + (i == 1 ? "" : "-" + i) + "." + ending);
            if (taken.add(file.toAbsolutePath().normalize())) {
                return file;
            }
        }
    }

    private static boolean isStandard(Path file) {
        return file.toString().equals(PhotoFile.STANDARD);
    }

    private static FileFormat ending(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return switch (ending) {
            case "jpg", "jpeg" -> FileFormat.JPEG;
            case "png" -> FileFormat.PNG;
            case "webp" -> FileFormat.WEBP;
            default -> throw refusal("cannot tell the format of " + file + ": let it end in .jpg, .png or .webp");
        };
    }

    private static OptionalInt number(Optional<Integer> value) {
        return value.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    private static InvalidRequest refusal(String message) {
        return new InvalidRequest(ErrorCode.MALFORMED_REQUEST, message);
    }
}
