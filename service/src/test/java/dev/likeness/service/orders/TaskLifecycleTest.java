package dev.likeness.service.orders;

import static dev.likeness.service.orders.Samples.PRICE;
import static dev.likeness.service.orders.Samples.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.Note;
import dev.likeness.core.PortraitException;
import dev.likeness.service.accounts.Accounts;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.SharedPostgres;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.queue.Queue;
import dev.likeness.service.tasks.Attempt;
import dev.likeness.service.tasks.PhotoSource;
import dev.likeness.service.tasks.TaskState;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TaskLifecycleTest {
    private static final Duration HALF_A_DAY = Duration.ofHours(12);

    private final Database database = SharedPostgres.database();
    private final Queue queue = new Queue(database);
    private final TaskLifecycle lifecycle = new TaskLifecycle(database, queue);
    private final Accounts accounts = new Accounts(database);

    @Test
    void holdsThePriceWhenAnOrderIsPlacedAndKeepsItWhenThePortraitIsDone() {
        Caller account = SharedPostgres.account(database, "1");
        TaskId id = lifecycle.place(account, order());
        assertThat(accounts.balance(account.account())).isEqualTo(Money.ptc("0.95"));
        assertThat(state(account, id)).isEqualTo(new TaskState.InQueue());

        Attempt attempt = lifecycle.begin(id).orElseThrow();
        assertThat(attempt.request()).isEqualTo(order().request());
        assertThat(state(account, id)).isEqualTo(new TaskState.Generating());

        ObjectName portrait = ObjectName.freshPortrait();
        List<Note> notes = List.of(new Note(Note.Kind.SEED, "7"), new Note(Note.Kind.UNDERSTOOD, "poet, \"quoted\"\0"));
        assertThat(lifecycle.complete(attempt, portrait, notes)).isTrue();
        assertThat(state(account, id)).isEqualTo(new TaskState.Done(portrait,
                List.of(notes.getFirst(), new Note(Note.Kind.UNDERSTOOD, "poet, \"quoted\" "))));
        assertThat(accounts.balance(account.account())).isEqualTo(Money.ptc("0.95"));
        assertLedgerAddsUp(account);
    }

    @Test
    void refusesADepositThatCouldNotBeCounted() {
        Caller account = SharedPostgres.account(database, "9000000000000");
        assertThatThrownBy(() -> accounts.deposit(account.account(), Money.ptc("9000000000000")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("deposit less");
        assertThat(accounts.balance(account.account())).isEqualTo(Money.ptc("9000000000000"));
        assertLedgerAddsUp(account);
    }

    @Test
    void givesTheMoneyBackWhenTheOrderFails() {
        Caller account = SharedPostgres.account(database, "0.05");
        TaskId id = lifecycle.place(account, order(new PhotoSource.Linked(URI.create("https://example.com/a.jpg"))));
        assertThat(accounts.balance(account.account())).isEqualTo(Money.ZERO);
        Attempt attempt = lifecycle.begin(id).orElseThrow();
        assertThat(attempt.photo()).isEqualTo(new PhotoSource.Linked(URI.create("https://example.com/a.jpg")));
        assertThat(lifecycle.fail(attempt, ErrorCode.NO_FACE, "no face")).isTrue();
        assertThat(accounts.balance(account.account())).isEqualTo(PRICE);
        assertThat(state(account, id)).isEqualTo(new TaskState.Failed(ErrorCode.NO_FACE, "no face"));
        assertThat(lifecycle.fail(attempt, ErrorCode.NO_FACE, "no face")).isFalse();
        assertThat(lifecycle.complete(attempt, ObjectName.freshPortrait(), List.of())).isFalse();
        assertThat(accounts.balance(account.account())).isEqualTo(PRICE);
        assertLedgerAddsUp(account);
    }

    @Test
    void writesNeitherTaskNorHoldNorQueueEntryWhenTheBalanceIsShort() {
        Caller account = SharedPostgres.account(database, "0.04");
        long tasks = SharedPostgres.count(database, "select count(*) from tasks");
        long entries = SharedPostgres.count(database, "select count(*) from scheduled_tasks");
        assertThatThrownBy(() -> lifecycle.place(account, order())).isInstanceOfSatisfying(
                PortraitException.Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BALANCE_SHORT));
        assertThat(SharedPostgres.count(database, "select count(*) from tasks")).isEqualTo(tasks);
        assertThat(SharedPostgres.count(database, "select count(*) from scheduled_tasks")).isEqualTo(entries);
        assertThat(accounts.balance(account.account())).isEqualTo(Money.ptc("0.04"));
    }

    @Test
    void writesNeitherTaskNorHoldNorQueueEntryWhenTheTransactionBreaksAfterAllThree() {
        Caller account = SharedPostgres.account(database, "1");
        long entries = SharedPostgres.count(database, "select count(*) from scheduled_tasks");
        assertThatThrownBy(() -> database.inTransaction(sql -> {
            lifecycle.place(account, order());
            assertThat(SharedPostgres.count(database, "select count(*) from scheduled_tasks")).isEqualTo(entries + 1);
            throw new IllegalStateException("the power fails");
        })).hasMessage("the power fails");
        assertThat(SharedPostgres.count(database, "select count(*) from scheduled_tasks")).isEqualTo(entries);
        assertThat(SharedPostgres.count(database,
                "select count(*) from tasks where account_id = " + account.account().value()))
                .isZero();
        assertThat(accounts.balance(account.account())).isEqualTo(Money.ptc("1"));
        assertLedgerAddsUp(account);
    }

    @Test
    void ignoresAnAttemptThatAnotherHasOvertaken() {
        Caller account = SharedPostgres.account(database, "1");
        TaskId id = lifecycle.place(account, order());
        Attempt stale = lifecycle.begin(id).orElseThrow();
        Attempt current = lifecycle.begin(id).orElseThrow();
        assertThat(current.number()).isEqualTo(stale.number() + 1);
        assertThat(lifecycle.complete(stale, ObjectName.freshPortrait(), List.of())).isFalse();
        assertThat(lifecycle.fail(stale, ErrorCode.INTERNAL, "late")).isFalse();
        assertThat(state(account, id)).isEqualTo(new TaskState.Generating());
        assertThat(lifecycle.complete(current, ObjectName.freshPortrait(), List.of())).isTrue();
        assertThat(lifecycle.begin(id)).isEmpty();
        assertThat(SharedPostgres.count(database,
                "select count(*) from ledger where kind = 'settle' and task_id = " + id)).isOne();
        assertThat(accounts.balance(account.account())).isEqualTo(Money.ptc("0.95"));
    }

    @Test
    void givesUpAndPaysBackWhenTooManyWorkersDied() {
        Caller account = SharedPostgres.account(database, "1");
        TaskId id = lifecycle.place(account, order());
        for (int i = 0; i < TaskLifecycle.MOST_ATTEMPTS; i++) {
            assertThat(lifecycle.begin(id)).isPresent();
        }
        assertThat(lifecycle.begin(id)).isEmpty();
        assertThat(state(account, id)).isInstanceOf(TaskState.Failed.class);
        assertThat(accounts.balance(account.account())).isEqualTo(Money.ptc("1"));
    }

    @Test
    void acceptsExactlyAsManyOfTwoHundredConcurrentOrdersAsTheMoneyLastsFor() throws InterruptedException {
        Caller account = SharedPostgres.account(database, "5");
        AtomicInteger accepted = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                var unused = threads.submit(() -> {
                    try {
                        lifecycle.place(account, order());
                        accepted.incrementAndGet();
                    } catch (PortraitException.Refused e) {
                        refused.incrementAndGet();
                    }
                });
            }
        }
        assertThat(accepted.get()).isEqualTo(100);
        assertThat(refused.get()).isEqualTo(100);
        assertThat(accounts.balance(account.account())).isEqualTo(Money.ZERO);
        assertLedgerAddsUp(account);
    }

    @Test
    void showsATaskToItsOwnerOnlyAndOnlyWhileItIsYoung() {
        Caller owner = SharedPostgres.account(database, "1");
        Caller stranger = SharedPostgres.account(database, "1");
        TaskId id = lifecycle.place(owner, order());
        assertThat(lifecycle.find(owner.account(), id, HALF_A_DAY)).isPresent();
        assertThat(lifecycle.find(stranger.account(), id, HALF_A_DAY)).isEmpty();
        SharedPostgres.execute(database,
                "update tasks set created_at = now() - interval '12 hours 1 second' where id = " + id);
        assertThat(lifecycle.find(owner.account(), id, HALF_A_DAY)).isEmpty();
    }

    private TaskState state(Caller account, TaskId id) {
        return lifecycle.find(account.account(), id, HALF_A_DAY).orElseThrow().state();
    }

    private void assertLedgerAddsUp(Caller account) {
        assertThat(SharedPostgres.count(database,
                "select coalesce(sum(amount_micros), 0) from ledger where account_id = " + account.account().value()))
                .isEqualTo(accounts.balance(account.account()).micros());
    }
}
