package dev.likeness.service.queue;

import static dev.likeness.service.orders.Samples.order;
import static dev.likeness.service.orders.Samples.orderOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.likeness.service.accounts.Accounts;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.SharedPostgres;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.orders.TaskLifecycle;
import dev.likeness.service.pictures.FileObjects;
import dev.likeness.service.tasks.Attempt;
import dev.likeness.service.tasks.TaskState;
import dev.likeness.service.work.Janitor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueTest {
    private static final Pace BRISK = new Pace(2, Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMinutes(5),
            Duration.ofSeconds(2));

    @TempDir
    Path folder = Path.of("");

    private final Database database = SharedPostgres.database();
    private final dev.likeness.service.queue.Queue queue = new dev.likeness.service.queue.Queue(database);
    private final TaskLifecycle lifecycle = new TaskLifecycle(database, queue);
    private final Accounts accounts = new Accounts(database);

    @BeforeEach
    void emptyTheQueue() {
        SharedPostgres.execute(database, "delete from scheduled_tasks");
    }

    @Test
    void handsEveryOrderToOneOfTwoWorkersOnce() {
        Caller account = SharedPostgres.account(database, "10");
        Queue<TaskId> seen = new ConcurrentLinkedQueue<>();
        List<TaskId> placed = java.util.stream.Stream.generate(() -> lifecycle.place(account, order())).limit(40)
                .toList();
        assertThat(queue.waiting()).isEqualTo(40);
        try (var one = queue.work(BRISK, handler(seen::add), sweep());
                var two = new dev.likeness.service.queue.Queue(database).work(BRISK, handler(seen::add), sweep())) {
            assertThat(one.runs() && two.runs()).isTrue();
            await().atMost(Duration.ofSeconds(20)).until(() -> seen.size() >= placed.size());
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(placed);
    }

    @Test
    void picksNoMoreThanItCanStart() {
        Caller account = SharedPostgres.account(database, "10");
        for (int i = 0; i < 60; i++) {
            lifecycle.place(account, order());
        }
        AtomicInteger started = new AtomicInteger();
        CountDownLatch letGo = new CountDownLatch(1);
        try (var worker = queue.work(BRISK, handler(id -> {
            started.incrementAndGet();
            try {
                letGo.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }), sweep())) {
            await().until(() -> started.get() == BRISK.threads());
            assertThat(SharedPostgres.count(database, "select count(*) from scheduled_tasks where picked"))
                    .isEqualTo(BRISK.threads());
            assertThat(worker.runs()).isTrue();
            letGo.countDown();
        }
    }

    @Test
    void retriesAnOrderWhoseWorkerDiedAndChargesItOnce() {
        Caller account = SharedPostgres.account(database, "1");
        TaskId id = lifecycle.place(account, order());
        // What a worker leaves that is killed while it renders: picked, begun, and no heartbeat any more.
        Attempt dead = lifecycle.begin(id).orElseThrow();
        SharedPostgres.execute(database, "update scheduled_tasks set picked = true, picked_by = 'dead worker', "
                + "version = version + 1, last_heartbeat = now() - interval '1 minute' where task_instance = '" + id
                + "'");
        try (var worker = queue.work(BRISK, handler(task -> lifecycle.begin(task)
                .ifPresent(
                        attempt -> assertThat(lifecycle.complete(attempt, ObjectName.freshPortrait(), List.of()))
                                .isTrue())),
                sweep())) {
            await().atMost(Duration.ofSeconds(20)).until(() -> state(account, id) instanceof TaskState.Done);
            assertThat(worker.runs()).isTrue();
        }
        assertThat(lifecycle.complete(dead, ObjectName.freshPortrait(), List.of())).isFalse();
        assertThat(accounts.balance(account.account())).isEqualTo(Money.ptc("0.95"));
        assertThat(SharedPostgres.count(database, "select count(*) from ledger where task_id = " + id)).isEqualTo(2);
    }

    @Test
    void givesAnOrderAnotherChanceWhenItsWorkerThrows() {
        Caller account = SharedPostgres.account(database, "1");
        AtomicInteger calls = new AtomicInteger();
        try (var worker = queue.work(BRISK, handler(id -> {
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("the disk is full for a moment");
            }
            lifecycle.begin(id)
                    .ifPresent(attempt -> lifecycle.complete(attempt, ObjectName.freshPortrait(), List.of()));
        }), sweep())) {
            assertThat(worker.runs()).isTrue();
            TaskId id = lifecycle.place(account, order());
            await().atMost(Duration.ofSeconds(20)).until(() -> state(account, id) instanceof TaskState.Done);
        }
        assertThat(calls.get()).isEqualTo(2);
        assertThat(accounts.balance(account.account())).isEqualTo(Money.ptc("0.95"));
    }

    /** Of a thousand that one account has ordered, at most two are made before the single one that another orders. */
    @Test
    void anAccountThatOrdersAThousandDelaysOneThatOrdersOneByTwoAtMost() {
        Caller many = SharedPostgres.account(database, "100");
        Caller one = SharedPostgres.account(database, "1");
        List<TaskId> ordered = new ArrayList<>();
        for (int batch = 0; batch < 10; batch++) {
            ordered.addAll(lifecycle.place(batch(many, 100)).tasks());
        }
        AtomicReference<TaskId> late = new AtomicReference<>();
        List<TaskId> made = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger before = new AtomicInteger();
        Pace single = new Pace(1, BRISK.poll(), BRISK.heartbeat(), BRISK.sweep(), BRISK.patience());
        try (var worker = queue.work(single, handler(id -> {
            made.add(id);
            if (made.size() == 300) {
                late.set(lifecycle.place(one, order()));
                before.set(made.size());
            }
        }), sweep())) {
            assertThat(worker.runs()).isTrue();
            await().atMost(Duration.ofSeconds(60)).until(() -> late.get() != null && made.contains(late.get()));
        }
        assertThat(made.indexOf(late.get()) - before.get()).as("portraits made before it").isLessThanOrEqualTo(2);
        assertThat(made.subList(0, 300)).as("an account's own in their order")
                .containsExactlyElementsOf(ordered.subList(0, 300));
    }

    @Test
    void accountsThatHaveMuchToDoTakeTurnsFromTheMomentTheyCome() {
        Caller first = SharedPostgres.account(database, "10");
        Caller second = SharedPostgres.account(database, "10");
        List<TaskId> ofFirst = lifecycle.place(batch(first, 20)).tasks();
        List<TaskId> ofSecond = lifecycle.place(batch(second, 5)).tasks();
        List<TaskId> started = queued();
        for (int turn = 0; turn < 5; turn++) {
            assertThat(started.subList(2 * turn, 2 * turn + 2)).as("turn %d", turn)
                    .containsExactly(ofFirst.get(turn), ofSecond.get(turn));
        }
        assertThat(started.subList(10, 25)).containsExactlyElementsOf(ofFirst.subList(5, 20));
        // Ten turns later nobody is paid back for the time they were away.
        SharedPostgres.execute(database, "delete from scheduled_tasks where priority >= -10");
        TaskId late = lifecycle.place(second, order());
        TaskId later = lifecycle.place(second, order());
        assertThat(queued().subList(0, 4)).containsExactly(ofFirst.get(10), late, ofFirst.get(11), later);
    }

    @Test
    void aWorkerTakesOnlyWhatItsEnginesAreAskedFor() {
        Caller account = SharedPostgres.account(database, "10");
        TaskId studio = lifecycle.place(account, order());
        TaskId klein = lifecycle.place(account, orderOf("klein"));
        Queue<TaskId> ofStudio = new ConcurrentLinkedQueue<>();
        Queue<TaskId> ofKlein = new ConcurrentLinkedQueue<>();
        var other = new dev.likeness.service.queue.Queue(database);
        try (var worker = queue.work(BRISK, handler(ofStudio::add), sweep())) {
            assertThat(worker.runs()).isTrue();
            await().until(() -> ofStudio.size() == 1);
            TaskId another = lifecycle.place(account, order());
            await().until(() -> ofStudio.contains(another));
            assertThat(SharedPostgres.count(database, "select count(*) from scheduled_tasks where picked"))
                    .as("the other engine's order is left alone").isZero();
        }
        try (var worker = other.work(BRISK,
                dev.likeness.service.queue.Queue.Handler.of(List.of("klein"), ofKlein::add), sweep())) {
            assertThat(worker.runs()).isTrue();
            await().until(() -> ofKlein.size() == 1);
        }
        assertThat(ofKlein).containsExactly(klein);
        assertThat(ofStudio).contains(studio).doesNotContain(klein);
    }

    private List<TaskId> queued() {
        return database.alone(sql -> sql.list(
                "select task_instance from scheduled_tasks where task_name like 'portrait:%'"
                        + " order by priority desc, execution_time, task_instance",
                row -> TaskId.parse(row.getString("task_instance")).orElseThrow()));
    }

    private static dev.likeness.service.orders.Submission batch(Caller account, int size) {
        return dev.likeness.service.orders.Samples.batch(account, size);
    }

    private static dev.likeness.service.queue.Queue.Handler handler(Consumer<TaskId> work) {
        return dev.likeness.service.queue.Queue.Handler.of(List.of("studio"), work);
    }

    private Runnable sweep() {
        return new Janitor(database, new FileObjects(folder))::run;
    }

    private TaskState state(Caller account, TaskId id) {
        return lifecycle.find(account.account(), id, Duration.ofHours(1)).orElseThrow().state();
    }
}
