package dev.likeness.service.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.ErrorCode;
import dev.likeness.service.accounts.Accounts;
import dev.likeness.service.accounts.Ledger;
import dev.likeness.service.accounts.LedgerEntry;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.accounts.Prices;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.SharedPostgres;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.keys.Limits;
import dev.likeness.service.queue.Queue;
import dev.likeness.service.tasks.Attempt;
import dev.likeness.service.tasks.CancelOutcome;
import dev.likeness.service.tasks.NewTask;
import dev.likeness.service.tasks.TaskView;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChainedOrdersTest {
    private final Database database = SharedPostgres.database();
    private final TaskLifecycle lifecycle = new TaskLifecycle(database, new Queue(database));
    private final Accounts accounts = new Accounts(database);

    @BeforeEach
    void prices() {
        Prices prices = new Prices(database);
        prices.set("chain-a", Money.ptc("0.10"));
        prices.set("chain-b", Money.ptc("0.40"));
        prices.set("chain-c", Money.ptc("0.03"));
    }

    private TaskId placed(Caller caller) {
        NewTask sample = Samples.order();
        return lifecycle.place(caller, new NewTask("chain-a", sample.request(), sample.photo(), sample.delivery(),
                Optional.empty(), List.of("chain-a", "chain-b", "chain-c")));
    }

    private Attempt passedOn(TaskId id, String why) {
        Attempt attempt = lifecycle.begin(id).orElseThrow();
        String next = attempt.chain().ahead().getFirst();
        assertThat(lifecycle.passOn(attempt, next, List.of(why))).isTrue();
        assertThat(lifecycle.passOn(attempt, next, List.of(why))).isFalse();
        return attempt;
    }

    @Test
    void holdsTheDearestAndTakesThePriceOfTheOneThatDelivered() {
        Caller caller = SharedPostgres.account(database, "1");
        TaskId id = placed(caller);
        assertThat(accounts.balance(caller.account())).isEqualTo(Money.ptc("0.60"));
        passedOn(id, "a is not here");
        passedOn(id, "b failed");
        // Prices that change meanwhile are not the order's.
        new Prices(database).set("chain-c", Money.ptc("0.90"));
        Attempt last = lifecycle.begin(id).orElseThrow();
        assertThat(last.engine()).isEqualTo("chain-c");
        assertThat(last.chain().tried()).containsExactly("a is not here", "b failed");
        assertThat(last.chain().ahead()).isEmpty();
        assertThat(last.lost()).isZero();
        assertThat(lifecycle.complete(last, ObjectName.freshPortrait(), List.of())).isTrue();
        assertThat(lifecycle.complete(last, ObjectName.freshPortrait(), List.of())).isFalse();
        assertThat(accounts.balance(caller.account())).isEqualTo(Money.ptc("0.97"));
        TaskView task = lifecycle.find(id).orElseThrow();
        assertThat(task.facts().engine()).isEqualTo("chain-c");
        assertThat(task.facts().price()).isEqualTo(Money.ptc("0.03"));
        assertThat(new Ledger(database).entries(caller.account(), Optional.empty(), 10).items().stream()
                .map(LedgerEntry::amount)).containsExactly(Money.ptc("0.37"), Money.ptc("-0.40"), Money.ptc("1"));
    }

    @Test
    void theQuotaOfTheKeyGetsTheRestBackToo() {
        Caller caller = SharedPostgres.caller(database, "10", new Limits(Optional.empty(), Optional.empty(),
                Optional.of(Money.ptc("0.45")), Optional.empty(), Optional.empty(), Optional.empty()));
        TaskId id = placed(caller);
        lifecycle.complete(lifecycle.begin(id).orElseThrow(), ObjectName.freshPortrait(), List.of());
        assertThat(SharedPostgres.count(database,
                "select total_micros from key_meters where key_id = " + caller.key().value())).isEqualTo(100_000);
    }

    @Test
    void givesAllBackHoweverFarItCame() {
        Caller caller = SharedPostgres.account(database, "1");
        TaskId cancelled = placed(caller);
        passedOn(cancelled, "a is not here");
        assertThat(lifecycle.cancel(caller.account(), cancelled)).isEqualTo(CancelOutcome.CANCELLED);
        assertThat(accounts.balance(caller.account())).isEqualTo(Money.ptc("1"));
        TaskId failed = placed(caller);
        passedOn(failed, "a is not here");
        assertThat(lifecycle.fail(lifecycle.begin(failed).orElseThrow(), ErrorCode.NO_FACE, "no face")).isTrue();
        assertThat(accounts.balance(caller.account())).isEqualTo(Money.ptc("1"));
    }

    @Test
    void theDearestMustBePaidFor() {
        Caller caller = SharedPostgres.account(database, "0.39");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> placed(caller)).hasMessageContaining("0.40");
    }
}
