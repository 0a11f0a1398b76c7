package dev.likeness.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever is told to stop while networks run ends with the code of the signal, not by a crash: ONNX Runtime's own shutdown
 * hook takes the runtime down under the threads that compute in it.
 */
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
