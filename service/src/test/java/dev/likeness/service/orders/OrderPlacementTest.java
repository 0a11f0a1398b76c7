package dev.likeness.service.orders;

import static dev.likeness.service.orders.Samples.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import dev.likeness.service.accounts.Accounts;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.accounts.Prices;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.SharedPostgres;
import dev.likeness.service.database.StoreException;
import dev.likeness.service.ids.KeyId;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.keys.Limits;
import dev.likeness.service.keys.Scope;
import dev.likeness.service.queue.Queue;
import dev.likeness.service.tasks.CancelOutcome;
import dev.likeness.service.tasks.NewTask;
import dev.likeness.service.tasks.TaskFilter;
import dev.likeness.service.tasks.TaskView;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OrderPlacementTest {
    private final Database database = SharedPostgres.database();
    private final TaskLifecycle lifecycle = new TaskLifecycle(database, new Queue(database));
    /** As if in another process: its orders share no transaction with those of the first. */
    private final TaskLifecycle elsewhere = new TaskLifecycle(database, new Queue(database));
    private final Accounts accounts = new Accounts(database);

    @Test
    void aThousandConcurrentSubmitsOnAnAccountWithMoneyForFiveHundredLeaveExactlyFiveHundredAndNoMoney() {
        Caller caller = SharedPostgres.account(database, "25");
        Map<Object, Integer> outcomes = submitAtOnce(1000, caller);
        assertThat(outcomes).isEqualTo(Map.of("taken", 500, ErrorCode.BALANCE_SHORT, 500));
        assertThat(accounts.balance(caller.account())).isEqualTo(Money.ZERO);
        assertThat(tasks(caller)).isEqualTo(500);
        assertThat(SharedPostgres.count(database, "select count(*) from scheduled_tasks s join tasks t "
                + "on t.id::text = s.task_instance where t.account_id = " + caller.account().value())).isEqualTo(500);
        assertLedgerAddsUp(caller);
    }

    @Test
    void noMoreOrdersAreOpenAtOnceThanTheKeyMayHave() {
        Caller caller = limited(Limits.NONE.withOpen(Optional.of(7)));
        assertThat(submitAtOnce(60, caller)).isEqualTo(Map.of("taken", 7, ErrorCode.TOO_MANY_OPEN, 53));
        TaskId one = lifecycle.list(caller.account(), TaskFilter.newest(1)).items().getFirst().id();
        assertThat(lifecycle.complete(lifecycle.begin(one).orElseThrow(), ObjectName.freshPortrait(), List.of()))
                .isTrue();
        assertThat(submitAtOnce(5, caller)).isEqualTo(Map.of("taken", 1, ErrorCode.TOO_MANY_OPEN, 4));
    }

    @Test
    void noQuotaIsOverstepped() {
        Optional<Money> three = Optional.of(Money.ptc("0.19"));
        for (Map.Entry<ErrorCode, Limits> quota : Map.of(
                ErrorCode.QUOTA_HOURLY_REACHED, Limits.NONE.withHourly(three),
                ErrorCode.QUOTA_DAILY_REACHED, Limits.NONE.withDaily(three),
                ErrorCode.QUOTA_MONTHLY_REACHED, Limits.NONE.withMonthly(three),
                ErrorCode.QUOTA_TOTAL_REACHED, Limits.NONE.withTotal(three)).entrySet()) {
            Caller caller = limited(quota.getValue());
            assertThat(submitAtOnce(20, caller)).isEqualTo(Map.of("taken", 3, quota.getKey(), 17));
            assertThat(accounts.balance(caller.account())).isEqualTo(Money.ptc("9.85"));
            assertThatThrownBy(() -> lifecycle.place(caller, order())).isInstanceOfSatisfying(
                    PortraitException.LimitReached.class, e -> assertThat(e.retryAfter().isPresent())
                            .isEqualTo(quota.getKey() != ErrorCode.QUOTA_TOTAL_REACHED));
        }
    }

    @Test
    void whatIsGivenBackCountsAgainstNoQuota() {
        Money one = Money.ptc("0.05");
        Caller caller = limited(new Limits(Optional.empty(), Optional.empty(), Optional.of(one), Optional.of(one),
                Optional.of(one), Optional.of(one)));
        TaskId first = lifecycle.place(caller, order());
        assertThat(lifecycle.cancel(caller.account(), first)).isEqualTo(CancelOutcome.CANCELLED);
        assertThat(lifecycle.place(caller, order())).isNotEqualTo(first);
        assertThatThrownBy(() -> lifecycle.place(caller, order())).isInstanceOf(PortraitException.LimitReached.class);
    }

    @Test
    void aQuotaBeginsAfreshWithItsPeriod() {
        Caller caller = limited(Limits.NONE.withHourly(Optional.of(Money.ptc("0.05"))));
        lifecycle.place(caller, order());
        SharedPostgres.execute(database, "update key_meters set hour_start = hour_start - interval '1 hour' "
                + "where key_id = " + caller.key());
        lifecycle.place(caller, order());
        assertThatThrownBy(() -> lifecycle.place(caller, order())).isInstanceOfSatisfying(
                PortraitException.LimitReached.class, e -> assertThat(e.retryAfter().orElseThrow())
                        .isPositive().isLessThanOrEqualTo(Duration.ofHours(1)));
        assertThat(SharedPostgres.keys(database).find(caller.key()).orElseThrow().spent().total())
                .isEqualTo(Money.ptc("0.1"));
    }

    @Test
    void ordersComeNoFasterThanTheKeyMayAndASecondsWorthAtOnce() {
        Caller caller = limited(Limits.NONE.withPerSecond(Optional.of(new BigDecimal("0.01"))));
        lifecycle.place(caller, order());
        assertThatThrownBy(() -> lifecycle.place(caller, order())).isInstanceOfSatisfying(
                PortraitException.LimitReached.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.RATE_LIMITED);
                    assertThat(e.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(60),
                            Duration.ofSeconds(100));
                });
        Caller faster = limited(Limits.NONE.withPerSecond(Optional.of(new BigDecimal("20"))));
        SharedPostgres.execute(database, "update key_meters set next_order_at = now() + interval '1 hour' "
                + "where key_id = " + faster.key());
        assertThat(submitAtOnce(3, faster)).isEqualTo(Map.of(ErrorCode.RATE_LIMITED, 3));
        SharedPostgres.execute(database,
                "update key_meters set next_order_at = 'epoch' where key_id = " + faster.key());
        assertThat(submitAtOnce(20, faster)).isEqualTo(Map.of("taken", 20));
    }

    @Test
    void ofManyPortraitsOrderedTogetherAllAreTakenOrNone() {
        Caller caller = SharedPostgres.account(database, "0.5");
        assertThatThrownBy(() -> lifecycle.place(together(caller, 11))).isInstanceOf(PortraitException.Refused.class);
        assertThat(tasks(caller)).isZero();
        Placed placed = lifecycle.place(together(caller, 10));
        assertThat(placed.tasks()).hasSize(10).doesNotHaveDuplicates();
        assertThat(accounts.balance(caller.account())).isEqualTo(Money.ZERO);
        assertThat(lifecycle.list(caller.account(), new TaskFilter(Optional.empty(), placed.batch(), 50)).items())
                .extracting(TaskView::id).containsExactlyInAnyOrderElementsOf(placed.tasks());
        assertThatThrownBy(() -> together(caller, 101)).isInstanceOf(PortraitException.InvalidRequest.class);
        Caller narrow = limited(Limits.NONE.withOpen(Optional.of(3)));
        assertThatThrownBy(() -> lifecycle.place(together(narrow, 4))).as("no waiting would help")
                .isInstanceOfSatisfying(PortraitException.InvalidRequest.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_ORDERS));
        assertThat(lifecycle.place(together(narrow, 3)).tasks()).hasSize(3);
        assertThatThrownBy(() -> lifecycle.place(together(narrow, 3)))
                .isInstanceOf(PortraitException.LimitReached.class);
    }

    @Test
    void anOrderThatIsSentManyTimesAtOnceIsTakenOnce() {
        Caller caller = SharedPostgres.account(database, "1");
        Set<List<TaskId>> answers = Collections.newSetFromMap(new ConcurrentHashMap<>());
        AtomicInteger fresh = new AtomicInteger();
        atOnce(40, i -> {
            Placed placed = (i % 2 == 0 ? lifecycle : elsewhere).place(with(caller, "k-1", "body"));
            answers.add(placed.tasks());
            if (!placed.replayed()) {
                fresh.incrementAndGet();
            }
        });
        assertThat(answers).hasSize(1);
        assertThat(fresh.get()).isOne();
        assertThat(accounts.balance(caller.account())).isEqualTo(Money.ptc("0.95"));
        assertThatThrownBy(() -> lifecycle.place(with(caller, "k-1", "another body"))).isInstanceOfSatisfying(
                PortraitException.InvalidRequest.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.IDEMPOTENCY_CONFLICT));
        Caller stranger = SharedPostgres.account(database, "1");
        assertThat(lifecycle.place(with(stranger, "k-1", "another body")).replayed()).isFalse();
        SharedPostgres.execute(database, "update idempotency_keys set created_at = now() - interval '25 hours' "
                + "where account_id = " + caller.account().value());
        assertThat(lifecycle.place(with(caller, "k-1", "another body")).replayed()).isFalse();
        assertThat(lifecycle.place(with(caller, "k-1", "another body")).replayed()).isTrue();
    }

    @Test
    void anOrderTheDatabaseRefusesTakesNoOtherDownWithIt() {
        Caller caller = SharedPostgres.account(database, "10");
        Caller nobody = new Caller(caller.account(), new KeyId(-1), Scope.DEFAULT);
        AtomicInteger refused = new AtomicInteger();
        atOnce(50, i -> {
            if (i % 10 == 0) {
                assertThatThrownBy(() -> lifecycle.place(nobody, order())).isInstanceOf(StoreException.class);
                refused.incrementAndGet();
            } else {
                lifecycle.place(caller, order());
            }
        });
        assertThat(refused.get()).isEqualTo(5);
        assertThat(tasks(caller)).isEqualTo(45);
        assertLedgerAddsUp(caller);
    }

    @Test
    void everyEngineHasItsPrice() {
        Prices prices = new Prices(database);
        prices.set("gold", Money.ptc("2"));
        prices.set("free", Money.ZERO);
        assertThat(prices.of("gold")).isEqualTo(Money.ptc("2"));
        assertThat(prices.of("studio")).isEqualTo(Money.ptc("0.05"));
        assertThat(prices.all()).containsKeys("gold", "free", Prices.OTHERS);
        Caller caller = SharedPostgres.account(database, "2");
        NewTask studio = order();
        lifecycle.place(caller, new NewTask("gold", studio.request(), studio.photo(), studio.delivery()));
        assertThat(accounts.balance(caller.account())).isEqualTo(Money.ZERO);
        TaskId free = lifecycle.place(caller,
                new NewTask("free", studio.request(), studio.photo(), studio.delivery()));
        assertThat(lifecycle.cancel(caller.account(), free)).isEqualTo(CancelOutcome.CANCELLED);
        assertThat(accounts.balance(caller.account())).isEqualTo(Money.ZERO);
    }

    private static Submission together(Caller caller, int portraits) {
        return new Submission(caller.account(), caller.key(), Collections.nCopies(portraits, order()),
                Optional.empty(), Optional.of(URI.create("https://example.com/told")));
    }

    private static Submission with(Caller caller, String key, String bodyHash) {
        return new Submission(caller.account(), caller.key(), List.of(order()),
                Optional.of(new Idempotency(key, bodyHash)), Optional.empty());
    }

    private Caller limited(Limits limits) {
        return SharedPostgres.caller(database, "10", limits);
    }

    /** How often what came of it; half of the orders come by way of another process. */
    private Map<Object, Integer> submitAtOnce(int orders, Caller caller) {
        Map<Object, Integer> outcomes = new ConcurrentHashMap<>();
        atOnce(orders, i -> {
            Object outcome = "taken";
            try {
                (i % 2 == 0 ? lifecycle : elsewhere).place(caller, order());
            } catch (PortraitException e) {
                outcome = e.code();
            }
            outcomes.merge(outcome, 1, Integer::sum);
        });
        return outcomes;
    }

    private static void atOnce(int times, java.util.function.IntConsumer work) {
        List<? extends java.util.concurrent.Future<?>> all;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            all = java.util.stream.IntStream.range(0, times).mapToObj(i -> threads.submit(() -> work.accept(i)))
                    .toList();
        }
        all.forEach(java.util.concurrent.Future::resultNow);
    }

    private long tasks(Caller caller) {
        return SharedPostgres.count(database,
                "select count(*) from tasks where account_id = " + caller.account().value());
    }

    private void assertLedgerAddsUp(Caller caller) {
        assertThat(SharedPostgres.count(database, "select coalesce(sum(amount_micros), 0) from ledger "
                + "where account_id = " + caller.account().value()))
                .isEqualTo(accounts.balance(caller.account()).micros());
    }
}
