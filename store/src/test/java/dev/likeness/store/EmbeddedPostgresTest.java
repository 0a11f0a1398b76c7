package dev.likeness.store;

import static dev.likeness.store.Samples.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
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

        killAProcessThatServes(data);
        assertThat(data.resolve("postgres/postmaster.pid")).exists();
        try (Database third = Database.embedded(data)) {
            assertThat(new Books(third, new Queue(third)).find(account.account(), id, Duration.ofHours(1))).isPresent();
            assertThat(new Accounts(third).balance(account.account())).isEqualTo(Money.ptc("0.95"));
        }
    }

    private static void killAProcessThatServes(Path data) throws Exception {
        Process server = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                System.getProperty("java.class.path"), ServingProcess.class.getName(), data.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (var out = server.inputReader()) {
            assertThat(out.lines().anyMatch(ServingProcess.READY::equals)).isTrue();
        } finally {
            server.destroyForcibly().waitFor();
        }
    }
}
