package dev.likeness.service.orders;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.OrderedTemplate;
import dev.likeness.core.PortraitException;
import dev.likeness.service.accounts.Ledger;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.accounts.Prices;
import dev.likeness.service.audit.AuditTrail;
import dev.likeness.service.database.Sql;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.queue.Queue;
import dev.likeness.service.tasks.NewTask;
import dev.likeness.service.tasks.TaskRow;
import dev.likeness.service.tasks.Tasks;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Places many submissions in one transaction and decides on each independently. The rows of accounts and keys are
 * locked, the submissions are decided one after the other in memory, and the result is written in a few batches.
 * Because the account's row is locked, two submissions of an account never race for its money, its limits or an
 * idempotency key.
 */
final class OrderPlacement {
    private final Sql sql;
    private final LockedAccounts accounts;
    private final Map<String, Money> prices;
    private final Map<IdempotencyRows.Name, IdempotencyRows.Entry> knownKeys;
    private final List<TaskRow> rows = new ArrayList<>();
    private final Map<IdempotencyRows.Name, IdempotencyRows.Entry> newKeys = new LinkedHashMap<>();

    private OrderPlacement(Sql sql, List<Submission> submissions) throws SQLException {
        this.sql = sql;
        this.accounts = LockedAccounts.lock(sql, submissions);
        this.prices = Prices.read(sql);
        this.knownKeys = new HashMap<>(IdempotencyRows.find(sql, submissions));
    }

    /** The decision on one submission. */
    sealed interface Verdict {
        record Taken(Placed placed) implements Verdict {}

        record Refused(PortraitException why) implements Verdict {}
    }

    /** Whether the orders that these verdicts accepted are in the database: all of them are, or none. */
    static boolean areWritten(Sql sql, List<Verdict> verdicts) throws SQLException {
        for (Verdict verdict : verdicts) {
            if (verdict instanceof Verdict.Taken(Placed placed) && !placed.replayed()) {
                return Tasks.exists(sql, placed.tasks().getFirst());
            }
        }
        // Nothing was to be written.
        return true;
    }

    /** Decides and writes, within the transaction of these statements. */
    static List<Verdict> place(Sql sql, List<Submission> submissions, Queue queue) throws SQLException {
        OrderPlacement placing = new OrderPlacement(sql, submissions);
        List<Verdict> verdicts = submissions.stream().map(placing::decide).toList();
        placing.write(queue);
        return verdicts;
    }

    private Verdict decide(Submission submission) {
        try {
            return new Verdict.Taken(replayed(submission).orElseGet(() -> taken(submission)));
        } catch (PortraitException refusal) {
            return new Verdict.Refused(refusal);
        }
    }

    private Optional<Placed> replayed(Submission submission) {
        return submission.idempotency().flatMap(idempotency -> Optional
                .ofNullable(knownKeys.get(new IdempotencyRows.Name(submission.account(), idempotency.key())))
                .map(before -> {
                    if (!before.bodyHash().equals(idempotency.bodyHash())) {
                        throw new PortraitException.InvalidRequest(ErrorCode.IDEMPOTENCY_CONFLICT,
                                "this Idempotency-Key came with another order before: use a new key for a new order");
                    }
                    return new Placed(before.tasks(), before.batch(), true);
                }));
    }

    private Placed taken(Submission submission) {
        List<Money> priced = submission.tasks().stream().map(task -> dearest(prices, task)).toList();
        Money sum = new Money(priced.stream().mapToLong(Money::micros).reduce(0, Math::addExact));
        Instant now = accounts.take(submission, sum);
        Optional<UUID> batch = submission.batch() ? Optional.of(UUID.randomUUID()) : Optional.empty();
        List<TaskId> ids = TaskId.fresh(priced.size());
        for (int i = 0; i < priced.size(); i++) {
            rows.add(new TaskRow(ids.get(i), submission.orderer(), submission.tasks().get(i), priced.get(i),
                    submission.tasks().get(i).chain().stream().map(engine -> Prices.of(prices, engine)).toList(),
                    batch, now));
        }
        submission.idempotency().ifPresent(idempotency -> {
            var name = new IdempotencyRows.Name(submission.account(), idempotency.key());
            var entry = new IdempotencyRows.Entry(idempotency.bodyHash(), ids, batch);
            knownKeys.put(name, entry);
            newKeys.put(name, entry);
        });
        return new Placed(ids, batch, false);
    }

    /** What is held for it: the price of its engine, or of the dearest that it may go through. */
    static Money dearest(Map<String, Money> prices, NewTask task) {
        return task.ahead().stream().map(engine -> Prices.of(prices, engine)).max(Money::compareTo)
                .orElseGet(() -> Prices.of(prices, task.engine()));
    }

    private void write(Queue queue) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        TaskRow.insert(sql, rows);
        queue.add(sql, rows.stream()
                .map(row -> new Queue.Entry(row.id(), row.hold().account(), row.task().engine())).toList());
        AuditTrail.ordered(sql, rows.stream().map(row -> new AuditTrail.Ordered(row.id(), row.orderer().account(),
                row.task().engine(), row.task().request().template().map(OrderedTemplate::name),
                row.task().evidence())).toList());
        Ledger.hold(sql, rows.stream().map(row -> row.hold()).toList());
        accounts.write(sql);
        IdempotencyRows.insert(sql, newKeys);
    }
}
