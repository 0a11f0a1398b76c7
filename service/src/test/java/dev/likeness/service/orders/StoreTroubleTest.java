package dev.likeness.service.orders;

import static dev.likeness.service.orders.Samples.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.likeness.core.FrameSize;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Retouch;
import dev.likeness.core.Shortfall;
import dev.likeness.service.accounts.Accounts;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.SharedPostgres;
import dev.likeness.service.database.StoreException;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.queue.Queue;
import dev.likeness.service.tasks.Attempt;
import dev.likeness.service.tasks.Delivery;
import dev.likeness.service.tasks.NewTask;
import dev.likeness.service.tasks.PhotoSource;
import dev.likeness.service.tasks.TaskState;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of orders, and of customers' words, when a store does not do its work. */
class StoreTroubleTest {
    private final Database database = SharedPostgres.database();
    private final TaskLifecycle lifecycle = new TaskLifecycle(database, new Queue(database));

    @Test
    void anOrderThatLivingWorkersGiveBackIsNeverGivenUpAndOneThatWorkersDieOverIs() {
        Caller caller = SharedPostgres.account(database, "1");
        TaskId id = lifecycle.place(caller, order());
        for (int trouble = 0; trouble < 3 * TaskLifecycle.MOST_ATTEMPTS; trouble++) {
            Attempt attempt = lifecycle.begin(id).orElseThrow();
            assertThat(attempt.lost()).isZero();
            assertThat(lifecycle.handBack(attempt)).isTrue();
            assertThat(lifecycle.handBack(attempt)).as("once").isFalse();
            assertThat(state(caller, id)).isEqualTo(new TaskState.InQueue());
        }
        for (int death = 0; death < TaskLifecycle.MOST_ATTEMPTS; death++) {
            assertThat(lifecycle.begin(id).orElseThrow().lost()).isEqualTo(death);
        }
        assertThat(lifecycle.begin(id)).isEmpty();
        assertThat(state(caller, id)).isInstanceOf(TaskState.Failed.class);
        assertThat(new Accounts(database).balance(caller.account())).isEqualTo(Money.ptc("1"));
    }

    @Test
    void whatAPortraitDoesNotShowIsKeptWithIt() {
        Caller caller = SharedPostgres.account(database, "1");
        TaskId id = lifecycle.place(caller, order());
        ObjectName portrait = ObjectName.freshPortrait();
        assertThat(lifecycle.complete(lifecycle.begin(id).orElseThrow(), portrait, List.of(),
                Set.of(Shortfall.WORDS, Shortfall.BACKGROUND))).isTrue();
        TaskState.Done done = (TaskState.Done) state(caller, id);
        assertThat(done.shortfalls()).containsExactlyInAnyOrder(Shortfall.BACKGROUND, Shortfall.WORDS);
        assertThat(done.missing()).containsExactly("background", "words");
    }

    @Test
    void aStatementThatFailsTellsNoneOfACustomersWords() {
        Caller caller = SharedPostgres.account(database, "1");
        String word = "aunt-rosalind-in-teal";
        NewTask task = new NewTask("studio", PortraitRequest.of(word, FrameSize.DEFAULT, Retouch.DEFAULT,
                Optional.empty(), 7), new PhotoSource.Linked(URI.create("https://example.com/a.jpg?token=" + word)),
                Delivery.LINK);
        SharedPostgres.execute(database,
                "alter table tasks add constraint no_teal check (prompt not like '%in-teal') not valid");
        try {
            Throwable refused = catchThrowable(() -> lifecycle.place(caller, task));
            assertThat(refused).isInstanceOf(StoreException.class).hasMessageContaining("23514");
            assertThat(everything(refused)).contains("no_teal").doesNotContain(word);
        } finally {
            SharedPostgres.execute(database, "alter table tasks drop constraint no_teal");
        }
    }

    @Test
    void aValueThatCannotBeReadIsNotQuoted() {
        Throwable refused = catchThrowable(() -> database.alone(
                sql -> sql.exists("select cast(?::text as bigint)", "aunt-rosalind-in-teal")));
        assertThat(refused).isInstanceOf(StoreException.class).hasMessageContaining("22P02");
        assertThat(everything(refused)).doesNotContain("rosalind");
    }

    private TaskState state(Caller caller, TaskId id) {
        return lifecycle.find(caller.account(), id, Duration.ofHours(1)).orElseThrow().state();
    }

    /** Every text of a failure, its causes, and what a driver chained to them. */
    private static String everything(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                sql.forEach(next -> text.append(next.toString()));
            }
        }
        return text.toString();
    }
}
