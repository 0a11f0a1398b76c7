package dev.likeness.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever is told to stop while networks run ends with the code of the signal, not by a crash: ONNX Runtime's own shutdown
 * hook takes the runtime down under the threads that compute in it.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("signals")
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SignalsTest {
    private static final int INTERRUPTED = 130;
    private static final int TERMINATED = 143;
    /** Each starts and stops a database. */
    private static final int TIMES = 2;
    /** More than are made before the signal. */
    private static final int PHOTOS = 6;

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void whatAProcessHasLoadedIsSeen() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "/proc tells what a process has loaded");
    }

    @Test
    void aServiceThatIsStoppedWhileItAnalysesEndsInGoodOrderEachTime() throws Exception {
        for (int time = 0; time < TIMES; time++) {
            try (RunningService service = RunningService.start(folder)) {
                for (int i = 0; i < PHOTOS; i++) {
                    service.order("", RunningService.photo(PHOTOS * time + i));
                }
                Awaitility.await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(5))
                        .until(() -> service.hasLoadedNetworks() && service.count("generating") > 0);
                service.signal("TERM");
                assertThat(service.end()).isEqualTo(TERMINATED);
            }
            assertNoCrash();
            assertNoPostgres();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void networksHaveEndedBeforeTheProcessDoes(String name) throws Exception {
        assumeNotIgnored(name);
        Process bench = run(BusyProcess.class, "bench", "busy", "--photo",
                RunningService.SAMPLE.toRealPath().toString());
        try (BufferedReader said = bench.inputReader()) {
            assertThat(said.readLine()).isEqualTo(BusyProcess.READY);
            RunningService.signal(bench, name);
            assertThat(said.lines()).doesNotContain(BusyProcess.CUT_OFF);
        }
        assertThat(RunningService.end(bench)).isEqualTo(name.equals("INT") ? INTERRUPTED : TERMINATED);
        assertNoCrash();
    }

    @Test
    void aPortraitThatIsInterruptedLeavesNoFile() throws Exception {
        assumeNotIgnored("INT");
        Path output = folder.resolve("portrait.jpg");
        Process shoot = run(Likeness.class, "shoot", RunningService.SAMPLE.toRealPath().toString(), "-o",
                output.toString());
        Awaitility.await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(2))
                .until(() -> RunningService.hasLoadedNetworks(shoot));
        RunningService.signal(shoot, "INT");
        assertThat(RunningService.end(shoot)).isEqualTo(INTERRUPTED);
        assertNoCrash();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().contains("portrait"));
        }
    }

    /** A shell that runs something in the background lets it ignore SIGINT, and every process below it. */
    private static void assumeNotIgnored(String signal) throws IOException {
        String ignored = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:")).findFirst().orElseThrow().split("\\s+")[1];
        int bit = signal.equals("INT") ? 1 : 14;
        assumeTrue((Long.parseUnsignedLong(ignored, 16) >> bit & 1) == 0,
                "SIG" + signal + " is ignored here: run the tests in the foreground");
    }

    private Process run(Class<?> program, String... arguments) throws IOException {
        return RunningService.run(folder, List.of(), program, arguments);
    }

    private void assertNoCrash() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("hs_err"));
        }
        assertThat(folder.resolve("said")).content().doesNotContain("SIGSEGV", "SIGABRT", "terminate called");
    }

    private void assertNoPostgres() throws IOException {
        String data = folder.toRealPath().toString();
        assertThat(ProcessHandle.allProcesses().map(process -> process.info().command().orElse("")))
                .noneMatch(command -> command.startsWith(data));
        assertThat(folder.resolve("data/postgres/postmaster.pid")).doesNotExist();
    }
}
