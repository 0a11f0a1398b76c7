package dev.likeness.service.database;

import static dev.likeness.service.orders.Samples.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.ChildJava;
import dev.likeness.service.accounts.Accounts;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.orders.TaskLifecycle;
import dev.likeness.service.queue.Queue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    @TempDir
    Path data = Path.of("");

    @Test
    void writesThroughToTheDisk() {
        Database database = SharedPostgres.database();
        assertThat(List.of(database.setting("fsync"), database.setting("synchronous_commit"),
                database.setting("full_page_writes"))).containsOnly("on");
        assertThat(database.setting("listen_addresses")).isEqualTo("localhost");
        assertThat(database.setting("max_connections")).isEqualTo("50");
    }

    @Test
    void keepsTheBooksFromOneStartToTheNextEvenWhenItWasKilled() throws Exception {
        Caller account;
        TaskId id;
        DatabaseAddress address;
        try (Database first = Database.embedded(PreparedData.in(data))) {
            account = SharedPostgres.account(first, "1");
            id = new TaskLifecycle(first, new Queue(first)).place(account, order());
            address = EmbeddedPostgres.running(data).orElseThrow();

            assertThatThrownBy(() -> Database.embedded(data)).isInstanceOf(StoreException.class)
                    .hasMessageContaining("another process serves").hasMessageContaining("--data");
            try (Database joined = Database.reach(data, Optional.empty())) {
                assertThat(new Accounts(joined).balance(account.account())).isEqualTo(Money.ptc("0.95"));
            }
            assertThatThrownBy(
                    () -> DriverManager.getConnection(address.url(), address.user(), "not the password").close())
                    .isInstanceOf(SQLException.class).hasMessageContaining("password");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("postgres.password"))))
                    .isEqualTo("rw-------");
        }
        assertThat(EmbeddedPostgres.running(data)).isEmpty();

        Process server = process(data, ServingProcess.ORDER);
        List<String> said;
        try (var out = server.inputReader()) {
            said = out.lines().limit(300).toList();
        } finally {
            server.destroyForcibly().waitFor();
        }
        try (Database after = Database.embedded(data)) {
            assertThat(new TaskLifecycle(after, new Queue(after)).find(account.account(), id, Duration.ofHours(1)))
                    .isPresent();
            assertThat(new Accounts(after).balance(account.account())).isEqualTo(Money.ptc("0.95"));
            assertAcknowledged(after, said);
            assertExactlyOnce(after);
        }
    }

    @Test
    void aFirstStartThatIsKilledAtAnyMomentIsSimplyBegunAgain() throws Exception {
        PreparedData.programsIn(data);
        for (String sign : List.of("", "PG_VERSION", "global/pg_control", "base/4")) {
            Process server = process(data);
            Awaitility.await().pollInterval(Duration.ofMillis(5)).atMost(Duration.ofMinutes(2))
                    .until(() -> beginning(sign) || !server.isAlive());
            assertThat(server.isAlive()).isTrue();
            server.destroyForcibly().waitFor();
            assertThat(data.resolve("postgres")).doesNotExist();
            assertNothingRuns();
        }
        try (Database after = Database.embedded(data)) {
            assertThat(after.answers()).isTrue();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data))).isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(data)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.contains("part"));
        }
    }

    private boolean beginning(String sign) throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith("postgres.part-")
                    && Files.exists(file.resolve(sign)));
        }
    }

    @Test
    void postgresEndsWithItsOwnerAndNothingOfItIsInTheWayOfTheNextStart() throws Exception {
        Process server = process(PreparedData.in(data));
        assertThat(server.inputReader().readLine()).isEqualTo(ServingProcess.READY);
        server.destroyForcibly().waitFor();
        assertNothingRuns();

        Process again = process(data);
        assertThat(again.inputReader().readLine()).isEqualTo(ServingProcess.READY);
        DatabaseAddress address = EmbeddedPostgres.running(data).orElseThrow();
        try (Connection session = DriverManager.getConnection(address.url(), address.user(), address.password())) {
            leaveAnOrphan(again);
            assertThat(session.isValid(5)).isTrue();
            try (Database after = Database.embedded(data)) {
                assertThat(after.answers()).isTrue();
                assertThat(session.isValid(5)).isFalse();
            }
        }
        assertNothingRuns();
    }

    /** Kills the service's process and the shells that watch over PostgreSQL, so that none of them can stop it. */
    private void leaveAnOrphan(Process owner) throws IOException, InterruptedException {
        ProcessHandle postmaster = postmaster();
        List<ProcessHandle> watches = new ArrayList<>(List.of(postmaster.parent().orElseThrow()));
        watches.getFirst().children().filter(child -> !child.equals(postmaster)).forEach(watches::add);
        new ProcessBuilder("kill", "-STOP", Long.toString(owner.pid())).start().waitFor();
        for (ProcessHandle watch : watches) {
            watch.destroyForcibly();
            Awaitility.await().until(() -> !isRunning(watch));
        }
        owner.destroyForcibly().waitFor();
    }

    /** One that was killed may stay as a zombie while its parent sleeps. */
    private static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private ProcessHandle postmaster() throws IOException {
        return ProcessHandle.of(Long.parseLong(
                Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst().strip())).orElseThrow();
    }

    @Test
    void postgresThatDiesUnderARunningServiceIsStartedAgain() throws Exception {
        try (Database database = Database.embedded(PreparedData.in(data))) {
            Caller caller = SharedPostgres.account(database, "1");
            ProcessHandle first = postmaster();
            first.destroyForcibly();
            first.onExit().join();
            TaskLifecycle lifecycle = new TaskLifecycle(database, new Queue(database));
            Awaitility.await().ignoreExceptions().until(() -> lifecycle.place(caller, order()), placed -> true);
            assertThat(postmaster().pid()).isNotEqualTo(first.pid());
            assertThat(database.lost()).isNotDone();
        }
        assertNothingRuns();
    }

    @Test
    void aStartThatFailsSaysWhatPostgresSaidAndLeavesNothingRunning() throws Exception {
        PreparedData.in(data);
        Path password = data.resolve("postgres.password");
        String right = Files.readString(password);
        Files.writeString(password, "another one");
        assertThatThrownBy(() -> Database.embedded(data)).isInstanceOf(StoreException.class)
                .hasMessageContaining("accepts no connection");
        assertNothingRuns();
        Files.writeString(password, right);

        Path configuration = data.resolve("postgres/postgresql.conf");
        String sound = Files.readString(configuration);
        Files.writeString(configuration, sound + "\nshared_buffers = 'much'\n");
        assertThatThrownBy(() -> Database.embedded(data)).isInstanceOf(StoreException.class)
                .hasMessageContaining("shared_buffers");
        assertNothingRuns();
        Files.writeString(configuration, sound);
        try (Database after = Database.embedded(data)) {
            assertThat(after.answers()).isTrue();
        }
    }

    /** No process of PostgreSQL that works in the data directory is left, or is about to end. */
    private void assertNothingRuns() throws IOException {
        String folder = data.toRealPath().toString();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> ProcessHandle.allProcesses()
                .noneMatch(process -> process.info().command().orElse("").startsWith(folder)));
    }

    private static void assertAcknowledged(Database after, List<String> said) {
        for (Map.Entry<String, String> word : Map.of("placed", "true", "failed", "state = 'failed'", "done",
                "state = 'done'").entrySet()) {
            List<String> ids = said.stream().filter(line -> line.startsWith(word.getKey() + " "))
                    .map(line -> line.substring(line.indexOf(' ') + 1)).toList();
            assertThat(ids).isNotEmpty();
            assertThat(SharedPostgres.count(after, "select count(*) from tasks where id in ("
                    + String.join(",", ids) + ") and " + word.getValue())).isEqualTo(ids.size());
        }
    }

    private static void assertExactlyOnce(Database after) {
        assertThat(SharedPostgres.count(after, """
                select count(*) from tasks t where
                    (select count(*) from ledger l where l.task_id = t.id and kind = 'hold') <> 1
                    or (select count(*) from ledger l where l.task_id = t.id and kind = 'settle')
                        <> (t.state = 'done')::int
                    or (select count(*) from ledger l where l.task_id = t.id and kind = 'release')
                        <> (t.state = 'failed')::int
                    or not exists (select from scheduled_tasks s where s.task_instance = t.id::text)
                """)).isZero();
        assertThat(SharedPostgres.count(after, """
                select count(*) from accounts a where balance_micros <>
                    (select coalesce(sum(amount_micros), 0) from ledger l where l.account_id = a.id)
                """)).isZero();
    }

    private static Process process(Path data, String... orders) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(data.toString()));
        arguments.addAll(List.of(orders));
        return new ProcessBuilder(
                ChildJava.command(List.of(), ServingProcess.class, arguments.toArray(String[]::new)))
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }
}
