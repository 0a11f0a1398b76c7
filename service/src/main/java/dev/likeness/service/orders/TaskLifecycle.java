package dev.likeness.service.orders;

import dev.likeness.core.Cancellation;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.Note;
import dev.likeness.core.PortraitException;
import dev.likeness.core.Shortfall;
import dev.likeness.service.accounts.Ledger;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.GroupCommit;
import dev.likeness.service.database.Page;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.pictures.ObjectStore;
import dev.likeness.service.queue.Queue;
import dev.likeness.service.tasks.Attempt;
import dev.likeness.service.tasks.CancelOutcome;
import dev.likeness.service.tasks.NewTask;
import dev.likeness.service.tasks.PhotoSource;
import dev.likeness.service.tasks.RunningAttempt;
import dev.likeness.service.tasks.Snapshot;
import dev.likeness.service.tasks.TaskFilter;
import dev.likeness.service.tasks.TaskView;
import dev.likeness.service.tasks.TaskState;
import dev.likeness.service.tasks.Tasks;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The life cycle of a task, each step one transaction: {@link #place} writes tasks, holds and queue entries or none of them;
 * {@link #complete}, {@link #fail} and {@link #cancel} close task and hold together, and a worker only with the newest
 * attempt, so that one that was given up and comes back late changes nothing and nobody pays twice.
 */
public final class TaskLifecycle {
    /** How often workers may die over a task before it is given up. */
    public static final int MOST_ATTEMPTS = 5;
    /** The job that is queued, by the task's id, when a task that names a webhook is closed. */
    public static final String TASK_CLOSED = Tasks.CLOSED;

    private final Database database;
    private final Tasks tasks;
    private final Erasure erasure;
    private final Queue queue;
    private final GroupCommit<Submission, OrderPlacement.Verdict> placing;

    public TaskLifecycle(Database database, Queue queue) {
        this.database = database;
        this.tasks = new Tasks(database);
        this.erasure = new Erasure(database);
        this.queue = queue;
        this.placing = new GroupCommit<>(this::placeTogether);
    }

    /**
     * Takes everything on that one request orders, or nothing, and holds its price. Orders that come at the same time
     * share a transaction.
     *
     * @throws PortraitException.Refused        when the account's balance is below the price
     * @throws PortraitException.LimitReached   when the key may not order so much now
     * @throws PortraitException.InvalidRequest when its idempotency key came with another order
     */
    public Placed place(Submission submission) {
        OrderPlacement.Verdict verdict = Database.inTransaction()
                ? placeTogether(List.of(submission)).getFirst()
                : placing.commit(submission);
        return switch (verdict) {
            case OrderPlacement.Verdict.Taken(Placed placed) -> placed;
            case OrderPlacement.Verdict.Refused(PortraitException why) -> throw why;
        };
    }

    /** As {@link #place(Submission)}, a single portrait. */
    public TaskId place(Caller caller, NewTask task) {
        return place(Submission.of(caller, task)).tasks().getFirst();
    }

    private List<OrderPlacement.Verdict> placeTogether(List<Submission> submissions) {
        return database.inTransaction(sql -> {
            database.afterTransaction(() -> queue.wake());
            return OrderPlacement.place(sql, submissions, queue);
        }, OrderPlacement::isThere);
    }

    /** What {@link #place} says when the money does not last. */
    public static PortraitException.Refused balanceShort(Money price) {
        return Ledger.balanceShort(price);
    }

    /** A worker takes the task up; empty when there is nothing left to do. */
    public Optional<Attempt> begin(TaskId id) {
        Optional<Attempt> attempt = tasks.begin(id);
        if (attempt.isPresent() && attempt.get().lost() >= MOST_ATTEMPTS) {
            fail(attempt.get(), ErrorCode.INTERNAL, "the workers stopped " + MOST_ATTEMPTS
                    + " times over this order: try another photo, and report it if that happens again");
            return Optional.empty();
        }
        return attempt;
    }

    /**
     * What an engine reports its progress to, and asks whether to go on.
     *
     * @param stopping whether the worker itself is being stopped
     */
    public RunningAttempt running(Attempt attempt, Cancellation stopping) {
        return RunningAttempt.start(tasks, attempt, stopping);
    }

    /**
     * The worker cannot go on, through no fault of the order, and lives: the attempt does not count towards
     * {@link #MOST_ATTEMPTS}.
     *
     * @return false when the attempt is stale; nothing is changed then
     */
    public boolean handBack(Attempt attempt) {
        return tasks.handBack(attempt);
    }

    /** Where the photo of an open task is; empty when the task is closed. */
    public Optional<PhotoSource> photo(TaskId id) {
        return tasks.photo(id);
    }

    /**
     * The photo that an open task linked to is in the object store now; its address is forgotten.
     *
     * @return false when the task is closed or has its photo already; nothing is changed then
     */
    public boolean fetched(TaskId id, ObjectName photo) {
        return tasks.fetched(id, photo);
    }

    /**
     * The portrait is in the object store: the task is done and its price settled.
     *
     * @return false when the attempt is stale; nothing is changed then
     */
    public boolean complete(Attempt attempt, ObjectName portrait, List<Note> notes) {
        return complete(attempt, new TaskState.Done(portrait, notes));
    }

    /**
     * As {@link #complete(Attempt, ObjectName, List)}, with all that is to be said of the portrait.
     */
    public boolean complete(Attempt attempt, TaskState.Done done) {
        return tasks.finish(attempt, done);
    }

    /** As {@link #complete(Attempt, ObjectName, List)}, of a portrait that falls short of its order. */
    public boolean complete(Attempt attempt, ObjectName portrait, List<Note> notes, Set<Shortfall> shortfalls) {
        return complete(attempt, new TaskState.Done(portrait, notes, shortfalls));
    }

    /**
     * There will be no portrait: the task has failed and its price is given back.
     *
     * @return false when the attempt is stale; nothing is changed then
     */
    public boolean fail(Attempt attempt, ErrorCode code, String message) {
        return fail(attempt, new TaskState.Failed(code, message));
    }

    /** As {@link #fail(Attempt, ErrorCode, String)}. */
    public boolean fail(Attempt attempt, TaskState.Failed why) {
        return database.inTransaction(sql -> {
            boolean current = Tasks.fail(sql, attempt, why);
            if (current) {
                Ledger.release(sql, attempt.task());
            }
            return current;
        });
    }

    /** The owner wants the task no longer: its price is given back, and a worker that has it learns of it. */
    public CancelOutcome cancel(AccountId account, TaskId id) {
        boolean cancelled = database.inTransaction(sql -> {
            boolean current = Tasks.cancel(sql, account, id);
            if (current) {
                queue.remove(sql, id);
                Ledger.release(sql, id);
            }
            return current;
        });
        if (cancelled) {
            return CancelOutcome.CANCELLED;
        }
        return tasks.find(id).filter(task -> task.facts().account().equals(account)).isPresent()
                ? CancelOutcome.TOO_LATE
                : CancelOutcome.UNKNOWN;
    }

    /**
     * Forgets the task's prompt, notes and addresses at once and its pictures as soon as this returns or, where that is
     * cut off, with the next sweep; an open task is cancelled. Its entries in the ledger stay.
     *
     * @return false when the account has no such task
     */
    public boolean erase(AccountId account, TaskId id, ObjectStore objects) {
        cancel(account, id);
        return erasure.erase(account, id, objects);
    }

    /** The task needs its photo no longer: erases it unless another task does. */
    public void dropPhoto(TaskId id, ObjectStore objects) {
        erasure.dropPhoto(id, objects);
    }

    /** The task, if it is this account's, no older than this and not erased. */
    public Optional<TaskView> find(AccountId account, TaskId id, Duration youngerThan) {
        return tasks.find(account, id, youngerThan);
    }

    /** The task, whoever's it is, unless it was erased: for jobs, not for clients. */
    public Optional<TaskView> find(TaskId id) {
        return tasks.find(id);
    }

    /** The task that this is the finished portrait of, whoever's it is: for links, which need no key. */
    public Optional<TaskView> find(ObjectName portrait) {
        return tasks.find(portrait);
    }

    /** The account's tasks, newest first, however old, without the erased ones. */
    public Page<TaskView, TaskId> list(AccountId account, TaskFilter filter) {
        return tasks.list(account, filter);
    }

    /** How far each of these tasks is now, in whichever process it is made; those that do not exist are left out. */
    public Map<TaskId, Snapshot> snapshots(Collection<TaskId> ids) {
        return ids.isEmpty() ? Map.of() : tasks.snapshots(ids);
    }
}
