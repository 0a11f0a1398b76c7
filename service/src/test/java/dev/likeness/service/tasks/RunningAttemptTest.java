package dev.likeness.service.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import dev.likeness.core.Cancellation;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.LogLines;
import dev.likeness.service.database.SharedPostgres;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.orders.Samples;
import dev.likeness.service.orders.TaskLifecycle;
import dev.likeness.service.queue.Queue;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunningAttemptTest {
    @Test
    void aDatabaseThatIsGoneNeitherFailsARenderingNorHoldsItUp() {
        Database database = SharedPostgres.database();
        Caller caller = SharedPostgres.account(database, "1");
        TaskLifecycle lifecycle = new TaskLifecycle(database, new Queue(database));
        Attempt attempt = lifecycle.begin(lifecycle.place(caller, Samples.order())).orElseThrow();
        Database lost = Database.connect(SharedPostgres.address());
        try (LogLines log = LogLines.of(RunningAttempt.class);
                RunningAttempt running = new TaskLifecycle(lost, new Queue(lost)).running(attempt,
                        Cancellation.NEVER)) {
            lost.close();
            await().until(() -> {
                running.report(0.5, "matte");
                assertThat(running.getAsBoolean()).isFalse();
                return !log.at(Level.WARN).isEmpty();
            });
            assertThat(log.at(Level.WARN)).as("told once, with its cause").hasSize(1)
                    .allMatch(event -> event.getThrowableProxy() != null);
        }
        assertThat(lifecycle.complete(attempt, ObjectName.freshPortrait(), List.of())).isTrue();
    }
}
