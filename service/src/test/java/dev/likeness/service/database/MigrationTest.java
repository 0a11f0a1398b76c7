package dev.likeness.service.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.AigcMeta;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.FrameSize;
import dev.likeness.core.GenMode;
import dev.likeness.core.Logo;
import dev.likeness.core.Note;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Retouch;
import dev.likeness.core.Seed;
import dev.likeness.core.Shortfall;
import dev.likeness.core.Watermark;
import dev.likeness.service.accounts.Accounts;
import dev.likeness.service.accounts.Ledger;
import dev.likeness.service.accounts.LedgerEntry;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.KeyId;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.keys.KeyState;
import dev.likeness.service.keys.KeyView;
import dev.likeness.service.keys.Keys;
import dev.likeness.service.keys.Limits;
import dev.likeness.service.keys.Scope;
import dev.likeness.service.orders.Samples;
import dev.likeness.service.orders.TaskLifecycle;
import dev.likeness.service.queue.Queue;
import dev.likeness.service.tasks.CancelOutcome;
import dev.likeness.service.tasks.Delivery;
import dev.likeness.service.tasks.PhotoSource;
import dev.likeness.service.tasks.TaskFacts;
import dev.likeness.service.tasks.TaskFilter;
import dev.likeness.service.tasks.TaskState;
import dev.likeness.service.tasks.TaskView;
import dev.likeness.service.tasks.Tasks;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

class MigrationTest {
    @Test
    void booksOfTheFirstVersionKeepTheirKeysTasksAndMoney() throws Exception {
        DatabaseAddress old = database("first_version", "1");
        String key = "lk_a key of the first version";
        execute(old, """
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
        try (Database database = Database.connect(old)) {
            Keys keys = new Keys(database, SealedSecrets.open(Path.of("target")));
            Caller caller = keys.admit(key);
            assertThat(caller.scopes()).isEqualTo(Scope.DEFAULT);
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

    /** Every state that a row can be in, written in SQL as the seventh version wrote it. */
    @Test
    void booksOfTheSeventhVersionKeepATaskOfEveryStateAndEverythingItHolds() throws Exception {
        DatabaseAddress old = database("seventh_version", "7");
        execute(old,
                """
                        insert into accounts (name, balance_micros) values ('shop', 700000);
                        insert into api_keys (account_id, name, most_a_second, most_open, quota_month_micros, expires_at)
                            values (1, 'till', 2.5, 9, 3000000, '2099-01-01T00:00:00Z');
                        insert into key_meters (key_id) values (1);
                        insert into tasks (id, account_id, key_id, state, engine, prompt, width, height, gpen, skin, skin_unifi,
                                gen_mode, seed, photo_object, photo_url, return_url, add_logo, logo_corner, logo_language,
                                logo_opacity, logo_text, aigc_meta, batch_id, webhook_url, price_micros, attempt, handed_back,
                                created_at, started_at, finished_at, result_object, note_kinds, note_texts, shortfalls,
                                error_code, error_message)
                            values
                            (1900000000000000001, 1, 1, 'in_queue', 'studio', 'a poet', 1024, 768, 0.4, 0.3, 0.2, 'creative', 7,
                                null, 'https://example.com/a.jpg', true, true, 'top-left', 'en', 0.35, 'shop', '{"p","1","q","2"}',
                                '7b0f4f5c-38a6-4f7e-9d0e-2f1f6f2f7a11', 'https://example.com/told', 50000, 0, 0,
                                '2026-01-02T03:04:05.678901Z', null, null, null, '{}', '{}', '{}', null, null),
                            (1900000000000000002, 1, 1, 'generating', 'klein', 'b', 512, 512, 0, 0, 0, 'reference', 8,
                                'in/20260102/00112233445566778899aabbccddeeff.photo', null, false, false, 'bottom-right', 'zh', 0.3,
                                null, default, null, null, 50000, 4, 2, '2026-01-02T03:04:05Z', '2026-01-02T03:04:06Z', null, null,
                                '{}', '{}', '{}', null, null),
                            (1900000000000000003, 1, 1, 'done', 'studio', 'c', 512, 512, 1, 1, 1, 'creative', 9, null, null, false,
                                false, 'bottom-right', 'zh', 0.3, null, default, null, null, 50000, 1, 0, '2026-01-02T03:04:05Z',
                                '2026-01-02T03:04:06Z', '2026-01-02T03:04:07Z',
                                'out/20260102/00112233445566778899aabbccddeeff.jpg', '{NOTE}', '{"as was said"}',
                                '{background,words}', null, null),
                            (1900000000000000004, 1, 1, 'done', 'studio', '', 512, 512, 1, 1, 1, 'creative', 9, null, null, false,
                                false, 'bottom-right', 'zh', 0.3, null, default, null, null, 50000, 1, 0, '2026-01-02T03:04:05Z',
                                '2026-01-02T03:04:06Z', '2026-01-02T03:04:07Z', null, '{}', '{}', '{}', null, null),
                            (1900000000000000005, 1, 1, 'failed', 'studio', 'd', 512, 512, 1, 1, 1, 'creative', 9, null, null,
                                false, false, 'bottom-right', 'zh', 0.3, null, default, null, null, 50000, 1, 0,
                                '2026-01-02T03:04:05Z', '2026-01-02T03:04:06Z', '2026-01-02T03:04:07Z', null, '{}', '{}', '{}',
                                'no_face', 'there is no face in the photo'),
                            (1900000000000000006, 1, 1, 'cancelled', 'studio', 'e', 512, 512, 1, 1, 1, 'creative', 9, null, null,
                                false, false, 'bottom-right', 'zh', 0.3, null, default, null, null, 50000, 0, 0,
                                '2026-01-02T03:04:05Z', null, '2026-01-02T03:04:07Z', null, '{}', '{}', '{}', null, null);
                        insert into ledger (account_id, kind, amount_micros) values (1, 'deposit', 900000);
                        insert into ledger (account_id, task_id, kind, amount_micros) select 1, id, 'hold', -50000 from tasks;
                        insert into ledger (account_id, task_id, kind, amount_micros) select 1, id, 'settle', 0 from tasks
                            where state = 'done';
                        insert into ledger (account_id, task_id, kind, amount_micros) select 1, id, 'release', 50000 from tasks
                            where state in ('failed', 'cancelled');
                        """
                        .replace("NOTE", NOTE.kind().name().toLowerCase(Locale.ROOT)));
        try (Database database = Database.connect(old)) {
            TaskLifecycle books = new TaskLifecycle(database, new Queue(database));
            AccountId shop = new AccountId(1);
            List<TaskView> tasks = books.list(shop, TaskFilter.newest(10)).items().reversed();
            assertThat(tasks).extracting(TaskView::state).containsExactly(new TaskState.InQueue(),
                    new TaskState.Generating(),
                    new TaskState.Done(new ObjectName("out/20260102/00112233445566778899aabbccddeeff.jpg"),
                            List.of(NOTE), Set.of(Shortfall.BACKGROUND, Shortfall.WORDS)),
                    new TaskState.Expired(),
                    new TaskState.Failed(ErrorCode.NO_FACE, "there is no face in the photo"),
                    new TaskState.Cancelled());
            assertThat(tasks.getFirst().facts()).isEqualTo(new TaskFacts(shop, "studio",
                    new PortraitRequest("a poet", new FrameSize(1024, 768), new Retouch(0.4, 0.3, 0.2),
                            GenMode.CREATIVE, new Seed(7)),
                    Money.ptc("0.05"), Optional.of(UUID.fromString("7b0f4f5c-38a6-4f7e-9d0e-2f1f6f2f7a11")),
                    Optional.of(URI.create("https://example.com/told")), Instant.parse("2026-01-02T03:04:05.678901Z"),
                    Optional.empty(), Optional.empty()));
            assertThat(tasks.getFirst().delivery()).isEqualTo(new Delivery(true,
                    new Logo(true, Watermark.Corner.TOP_LEFT, Logo.Language.EN, 0.35, Optional.of("shop")),
                    new AigcMeta(Optional.of("p"), Optional.of("1"), Optional.of("q"), Optional.of("2"))));
            assertThat(tasks.get(1).facts().startedAt()).contains(Instant.parse("2026-01-02T03:04:06Z"));
            KeyView key = new Keys(database, SealedSecrets.open(Path.of("target"))).find(new KeyId(1)).orElseThrow();
            assertThat(key.limits()).isEqualTo(new Limits(Optional.of(new BigDecimal("2.5")), Optional.of(9),
                    Optional.empty(), Optional.of(Money.ptc("3")), Optional.empty(), Optional.empty()));
            assertThat(key.expires()).contains(Instant.parse("2099-01-01T00:00:00Z"));
            // A worker of this version takes both open ones up: the lost attempts of the old one still count.
            Tasks table = new Tasks(database);
            assertThat(table.begin(tasks.get(0).id()).orElseThrow().photo())
                    .isEqualTo(new PhotoSource.Linked(URI.create("https://example.com/a.jpg")));
            assertThat(table.begin(tasks.get(1).id()).orElseThrow().lost()).isEqualTo(2);
            Page<LedgerEntry, Long> ledger = new Ledger(database).entries(shop, Optional.empty(), 100);
            assertThat(ledger.items()).hasSize(11).filteredOn(entry -> entry.task().isEmpty()).singleElement()
                    .extracting(LedgerEntry::amount).isEqualTo(Money.ptc("0.9"));
        }
    }

    private static final Note NOTE = new Note(Note.Kind.values()[0], "as was said");

    /** A database of its own with the tables as a version of the past had them. */
    private static DatabaseAddress database(String name, String version) throws SQLException {
        DatabaseAddress shared = SharedPostgres.address();
        execute(shared, "create database " + name);
        DatabaseAddress old = new DatabaseAddress(shared.url().replaceAll("/postgres$", "/" + name), shared.user(),
                shared.password());
        Flyway.configure().dataSource(old.url(), old.user(), old.password())
                .locations("classpath:dev/likeness/service/database/migration").target(version).load().migrate();
        return old;
    }

    private static void execute(DatabaseAddress address, String statements) throws SQLException {
        try (var connection = DriverManager.getConnection(address.url(), address.user(), address.password());
                var statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }
}
