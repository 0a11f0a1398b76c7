package dev.likeness.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.likeness.core.Photo;
import dev.likeness.imaging.PhotoDecoder;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs {@code ./likeness} with nothing in its environment but a path and a home, as cron, systemd and containers do. What
 * is said to it stands in a script of UTF-8 bytes, because the JVM of the tests may itself have no such locale.
 */
class LauncherTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path REPOSITORY = Path.of(System.getProperty("basedir", ".")).resolve("..").toAbsolutePath()
            .normalize();

    @TempDir
    private Path folder = Path.of("");

    private record Ended(int status, String output) {}

    /** The launcher beside a jar that leads to the classes under test. */
    @BeforeEach
    void layOut() throws IOException {
        Files.copy(REPOSITORY.resolve("likeness"), folder.resolve("likeness"));
        Files.copy(REPOSITORY.resolve("samples/astronaut.png"), folder.resolve("photo.png"));
        Path target = Files.createDirectories(folder.resolve("app/target"));
        Files.createDirectory(target.resolve("lib"));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH,
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .map(entry -> Path.of(entry).toUri().toString()).collect(Collectors.joining(" ")));
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(target.resolve("app-test.jar")),
                manifest)) {
            jar.flush();
        }
    }

    /** Windows has no machine here: at least Java is given the same there. */
    @Test
    void theLauncherForWindowsGivesJavaTheSameOptions() throws IOException {
        String here = Files.readString(REPOSITORY.resolve("likeness"));
        String windows = Files.readString(REPOSITORY.resolve("likeness.cmd"));
        String flags = here.substring(here.indexOf("memory='"), here.indexOf("# Java asks once"));
        List<String> options = Pattern.compile("(?<![\\w$])-(?:-|D|X)[^\\s'\"]+").matcher(flags).results()
                .map(MatchResult::group).toList();
        assertThat(options).hasSizeGreaterThan(10)
                .allSatisfy(option -> assertThat(windows).contains(option.replace(")", "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void chineseWordsAndFileNamesArriveWithoutALocale(String shell) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin", shell)), shell + " is not installed");
        Ended ended = run(shell, System.getenv("PATH"), """
                mv photo.png 宇航员.png
                $SHELL_UNDER_TEST ./likeness shoot 宇航员.png --prompt '红色背景，证件照' --watermark 样片 \
                    --width 512 --height 512 -o 人像.jpg || exit
                mv 人像.jpg portrait.jpg
                """);
        assertThat(ended.output()).doesNotContain("warning").contains("人像.jpg");
        assertThat(ended.status()).isZero();
        Photo portrait = PhotoDecoder.decode(Files.readAllBytes(folder.resolve("portrait.jpg")));
        int[] corner = {portrait.bgr()[2] & 0xff, portrait.bgr()[1] & 0xff, portrait.bgr()[0] & 0xff};
        assertThat(corner[0]).as("the red of identity photos, #d9001b, within what JPEG changes").isBetween(212, 222);
        assertThat(corner[1]).isLessThan(8);
        assertThat(corner[2]).isBetween(20, 34);
    }

    @Test
    void saysWhatWillBeLostWhereThereIsNoSuchLocale() throws Exception {
        Path tools = Files.createDirectory(folder.resolve("tools"));
        Path locale = tools.resolve("locale");
        Files.writeString(locale, "#!/bin/sh\n[ \"$1\" = charmap ] && echo ANSI_X3.4-1968\nexit 0\n");
        Files.setPosixFilePermissions(locale, PosixFilePermissions.fromString("rwxr-xr-x"));
        Ended ended = run("sh", tools + ":" + System.getenv("PATH"), "$SHELL_UNDER_TEST ./likeness --version\n");
        assertThat(ended.output()).contains("likeness: there is no UTF-8 locale on this machine")
                .contains("install one");
        assertThat(ended.status()).isZero();
    }

    @Test
    void everyCommandRefusesALogThatCannotBeWritten() throws Exception {
        Ended ended = run("sh", System.getenv("PATH"), "LIKENESS_LOG= LIKENESS_LOG_LEVEL= sh ./likeness --version && "
                + "LIKENESS_LOG_LEVEL=VERBOSE sh ./likeness documents\n");
        assertThat(ended.output()).contains("likeness: LIKENESS_LOG_LEVEL is \"VERBOSE\"").contains("use TRACE");
        assertThat(ended.status()).isEqualTo(2);
    }

    /** As in a container whose root cannot be written: only the data folder can. Its lines go to a collector, as JSON. */
    @Test
    void aServiceWritesIntoItsDataFolderAloneAndLinesWithTheIdsOfRequestAndTask() throws Exception {
        String locked = "mount --make-rprivate / && mount --bind . . && mount -o remount,ro,bind / && cd \"$PWD\"";
        assumeTrue(new ProcessBuilder("sh", "-c", "unshare -m sh -c '" + locked + "'").directory(folder.toFile())
                .start().waitFor() == 0, "mounts can be changed here");
        ProcessBuilder process = new ProcessBuilder("unshare", "-m", "sh", "-c",
                locked + " && exec sh ./likeness serve --port 0 --data \"$PWD/the data\"").directory(folder.toFile())
                .redirectError(folder.resolve("said").toFile());
        process.environment().putAll(Map.of("LIKENESS_NO_BUILD", "1", "LIKENESS_NO_AOT", "1", "LIKENESS_JAVA_HOME",
                System.getProperty("java.home"), "LIKENESS_API_KEY", RunningService.KEY, "LIKENESS_LOG", "json",
                "LIKENESS_LOG_LEVEL", "DEBUG"));
        URI portrait;
        try (RunningService service = new RunningService(process.start())) {
            portrait = service.order("\"watermark\":{\"text\":\"王 한\"}", RunningService.photo(0));
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(
                    () -> service.get(portrait).matches("(?s).*\"status\":\"(done|failed)\".*"));
            assertThat(service.get(portrait)).contains("\"status\":\"done\"");
            assertThat(service.get(URI.create(portrait + "/image"))).contains("JFIF");
        }
        assertThat(folder.resolve("the data/tmp")).isDirectory();
        String task = portrait.getPath().replaceAll(".*/", "");
        List<JsonNode> lines = Files.readAllLines(folder.resolve("said")).stream().map(JSON::readTree).toList();
        assertThat(lines).as("what was ordered, by whom asked").anySatisfy(line -> {
            assertThat(line.path("mdc").path("task").asString("")).isEqualTo(task);
            assertThat(line.path("mdc").path("request").asString("")).startsWith("req_");
        });
        assertThat(lines).as("what the worker says of it").anySatisfy(line -> {
            assertThat(line.path("mdc").path("task").asString("")).isEqualTo(task);
            assertThat(line.path("mdc").has("request")).isFalse();
            assertThat(line.path("formattedMessage").asString("")).isEqualTo("task " + task + " is done");
        });
        assertThat(Files.readString(folder.resolve("said"))).as("nothing of the client's")
                .doesNotContain(RunningService.KEY, "library", "王", RunningService.photo(0).substring(0, 60));
    }

    private Ended run(String shell, String path, String script) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("script"), script, StandardCharsets.UTF_8);
        Path output = folder.resolve("output");
        ProcessBuilder process = new ProcessBuilder(shell, file.toString()).directory(folder.toFile())
                .redirectErrorStream(true).redirectOutput(output.toFile());
        process.environment().clear();
        process.environment().putAll(Map.of("PATH", path, "HOME", folder.toString(), "SHELL_UNDER_TEST", shell,
                "LIKENESS_NO_BUILD", "1", "LIKENESS_NO_AOT", "1", "LIKENESS_JAVA_HOME",
                System.getProperty("java.home")));
        int status = process.start().waitFor();
        return new Ended(status, Files.readString(output, StandardCharsets.UTF_8));
    }
}
