package dev.likeness.service.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.DatabaseProxy;
import dev.likeness.core.ErrorCode;
import dev.likeness.service.accounts.Accounts;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.orders.Idempotency;
import dev.likeness.service.orders.Placed;
import dev.likeness.service.orders.Samples;
import dev.likeness.service.orders.Submission;
import dev.likeness.service.orders.TaskLifecycle;
import dev.likeness.service.queue.Queue;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of work that shares a transaction, whatever breaks before, during and after its COMMIT. */
class GroupCommitTest {
    private final Database direct = SharedPostgres.database();
    private DatabaseProxy proxy = open();
    private Database database = direct;

    private static DatabaseProxy open() {
        try {
            String url = SharedPostgres.address().url();
            return new DatabaseProxy(Integer.parseInt(url.replaceAll(".*:(\\d+)/.*", "$1")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void connect() {
        database = Database.connect(address());
    }

    private DatabaseAddress address() {
        return new DatabaseAddress(proxy.url(), SharedPostgres.address().user(), SharedPostgres.address().password());
    }

    @AfterEach
    void close() throws IOException {
        proxy.open();
        database.close();
        proxy.close();
    }

    private TaskLifecycle lifecycle() {
        return new TaskLifecycle(database, new Queue(database));
    }

    @ParameterizedTest
    @EnumSource(names = {"AS_SOON_AS_COMMIT_WENT_OUT", "BEFORE_COMMIT_IS_ANSWERED"})
    void everyOrderIsChargedOnceWhenTheConnectionIsLostAfterCommitWentOut(DatabaseProxy.Cut cut) throws Exception {
        Caller caller = SharedPostgres.account(direct, "10");
        TaskLifecycle lifecycle = lifecycle();
        proxy.cutOnce(cut);
        List<FutureTask<TaskId>> orders = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            FutureTask<TaskId> order = new FutureTask<>(() -> lifecycle.place(caller, Samples.order()));
            orders.add(order);
            Thread.ofVirtual().start(order);
        }
        long acknowledged = 0;
        for (FutureTask<TaskId> order : orders) {
            acknowledged += isAcknowledged(order) ? 1 : 0;
        }
        assertThat(proxy.cuts()).isOne();
        assertCharged(caller, acknowledged);
        if (cut == DatabaseProxy.Cut.BEFORE_COMMIT_IS_ANSWERED) {
            assertThat(acknowledged).isEqualTo(4);
        }
    }

    /** An order that is told that nothing was done is not there; one whose outcome stays unknown fails the test. */
    private static boolean isAcknowledged(FutureTask<TaskId> order) throws InterruptedException {
        try {
            order.get();
            return true;
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOfSatisfying(StoreException.Unavailable.class,
                    unavailable -> assertThat(unavailable.outcomeKnown()).isTrue());
            return false;
        }
    }

    @Test
    void nothingIsChargedWhenTheConnectionIsLostBeforeCommitArrives() {
        Caller caller = SharedPostgres.account(direct, "10");
        proxy.cutOnce(DatabaseProxy.Cut.BEFORE_COMMIT_ARRIVES);
        assertThatThrownBy(() -> lifecycle().place(caller, Samples.order()))
                .isInstanceOfSatisfying(StoreException.Unavailable.class, e -> {
                    assertThat(e.outcomeKnown()).isTrue();
                    assertThat(e.refusal().code()).isEqualTo(ErrorCode.STORAGE_UNAVAILABLE);
                });
        assertThat(proxy.cuts()).isOne();
        assertCharged(caller, 0);
    }

    @Test
    void anOrderWhoseOutcomeCannotBeLookedUpIsFoundAgainUnderItsIdempotencyKey() {
        Caller caller = SharedPostgres.account(direct, "10");
        Submission order = new Submission(caller.account(), caller.key(), List.of(Samples.order()),
                Optional.of(new Idempotency("once", "of this body")), Optional.empty());
        database.close();
        database = Database.connect(address(), Duration.ofMillis(200));
        proxy.cutAndShut(DatabaseProxy.Cut.BEFORE_COMMIT_IS_ANSWERED);
        assertThatThrownBy(() -> lifecycle().place(order)).isInstanceOfSatisfying(StoreException.Unavailable.class,
                e -> assertThat(e.outcomeKnown()).isFalse());
        proxy.open();
        Placed again = Awaitility.await().ignoreExceptions().until(() -> lifecycle().place(order), placed -> true);
        assertThat(again.replayed()).isTrue();
        assertCharged(caller, 1);
    }

    @Test
    void aDepositWhoseAnswerIsLostIsMadeOnce() {
        Caller caller = SharedPostgres.account(direct, "10");
        proxy.cutOnce(DatabaseProxy.Cut.BEFORE_COMMIT_IS_ANSWERED);
        new Accounts(database).deposit(caller.account(), Money.ptc("5"));
        assertThat(proxy.cuts()).isOne();
        assertThat(new Accounts(direct).balance(caller.account())).isEqualTo(Money.ptc("15"));
    }

    private void assertCharged(Caller caller, long orders) {
        long account = caller.account().value();
        assertThat(SharedPostgres.count(direct, "select count(*) from tasks where account_id = " + account))
                .isEqualTo(orders);
        assertThat(SharedPostgres.count(direct,
                "select count(*) from ledger where kind = 'hold' and account_id = " + account)).isEqualTo(orders);
        assertThat(new Accounts(direct).balance(caller.account()).micros())
                .isEqualTo(Money.ptc("10").micros() - orders * Money.ptc("0.05").micros());
    }

    @Test
    void anErrorOfOnePieceReachesItsCallerAndNoOther() throws Exception {
        Together together = new Together(pieces -> {
            if (pieces.contains("faulty")) {
                throw new StackOverflowError("of this piece");
            }
            return pieces;
        });
        List<FutureTask<String>> pieces = together.commit("good", "faulty", "better");
        assertThat(pieces.get(0).get()).isEqualTo("good");
        assertThat(pieces.get(2).get()).isEqualTo("better");
        assertThatThrownBy(() -> pieces.get(1).get()).hasCauseInstanceOf(StackOverflowError.class);
    }

    @Test
    void piecesWhoseOutcomeIsUnknownAreNotCarriedOutAgain() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Together together = new Together(pieces -> {
            calls.incrementAndGet();
            throw StoreException.Unavailable.outcomeUnknown(new IOException("cut"));
        });
        for (FutureTask<String> piece : together.commit("one", "two", "three")) {
            assertThatThrownBy(piece::get).hasCauseInstanceOf(StoreException.Unavailable.class);
        }
        assertThat(calls).hasValue(1);
    }

    @Test
    void morePiecesThanOneTransactionTakesAreAllCarriedOut() throws Exception {
        String[] names = new String[300];
        for (int i = 0; i < names.length; i++) {
            names[i] = "piece " + i;
        }
        for (FutureTask<String> piece : new Together(pieces -> pieces).commit(names)) {
            assertThat(piece.get()).startsWith("piece");
        }
    }

    /** Brings pieces that arrive while another is being carried out, so that they are carried out together. */
    private static final class Together {
        private final CountDownLatch gathered = new CountDownLatch(1);
        private final CountDownLatch busy = new CountDownLatch(1);
        private final GroupCommit<String, String> group;

        Together(Function<List<String>, List<String>> work) {
            group = new GroupCommit<>(pieces -> {
                if (pieces.contains("first")) {
                    busy.countDown();
                    await(gathered);
                    return pieces;
                }
                return work.apply(pieces);
            });
        }

        List<FutureTask<String>> commit(String... names) throws InterruptedException {
            Thread.ofPlatform().start(() -> group.commit("first"));
            busy.await();
            List<FutureTask<String>> tasks = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (String name : names) {
                FutureTask<String> task = new FutureTask<>(() -> group.commit(name));
                tasks.add(task);
                threads.add(Thread.ofPlatform().start(task));
            }
            Awaitility.await().until(() -> threads.stream()
                    .allMatch(thread -> thread.getState() == Thread.State.WAITING));
            gathered.countDown();
            return tasks;
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
