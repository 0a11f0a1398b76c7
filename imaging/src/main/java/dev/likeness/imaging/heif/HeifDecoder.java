package dev.likeness.imaging.heif;

import dev.likeness.core.PortraitException;
import dev.likeness.imaging.raster.Deadline;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Has pictures decoded by libheif in a process of its own. Which formats that library reads is found by a small picture
 * of each, once: there are builds without one or the other decoder.
 */
final class HeifDecoder {
    /** Long, because it is looked for once: a machine that is busy then must not be without it for good. */
    private static final Duration PROBE = Duration.ofSeconds(15);
    private static final long PROBE_PIXELS = 1 << 16;
    /** What the loader and the library may know of their surroundings; keys and passwords stay here. */
    private static final Set<String> ENVIRONMENT = Set.of("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH",
            "DYLD_FALLBACK_LIBRARY_PATH", "LIBHEIF_PLUGIN_PATH", "SYSTEMROOT", "TEMP", "TMP");

    private final List<String> library;

    HeifDecoder(List<String> library) {
        this.library = List.copyOf(library);
    }

    /** The library that the system has. */
    static HeifDecoder ofSystem() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return new HeifDecoder(List.of("heif.dll", "libheif.dll", "libheif-1.dll"));
        }
        return new HeifDecoder(system.startsWith("mac")
                ? List.of("/opt/homebrew/lib/libheif.dylib", "/usr/local/lib/libheif.dylib",
                        "/opt/local/lib/libheif.dylib", "libheif.dylib")
                : List.of("libheif.so.1", "libheif.so"));
    }

    /**
     * What a library decodes.
     *
     * @param version of the library, or empty where there is none
     */
    record Abilities(String version, boolean heic, boolean avif) {}

    /** Decodes a sample of each format: two starts of a process. */
    Abilities abilities() {
        String heic = version("sample.heic");
        String avif = version("sample.avif");
        return new Abilities(heic.isEmpty() ? avif : heic, !heic.isEmpty(), !avif.isEmpty());
    }

    /** Of the library that decodes a sample; empty when none does. */
    private String version(String sample) {
        try (InputStream file = Objects.requireNonNull(HeifDecoder.class.getResourceAsStream(sample), sample)) {
            HeifPicture picture = HeifPicture.of(file.readAllBytes());
            try (Decoding decoding = start(picture, PROBE_PIXELS, new Deadline(PROBE))) {
                decoding.item(picture.colour());
                return decoding.version;
            }
        } catch (IOException | PortraitException.UnusablePhoto absent) {
            return "";
        }
    }

    /**
     * Starts the decoding of a picture's parts, opacity first, each row by row.
     *
     * @throws IOException when no process can be started, or there is no library
     */
    Decoding start(HeifPicture picture, long pixels, Deadline deadline) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(head)) {
            out.writeLong(pixels);
            out.writeInt(picture.opacity().map(tiles -> tiles.items().size()).orElse(0));
            out.writeInt(picture.colour().items().size());
            out.writeByte(picture.grey() ? 1 : 0);
            out.writeInt(picture.excerpt().length);
            out.write(picture.excerpt());
        }
        return new Decoding(process(), head.toByteArray(), deadline);
    }

    private Process process() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx48m", "-Xss512k",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-XX:ReservedCodeCacheSize=16m",
                "-XX:CompressedClassSpaceSize=16m", "-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=/dev/null",
                "-Xshare:auto", "-Xlog:disable", "--enable-native-access=ALL-UNNAMED", "-cp", ownClasses(),
                HeifProcess.class.getName()));
        command.addAll(library);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> !ENVIRONMENT.contains(name.toUpperCase(Locale.ROOT)));
        environment.put("MALLOC_ARENA_MAX", "2"); // an arena a thread takes 64 MB of addresses
        return builder.start();
    }

    private static String ownClasses() throws IOException {
        try {
            return Path.of(HeifDecoder.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        } catch (URISyntaxException | RuntimeException unknown) {
            throw new IOException("no path to this class", unknown);
        }
    }

    /** A process at work. It ends when this is closed, its deadline passes, or the thread that waits is interrupted. */
    static final class Decoding implements AutoCloseable {
        private static final long GLANCE = 20;

        private final Process process;
        private final DataInputStream in;
        private final Deadline deadline;
        private final String version;

        private Decoding(Process process, byte[] request, Deadline deadline) throws IOException {
            this.process = process;
            this.deadline = deadline;
            this.in = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 17));
            watch(Thread.currentThread());
            try {
                try (var out = process.getOutputStream()) {
                    out.write(request);
                }
                version = answer();
            } catch (IOException | RuntimeException failed) {
                close();
                throw failed;
            }
        }

        /** Reading from a process can neither be interrupted nor given a time. */
        private void watch(Thread reader) {
            Thread.ofVirtual().start(() -> {
                try {
                    while (!process.waitFor(GLANCE, TimeUnit.MILLISECONDS)) {
                        if (reader.isInterrupted() || deadline.isLongOver()) {
                            process.destroyForcibly();
                        }
                    }
                } catch (InterruptedException end) {
                    process.destroyForcibly();
                }
            });
        }

        private String answer() throws IOException {
            deadline.check();
            if (in.readByte() != HeifProcess.GOOD) {
                throw new IOException(in.readUTF());
            }
            return in.readUTF();
        }

        /**
         * Begins the next part.
         *
         * @throws IOException when it cannot be decoded, or is of another size than the file said
         */
        void item(HeifTiles tiles) throws IOException {
            deadline.check();
            if (in.readByte() != HeifProcess.GOOD) {
                throw new IOException(in.readUTF());
            }
            if (in.readInt() != tiles.tileWidth() | in.readInt() != tiles.tileHeight()) {
                throw new IOException("its part is of another size");
            }
        }

        /** Reads the next row of the part into a place. */
        void row(byte[] samples, int from, int length) throws IOException {
            in.readFully(samples, from, length);
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
