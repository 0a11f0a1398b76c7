package dev.likeness.service.work;

import static dev.likeness.service.orders.Samples.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.likeness.core.ErrorCode;
import dev.likeness.service.accounts.AccountActivity;
import dev.likeness.service.accounts.Accounts;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.SharedPostgres;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.orders.Overview;
import dev.likeness.service.orders.TaskLifecycle;
import dev.likeness.service.queue.Queue;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private final Database database = SharedPostgres.database();
    private final Workers workers = new Workers(database);
    private final String id = UUID.randomUUID().toString();
    private final Workers.Introduction me = new Workers.Introduction(id, 3, Map.of("studio", "processors"));

    @Test
    void areSeenWhileTheyAreThereBusyOrIdle() {
        TaskLifecycle lifecycle = new TaskLifecycle(database, new Queue(database));
        try (var presence = workers.enter(me)) {
            assertThat(presence).isNotNull();
            WorkerView idle = seen().orElseThrow();
            assertThat(idle.state()).isEqualTo(WorkerView.State.IDLE);
            assertThat(idle.places()).isEqualTo(3);
            assertThat(idle.engines()).containsExactly(Map.entry("studio", "processors"));
            assertThat(idle.host()).isNotEmpty();
            TaskId task = lifecycle.place(SharedPostgres.account(database, "1"), order());
            pick(task);
            assertThat(seen().orElseThrow().making()).containsExactly(task);
            assertThat(seen().orElseThrow().state()).isEqualTo(WorkerView.State.WORKING);
        }
        assertThat(seen()).as("one that left").isEmpty();
        SharedPostgres.execute(database, "delete from scheduled_tasks where picked_by = '" + id + "'");
    }

    @Test
    void sayAgainAndAgainThatTheyAreThere() {
        try (var presence = workers.enter(me, Duration.ofMillis(20))) {
            assertThat(presence).isNotNull();
            Instant before = seen().orElseThrow().seenAt();
            await().until(() -> seen().orElseThrow().seenAt().isAfter(before));
            SharedPostgres.execute(database, "delete from workers where id = '" + id + "'");
            await("one that was forgotten comes back").until(() -> seen().isPresent());
        }
    }

    @Test
    void areGoneWhenTheyFallSilentAndForgottenAfterADay() {
        workers.enter(me);
        silentFor("44 seconds");
        assertThat(seen().orElseThrow().state()).isEqualTo(WorkerView.State.IDLE);
        silentFor("46 seconds");
        assertThat(seen().orElseThrow().state()).isEqualTo(WorkerView.State.GONE);
        silentFor("25 hours");
        assertThat(seen()).isEmpty();
        try (var other = workers.enter(new Workers.Introduction(UUID.randomUUID().toString(), 1, Map.of()))) {
            assertThat(other).isNotNull();
            assertThat(SharedPostgres.count(database, "select count(*) from workers where id = '" + id + "'"))
                    .isZero();
        }
    }

    @Test
    void whatTheyDoIsAddedUpByDay() {
        Overview overview = new Overview(database);
        TaskLifecycle lifecycle = new TaskLifecycle(database, new Queue(database));
        Caller caller = SharedPostgres.account(database, "1");
        Overview.Day before = overview.today();
        Overview.Open open = overview.open();
        TaskId done = lifecycle.place(caller, order());
        TaskId failed = lifecycle.place(caller, order());
        lifecycle.place(caller, order());
        lifecycle.complete(lifecycle.begin(done).orElseThrow(), ObjectName.freshPortrait(), java.util.List.of());
        lifecycle.fail(lifecycle.begin(failed).orElseThrow(), ErrorCode.NO_FACE, "no face");
        assertThat(overview.today()).isEqualTo(new Overview.Day(before.done() + 1, before.failed() + 1,
                new Money(before.spent().micros() + 50_000)));
        assertThat(overview.open().waiting()).isEqualTo(open.waiting() + 1);
        assertThat(overview.open().oldest()).isPresent();
        Overview.Failure failure = overview.failures(1).getFirst();
        assertThat(failure.portrait()).isEqualTo(failed);
        assertThat(failure.code()).isEqualTo("no_face");
        AccountActivity activity = new Accounts(database).activity().stream()
                .filter(it -> it.account().id().equals(caller.account())).findFirst().orElseThrow();
        assertThat(activity.waiting()).isEqualTo(1);
        assertThat(activity.beingMade()).isZero();
        assertThat(activity.portraits()).as("not the one given back").isEqualTo(2);
        assertThat(activity.spent()).isEqualTo(Money.ptc("0.10"));
        assertThat(activity.keys()).isEqualTo(1);
    }

    private Optional<WorkerView> seen() {
        return workers.list().stream().filter(worker -> worker.id().equals(id)).findFirst();
    }

    private void pick(TaskId task) {
        SharedPostgres.execute(database, "update scheduled_tasks set picked = true, picked_by = '" + id
                + "', last_heartbeat = now() + interval '1 hour' where task_instance = '" + task + "'");
    }

    private void silentFor(String time) {
        SharedPostgres.execute(database,
                "update workers set seen_at = now() - interval '" + time + "' where id = '" + id + "'");
    }
}
