package dev.likeness.service.queue;

import static dev.likeness.service.orders.Samples.order;
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
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
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
        try (var one = queue.work(BRISK, seen::add, sweep());
                var two = new dev.likeness.service.queue.Queue(database).work(BRISK, seen::add, sweep())) {
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
        try (var worker = queue.work(BRISK, id -> {
            started.incrementAndGet();
            try {
                letGo.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, sweep())) {
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
        try (var worker = queue.work(BRISK, task -> lifecycle.begin(task)
                .ifPresent(
                        attempt -> assertThat(lifecycle.complete(attempt, ObjectName.freshPortrait(), List.of()))
                                .isTrue()),
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
        try (var worker = queue.work(BRISK, id -> {
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("the disk is full for a moment");
            }
            lifecycle.begin(id)
                    .ifPresent(attempt -> lifecycle.complete(attempt, ObjectName.freshPortrait(), List.of()));
        }, sweep())) {
            assertThat(worker.runs()).isTrue();
            TaskId id = lifecycle.place(account, order());
            await().atMost(Duration.ofSeconds(20)).until(() -> state(account, id) instanceof TaskState.Done);
        }
        assertThat(calls.get()).isEqualTo(2);
        assertThat(accounts.balance(account.account())).isEqualTo(Money.ptc("0.95"));
    }

    private Runnable sweep() {
        return new Janitor(database, new FileObjects(folder))::run;
    }

    private TaskState state(Caller account, TaskId id) {
        return lifecycle.find(account.account(), id, Duration.ofHours(1)).orElseThrow().state();
    }
}
