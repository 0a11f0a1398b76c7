package dev.likeness.service.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.DatabaseProxy;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A network that swallows what is sent, and breaks no connection. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SilentNetworkTest {
    private static DatabaseProxy proxy() throws IOException {
        return new DatabaseProxy(Integer.parseInt(SharedPostgres.address().url().replaceAll(".*:(\\d+)/.*", "$1")));
    }

    private static Database through(DatabaseProxy proxy, String setting) {
        return Database.connect(new DatabaseAddress(proxy.url() + setting, SharedPostgres.address().user(),
                SharedPostgres.address().password()));
    }

    @Test
    void aStatementThatIsNotAnsweredIsGivenUpAndTheNextOneGoesThrough() throws Exception {
        try (DatabaseProxy proxy = proxy(); Database database = through(proxy, "&socketTimeout=1")) {
            assertThatThrownBy(() -> database.inTransaction(sql -> {
                proxy.swallow();
                return sql.exists("select 1");
            })).isInstanceOfSatisfying(StoreException.Unavailable.class,
                    gone -> assertThat(gone.outcomeKnown()).isTrue());
            assertThat(database.<Boolean>inTransaction(sql -> sql.exists("select 1"))).isTrue();
        }
    }

    @Test
    void everyConnectionHasAnEndUnlessItIsUnhurried() throws Exception {
        try (DatabaseProxy proxy = proxy(); Database database = through(proxy, "")) {
            assertThat(timeout(database)).isEqualTo((int) Connections.LONGEST.toMillis());
            try (var hurried = through(proxy, "&socketTimeout=1")) {
                assertThat(hurried.<Boolean>inSnapshot(sql -> sql.exists("select pg_sleep(1.5)"))).isTrue();
                assertThat(timeout(hurried)).as("given back").isEqualTo(1000);
            }
        }
    }

    private static int timeout(Database database) throws Exception {
        try (var connection = database.pool().getConnection()) {
            return connection.getNetworkTimeout();
        }
    }
}
