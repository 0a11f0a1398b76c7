package dev.likeness.service.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * PostgreSQL's programs, unpacked from the class path into the data directory, which is writable even where nothing else
 * is, and where nobody else can plant a program.
 *
 * @param folder holds {@code bin}, {@code lib} and {@code share}
 */
record PostgresBinaries(Path folder) {
    private static final String PREFIX = "postgresql-";
    /** Enough of the archive's SHA-256 to tell one build from another. */
    private static final int DIGITS = 12;

    /** The programs of this build, unpacked at the first use; those of earlier builds are thrown away. */
    static PostgresBinaries in(Path data) throws IOException {
        Path ready = data.resolve(PREFIX + digest());
        if (!Files.isDirectory(ready)) {
            for (Path other : list(data)) {
                DataFolder.erase(other);
            }
            Path draft = data.resolve(PREFIX + UUID.randomUUID() + ".part");
            PostgresArchive.unpack(archive(), draft);
            Files.move(draft, ready, StandardCopyOption.ATOMIC_MOVE);
        }
        return new PostgresBinaries(ready);
    }

    private static List<Path> list(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            return files.filter(file -> file.getFileName().toString().startsWith(PREFIX)).toList();
        }
    }

    /** The command line of a program. PostgreSQL refuses to run as root, so root runs it in a new user namespace. */
    List<String> command(String program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(folder.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        return command;
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static InputStream archive() throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String family = system.startsWith("mac") ? "darwin" : system.startsWith("windows") ? "windows" : "linux";
        String machine = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        String name = "postgres-" + family + "-" + machine + ".txz";
        InputStream archive = PostgresBinaries.class.getResourceAsStream("/" + name);
        if (archive == null) {
            throw new IOException("this build has no PostgreSQL for " + family + " on " + machine);
        }
        return new BufferedInputStream(archive, 1 << 16);
    }

    private static String digest() throws IOException {
        try (DigestInputStream in = new DigestInputStream(archive(), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest()).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
