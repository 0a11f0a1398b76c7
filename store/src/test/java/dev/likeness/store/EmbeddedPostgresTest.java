package dev.likeness.store;

import static dev.likeness.store.Samples.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        try (Database first = Database.embedded(data)) {
            account = SharedPostgres.account(first, "1");
            id = new Books(first, new Queue(first)).place(account, order());
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
            said = out.lines().limit(1000).toList();
        } finally {
            server.destroyForcibly().waitFor();
        }
        assertThat(data.resolve("postgres/postmaster.pid")).exists();
        try (Database after = Database.embedded(data)) {
            assertThat(new Books(after, new Queue(after)).find(account.account(), id, Duration.ofHours(1))).isPresent();
            assertThat(new Accounts(after).balance(account.account())).isEqualTo(Money.ptc("0.95"));
            assertAcknowledged(after, said);
            assertExactlyOnce(after);
        }
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
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                System.getProperty("java.class.path"), ServingProcess.class.getName(), data.toString()));
        command.addAll(List.of(orders));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }
}
