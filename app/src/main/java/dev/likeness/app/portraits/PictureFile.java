package dev.likeness.app.portraits;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.core.Rendering;
import dev.likeness.core.output.FileFormat;
import dev.likeness.core.output.OutputFile;
import dev.likeness.imaging.AigcLabel;
import dev.likeness.imaging.PhotoDecoder;
import dev.likeness.imaging.PictureWriter;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** A file that a portrait is to be written to, and that is either the whole portrait or untouched. */
public record PictureFile(Path path, FileFormat format) {
    /**
     * @throws UnusablePhoto when the photo is missing, cannot be read or cannot be decoded
     */
    public static Photo read(Path photo) throws IOException {
        if (!Files.exists(photo)) {
            throw new UnusablePhoto(ErrorCode.PHOTO_MISSING, "there is no photo " + photo + ": check the path");
        }
        if (!Files.isRegularFile(photo) || !Files.isReadable(photo)) {
            throw new UnusablePhoto(ErrorCode.PHOTO_UNREADABLE, photo + " is not a file that can be read");
        }
        if (Files.size(photo) > PhotoDecoder.MAX_BYTES) {
            throw new UnusablePhoto(ErrorCode.PHOTO_TOO_LARGE,
                    photo + " has " + (Files.size(photo) >> 20) + " MB: at most " + (PhotoDecoder.MAX_BYTES >> 20)
                            + " MB are accepted; save it smaller or as JPEG");
        }
        return PhotoDecoder.decode(Files.readAllBytes(photo));
    }

    /**
     * Checks before any work is done that the portrait can be written there.
     *
     * @throws InvalidRequest for an ending other than .jpg, .jpeg, .png and .webp, a missing folder, or the photo itself
     */
    static PictureFile beside(Path photo, Path output) throws IOException {
        String name = output.toString().toLowerCase(Locale.ROOT);
        boolean jpeg = name.endsWith(".jpg") || name.endsWith(".jpeg");
        if (!jpeg && !name.endsWith(".png") && !name.endsWith(".webp")) {
            throw refusal("cannot tell the format of " + output + ": let it end in .jpg, .png or .webp");
        }
        if (Files.exists(output) && Files.exists(photo) && Files.isSameFile(output, photo)) {
            throw refusal(output + " is the photo itself: choose another file with -o");
        }
        return in(output, jpeg ? FileFormat.JPEG : name.endsWith(".png") ? FileFormat.PNG : FileFormat.WEBP);
    }

    /**
     * One of several in a folder that is there.
     *
     * @throws InvalidRequest when it cannot be written there
     */
    static PictureFile in(Path output, FileFormat format) {
        if (Files.isDirectory(output)) {
            throw refusal(output + " is a folder: name a file in it");
        }
        Path folder = folder(output);
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw refusal("cannot write into " + folder + ": it is not a folder of yours");
        }
        return new PictureFile(output, format);
    }

    /** What reads from a pipe. */
    static PictureFile standardOutput(FileFormat format) {
        return new PictureFile(Path.of(PhotoFile.STANDARD), format);
    }

    boolean isStandardOutput() {
        return path.toString().equals(PhotoFile.STANDARD);
    }

    void write(Rendering rendering, AigcLabel label) throws IOException {
        write(PictureWriter.write(rendering, label, OutputFile.of(format)).bytes());
    }

    void write(byte[] bytes) throws IOException {
        if (isStandardOutput()) {
            System.out.write(bytes);
            System.out.flush();
            return;
        }
        // A symbolic link keeps pointing where it did; the file behind it is replaced.
        Path target = Files.exists(path) ? path.toRealPath() : path;
        Path unfinished = folder(target).resolve("." + target.getFileName() + "." + ProcessHandle.current().pid());
        try {
            Files.write(unfinished, bytes);
            try {
                Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException sharedFolder) {
                Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? Path.of("").toAbsolutePath() : parent;
    }

    private static InvalidRequest refusal(String message) {
        return new InvalidRequest(ErrorCode.MALFORMED_REQUEST, message);
    }
}
