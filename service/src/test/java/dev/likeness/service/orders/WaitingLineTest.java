package dev.likeness.service.orders;

import static dev.likeness.service.orders.Samples.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.likeness.service.database.Database;
import dev.likeness.service.database.SharedPostgres;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.queue.Queue;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WaitingLineTest {
    private final Database database = SharedPostgres.database();
    private final Queue queue = new Queue(database);
    private final TaskLifecycle lifecycle = new TaskLifecycle(database, queue);
    private final WaitingLine line = new WaitingLine(database);

    @BeforeEach
    void emptyTheQueue() {
        SharedPostgres.execute(database, "delete from scheduled_tasks");
    }

    @Test
    void tellsHowManyWillBeTakenUpBefore() {
        Caller account = SharedPostgres.account(database, "10");
        List<TaskId> tasks = java.util.stream.Stream.generate(() -> lifecycle.place(account, order())).limit(3)
                .toList();
        assertThat(line.ahead(tasks)).containsEntry(tasks.get(0), 0).containsEntry(tasks.get(1), 1)
                .containsEntry(tasks.get(2), 2);
        SharedPostgres.execute(database,
                "update scheduled_tasks set picked = true where task_instance = '" + tasks.getFirst() + "'");
        await().until(() -> line.ahead(tasks).getOrDefault(tasks.get(2), -1) == 1);
        assertThat(line.ahead(tasks)).as("one that a worker has picked").containsEntry(tasks.getFirst(), 0);
        lifecycle.cancel(account.account(), tasks.get(1));
        await().until(() -> line.ahead(tasks).getOrDefault(tasks.get(2), -1) == 0);
        assertThat(line.ahead(List.of())).isEmpty();
    }

    @Test
    void keepsTheOrderOfThoseThatWereTakenOnTogether() {
        Caller account = SharedPostgres.account(database, "10");
        List<TaskId> batch = lifecycle.place(new Submission(account.account(), account.key(),
                Collections.nCopies(5, order()), Optional.empty(), Optional.empty())).tasks();
        var ahead = line.ahead(batch.reversed());
        assertThat(batch.stream().map(ahead::get)).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void countsThoseWhoJoinedSinceTheLineWasReadBehindItsEnd() {
        Caller account = SharedPostgres.account(database, "10");
        TaskId first = lifecycle.place(account, order());
        assertThat(line.ahead(List.of(first))).containsEntry(first, 0);
        TaskId second = lifecycle.place(account, order());
        TaskId third = lifecycle.place(account, order());
        assertThat(line.ahead(List.of(third, second))).containsEntry(second, 1).containsEntry(third, 2);
    }

    /** Whoever asks it more often than a long queue can be read is told what the last reading found. */
    @Test
    void readsALongQueueSeldom() {
        Duration look = Duration.ofMillis(50);
        AtomicLong now = new AtomicLong();
        WaitingLine slow = new WaitingLine(database, () -> now.getAndAdd(look.toNanos()));
        Caller account = SharedPostgres.account(database, "10");
        TaskId last = lifecycle.place(account, order());
        assertThat(slow.ahead(List.of(last))).containsEntry(last, 0);
        SharedPostgres.execute(database, """
                insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version, priority)
                values ('portrait:studio', '1100000000000000001', now() - interval '1 hour', false, 1, -1)
                """);
        for (int i = 0; i < 5; i++) {
            assertThat(slow.ahead(List.of(last))).as("a reading takes 50 ms, so it serves for a second")
                    .containsEntry(last, 0);
        }
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(slow.ahead(List.of(last))).containsEntry(last, 1);
    }
}
