package dev.likeness.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A folder that takes long to make and is made once for all tests of a module, which each work on a copy: a database of
 * its own costs a test the time of copying it instead of that of making it.
 */
public final class PreparedFolder {
    private final Path original;

    private PreparedFolder(Path original) {
        this.original = original;
    }

    /**
     * @param maker fills the folder, and leaves nothing running in it
     */
    public static PreparedFolder of(Consumer<Path> maker) {
        try {
            Path folder = Files.createTempDirectory(Path.of("target"), "prepared");
            maker.accept(folder);
            return new PreparedFolder(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Copies what is in it, permissions included.
     *
     * @param folder made if it is missing
     * @return the same
     */
    public Path into(Path folder) {
        return into(folder, name -> true);
    }

    /**
     * As {@link #into(Path)}, of what lies in it only the files and folders whose names are wanted.
     */
    public Path into(Path folder, Predicate<String> wanted) {
        try {
            Files.walkFileTree(original, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes facts) throws IOException {
                    if (!isWanted(from)) {
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                    Path to = folder.resolve(original.relativize(from).toString());
                    if (Files.notExists(to)) {
                        Files.createDirectories(to);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path from, BasicFileAttributes facts) throws IOException {
                    if (!isWanted(from)) {
                        return FileVisitResult.CONTINUE;
                    }
                    Files.copy(from, folder.resolve(original.relativize(from).toString()),
                            StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
                    return FileVisitResult.CONTINUE;
                }

                private boolean isWanted(Path from) {
                    Path within = original.relativize(from);
                    return within.toString().isEmpty() || wanted.test(within.getName(0).toString());
                }

                // Last, for a folder may be closed to writing.
                @Override
                public FileVisitResult postVisitDirectory(Path from, @Nullable IOException failure) throws IOException {
                    Path to = folder.resolve(original.relativize(from).toString());
                    if (from.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                        Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
