package dev.likeness.store;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.Note;
import dev.likeness.core.PortraitException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The life of an order, each step one transaction: {@link #place} writes task, hold and queue entry or none of them;
 * {@link #complete} and {@link #fail} close task and hold together, and only for the newest attempt, so that a worker
 * that was given up and comes back late changes nothing and nobody pays twice.
 */
public final class Books {
    /** How often workers may die over a task before it is given up. */
    public static final int MOST_ATTEMPTS = 5;

    private final Database database;
    private final Tasks tasks;
    private final Ledger ledger;
    private final Queue queue;

    public Books(Database database, Queue queue) {
        this.database = database;
        this.tasks = new Tasks(database);
        this.ledger = new Ledger(database);
        this.queue = queue;
    }

    /**
     * Takes an order on.
     *
     * @throws PortraitException.Refused when the account's balance is below the price; nothing is written then
     */
    public TaskId place(NewTask task, Money price) {
        TaskId id = TaskId.fresh();
        database.inTransaction(connection -> {
            tasks.insert(id, task);
            queue.add(id);
            // Last, because it locks the account's row until the commit.
            ledger.hold(task.account(), id, price);
            return id;
        });
        queue.wake();
        return id;
    }

    /** What {@link #place} says when the money does not last. */
    public static PortraitException.Refused balanceShort(Money price) {
        return Ledger.balanceShort(price);
    }

    /** A worker takes the task up; empty when there is nothing left to do. */
    public Optional<Attempt> begin(TaskId id) {
        Optional<Attempt> attempt = tasks.begin(id);
        if (attempt.isPresent() && attempt.get().number() > MOST_ATTEMPTS) {
            fail(attempt.get(), ErrorCode.INTERNAL, "the workers stopped " + MOST_ATTEMPTS
                    + " times over this order: try another photo, and report it if that happens again");
            return Optional.empty();
        }
        return attempt;
    }

    /**
     * The portrait is in the object store: the task is done and its price settled.
     *
     * @return false when the attempt is stale; nothing is changed then
     */
    public boolean complete(Attempt attempt, ObjectName portrait, List<Note> notes) {
        return database.inTransaction(connection -> {
            boolean current = tasks.finish(attempt, portrait, notes);
            if (current) {
                ledger.settle(attempt.task());
            }
            return current;
        });
    }

    /**
     * There will be no portrait: the task has failed and its price is given back.
     *
     * @return false when the attempt is stale; nothing is changed then
     */
    public boolean fail(Attempt attempt, ErrorCode code, String message) {
        return database.inTransaction(connection -> {
            boolean current = tasks.fail(attempt, code, message);
            if (current) {
                ledger.release(attempt.task());
            }
            return current;
        });
    }

    /** The task, if it is this account's and no older than this. */
    public Optional<TaskView> find(AccountId account, TaskId id, Duration youngerThan) {
        return tasks.find(account, id, youngerThan);
    }
}
