import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Puts a release on a base: an image of a container as a tar file that {@code docker load} and its like take. No Docker is
 * needed to make it. What changes seldom lies in layers of its own below what changes with each release.
 *
 * <p>
 * Arguments: the folder of a release; the base, a tar file or the name of an image in a registry; the name of the image
 * with its tag; the file to write; the time of the image's making, ISO 8601.
 */
final class Image {
    private static final String HOME = "/opt/likeness";
    private static final String DATA = "/data";
    /** Nobody on the machine outside, whoever owns its files. */
    private static final String USER = "10001:10001";
    private static final FilePermissions PRIVATE = FilePermissions.fromOctalString("700");
    private static final FilePermissions PROGRAM = FilePermissions.fromOctalString("755");
    private static final FilePermissions FILE = FilePermissions.fromOctalString("644");

    private Image() {}

    public static void main(String... args) throws Exception {
        Path release = Path.of(args[0]);
        Instant when = Instant.parse(args[4]);
        JibContainerBuilder image = Files.exists(Path.of(args[1]))
                ? Jib.from(TarImage.at(Path.of(args[1])))
                : Jib.from(args[1]);
        Predicate<Path> ours = file -> file.toString().matches(".*/lib/[a-z]+-[0-9.]+(-SNAPSHOT)?\\.jar")
                && Files.exists(Path.of(file.getFileName().toString().replaceAll("-[0-9].*", "")));
        JibContainer made = image
                .addFileEntriesLayer(layer("runtime", release, file -> file.startsWith(release.resolve("runtime"))))
                .addFileEntriesLayer(layer("libraries", release, file -> file.startsWith(release.resolve("native"))
                        || file.startsWith(release.resolve("lib")) && !ours.test(file)))
                .addFileEntriesLayer(layer("likeness", release, file -> !file.startsWith(release.resolve("runtime"))
                        && !file.startsWith(release.resolve("native"))
                        && !(file.startsWith(release.resolve("lib")) && !ours.test(file))))
                .addFileEntriesLayer(FileEntriesLayer.builder().setName("data").addEntry(new FileEntry(
                        Files.createTempDirectory("data"), AbsoluteUnixPath.get(DATA), PRIVATE, when, USER))
                        .addEntry(new FileEntry(Files.createTempDirectory("data"), AbsoluteUnixPath.get("/secrets"),
                                PRIVATE, when, USER))
                        .build())
                .setPlatforms(Set.of(new Platform("amd64", "linux")))
                .setCreationTime(when).setUser(USER).setWorkingDirectory(AbsoluteUnixPath.get(DATA))
                .setEnvironment(Map.of("LIKENESS_BIND", "0.0.0.0", "LIKENESS_DATA", DATA, "HOME", DATA, "LC_ALL",
                        "C.UTF-8", "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"))
                .setEntrypoint(HOME + "/likeness").setProgramArguments("serve")
                .setExposedPorts(Set.of(Port.tcp(8080))).setVolumes(Set.of(AbsoluteUnixPath.get(DATA)))
                .setLabels(Map.of("org.opencontainers.image.title", "Likeness", "org.opencontainers.image.licenses",
                        "Apache-2.0"))
                .containerize(Containerizer.to(TarImage.at(Path.of(args[3])).named(args[2])).setOfflineMode(
                        Files.exists(Path.of(args[1]))).setToolName("likeness"));
        System.out.println("image " + args[2] + ", digest " + made.getDigest());
    }

    /** With the times that the files have: Java's caches know the jars by them. */
    private static FileEntriesLayer layer(String name, Path release, Predicate<Path> which) throws IOException {
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
        try (Stream<Path> files = Files.walk(release)) {
            for (Path file : files.filter(Files::isRegularFile).filter(which).sorted().toList()) {
                layer.addEntry(file, AbsoluteUnixPath.get(HOME).resolve(release.relativize(file).toString()),
                        Files.isExecutable(file) ? PROGRAM : FILE, Files.getLastModifiedTime(file).toInstant());
            }
        }
        return layer.build();
    }
}
