package dev.likeness.service.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.service.accounts.Accounts;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.keys.KeyState;
import dev.likeness.service.keys.KeyView;
import dev.likeness.service.keys.Keys;
import dev.likeness.service.keys.Scope;
import dev.likeness.service.orders.Samples;
import dev.likeness.service.orders.TaskLifecycle;
import dev.likeness.service.queue.Queue;
import dev.likeness.service.tasks.CancelOutcome;
import dev.likeness.service.tasks.TaskView;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.HexFormat;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

class MigrationTest {
    @Test
    void booksOfTheFirstVersionKeepTheirKeysTasksAndMoney() throws Exception {
        DatabaseAddress shared = SharedPostgres.address();
        DatabaseAddress old = new DatabaseAddress(shared.url().replaceAll("/postgres$", "/first_version"),
                shared.user(), shared.password());
        try (var connection = DriverManager.getConnection(shared.url(), shared.user(), shared.password());
                var create = connection.createStatement()) {
            create.execute("create database first_version");
        }
        Flyway.configure().dataSource(old.url(), old.user(), old.password())
                .locations("classpath:dev/likeness/service/database/migration").target("1").load().migrate();
        String key = "lk_a key of the first version";
        try (var connection = DriverManager.getConnection(old.url(), old.user(), old.password());
                var insert = connection.createStatement()) {
            insert.execute("""
                    insert into accounts (name, balance_micros) values ('shop', 950000);
                    insert into api_keys (account_id, hash, prefix) values (1, '\\x%s', 'lk_a key o');
                    insert into api_keys (account_id, hash, prefix, revoked_at)
                        values (1, sha256('gone'), 'gone', now());
                    insert into tasks (id, account_id, state, engine, prompt, width, height, gpen, skin, skin_unifi,
                            gen_mode, seed, photo_url, return_url, add_logo)
                        values (1900000000000000000, 1, 'in_queue', 'studio', 'a poet', 1024, 768, 0.4, 0.3, 0,
                            'creative', 7, 'https://example.com/a.jpg', true, true);
                    insert into ledger (account_id, kind, amount_micros) values (1, 'deposit', 1000000);
                    insert into ledger (account_id, task_id, kind, amount_micros)
                        values (1, 1900000000000000000, 'hold', -50000);
                    """.formatted(HexFormat.of().formatHex(Sha256.of(key))));
        }
        try (Database database = Database.connect(old)) {
            Keys keys = new Keys(database, SealedSecrets.open(Path.of("target")));
            Caller caller = keys.admit(key);
            assertThat(caller.scopes()).isEqualTo(Scope.USUAL);
            assertThat(keys.list(caller.account())).hasSize(2).extracting(KeyView::name).containsOnly("shop");
            assertThat(keys.list(caller.account())).extracting(KeyView::state).containsExactly(KeyState.VALID,
                    KeyState.REVOKED);
            TaskLifecycle lifecycle = new TaskLifecycle(database, new Queue(database));
            TaskId id = new TaskId(1_900_000_000_000_000_000L);
            TaskView task = lifecycle.find(caller.account(), id, Duration.ofHours(1)).orElseThrow();
            assertThat(task.facts().price()).isEqualTo(Money.ptc("0.05"));
            assertThat(task.delivery().logo().wanted()).isTrue();
            assertThat(task.facts().request().template()).isEmpty();
            assertThat(task.facts().request().words()).isEqualTo("a poet");
            assertThat(lifecycle.cancel(caller.account(), id)).isEqualTo(CancelOutcome.CANCELLED);
            assertThat(new Accounts(database).balance(caller.account())).isEqualTo(Money.ptc("1"));
            assertThat(lifecycle.place(caller, Samples.order())).isNotEqualTo(id);
        }
    }
}
