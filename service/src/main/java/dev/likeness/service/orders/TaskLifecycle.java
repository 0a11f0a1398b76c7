package dev.likeness.service.orders;

import dev.likeness.core.Cancellation;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.Note;
import dev.likeness.core.PortraitException;
import dev.likeness.core.Shortfall;
import dev.likeness.service.accounts.Ledger;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.audit.AuditTrail;
import dev.likeness.service.audit.Evidence;
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
 * The life cycle of a task, each step one transaction. {@link #place} writes tasks, holds and queue entries, or none of
 * them. {@link #complete}, {@link #fail} and {@link #cancel} close the task and its hold together. A worker can close a
 * task only with the newest attempt; a stale attempt of a worker that was presumed dead changes nothing, so nobody pays
 * twice.
 */
public final class TaskLifecycle {
    /** After so many attempts that ended with the death of their worker a task fails. */
    public static final int MOST_ATTEMPTS = 5;
    /** Name of the job that is queued, with the task's id, when a task with a webhook is closed. */
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
     * Accepts all tasks of a submission and holds their price, or none. Submissions that come at the same time share a
     * transaction.
     *
     * @throws PortraitException.Refused        when the account's balance is below the price
     * @throws PortraitException.LimitReached when a limit of the key is reached
     * @throws PortraitException.InvalidRequest when the idempotency key was used for another order
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
        }, OrderPlacement::areWritten);
    }

    /** The refusal of {@link #place} when the balance is too low. */
    public static PortraitException.Refused balanceShort(Money price) {
        return Ledger.balanceShort(price);
    }

    /** Starts an attempt; empty when the task is already closed. */
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
     * Takes the engine's progress reports and tells it whether to stop.
     *
     * @param stopping says whether the worker itself is being stopped
     */
    public RunningAttempt running(Attempt attempt, Cancellation stopping) {
        return RunningAttempt.start(tasks, attempt, stopping);
    }

    /**
     * Ends an attempt that the worker cannot finish for reasons that are not the order's. The task waits again, and the
     * attempt does not count towards {@link #MOST_ATTEMPTS}.
     *
     * @return false when the attempt is stale; nothing is changed then
     */
    public boolean handBack(Attempt attempt) {
        return tasks.handBack(attempt);
    }

    /**
     * Ends an attempt whose engine cannot make the portrait for reasons that are not the order's: the next engine of its
     * chain is to try.
     *
     * @param why for people; also why not those of the chain between the two
     * @return false when the attempt is stale; nothing is changed then
     */
    public boolean passOn(Attempt attempt, String next, List<String> why) {
        return tasks.passOn(attempt, next, why);
    }

    /** Where the photo of an open task is; empty when the task is closed. */
    public Optional<PhotoSource> photo(TaskId id) {
        return tasks.photo(id);
    }

    /**
     * Records that the linked photo of an open task has been stored; its address is deleted.
     *
     * @return false when the task is closed or already has its photo; nothing is changed then
     */
    public boolean fetched(TaskId id, ObjectName photo) {
        return tasks.fetched(id, photo);
    }

    /**
     * Closes the task, whose portrait is in the object store, and settles its price.
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
        return complete(attempt, done, Evidence.NONE);
    }

    /**
     * As {@link #complete(Attempt, TaskState.Done)}, with what the audit trail is to keep. Of several engines the dearest
     * was held: what the one that made it costs less is given back.
     */
    public boolean complete(Attempt attempt, TaskState.Done done, Evidence evidence) {
        return database.inTransaction(sql -> {
            Money rest = attempt.chain().isSeveral() ? rest(Tasks.held(sql, attempt.task()), attempt) : Money.ZERO;
            boolean current = Tasks.finished(sql, attempt, done, rest);
            if (current && rest.compareTo(Money.ZERO) > 0) {
                Ledger.giveBack(sql, attempt.task(), rest);
            }
            if (current) {
                AuditTrail.closed(sql, attempt.task(), "done", "", evidence);
            }
            return current;
        });
    }

    private static Money rest(Money held, Attempt attempt) {
        return new Money(Math.max(0, held.micros() - attempt.chain().price().orElse(held).micros()));
    }

    /** As {@link #complete(Attempt, ObjectName, List)}, of a portrait that falls short of its order. */
    public boolean complete(Attempt attempt, ObjectName portrait, List<Note> notes, Set<Shortfall> shortfalls) {
        return complete(attempt, new TaskState.Done(portrait, notes, shortfalls));
    }

    /**
     * Closes the task as failed and refunds its price.
     *
     * @return false when the attempt is stale; nothing is changed then
     */
    public boolean fail(Attempt attempt, ErrorCode code, String message) {
        return fail(attempt, new TaskState.Failed(code, message));
    }

    /** As {@link #fail(Attempt, ErrorCode, String)}. */
    public boolean fail(Attempt attempt, TaskState.Failed why) {
        return fail(attempt, why, Evidence.NONE);
    }

    /** As {@link #fail(Attempt, TaskState.Failed)}, with what the audit trail is to keep. */
    public boolean fail(Attempt attempt, TaskState.Failed why, Evidence evidence) {
        return database.inTransaction(sql -> {
            boolean current = Tasks.fail(sql, attempt, why);
            if (current) {
                Ledger.release(sql, attempt.task());
                AuditTrail.closed(sql, attempt.task(), "failed", why.code().wireName(), evidence);
            }
            return current;
        });
    }

    /** Cancels the task and refunds its price. A worker that renders it notices and stops. */
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
     * Erases the task's prompt, notes, addresses and pictures; an open task is cancelled. If this is interrupted, the
     * janitor erases the pictures later. The task's entries in the ledger are kept.
     *
     * @return false when the account has no such task
     */
    public boolean erase(AccountId account, TaskId id, ObjectStore objects) {
        cancel(account, id);
        return erasure.erase(account, id, objects);
    }

    /** Erases the photo of a closed task unless another task needs it. */
    public void dropPhoto(TaskId id, ObjectStore objects) {
        erasure.dropPhoto(id, objects);
    }

    /** The task, if it belongs to the account, is young enough and was not erased. */
    public Optional<TaskView> find(AccountId account, TaskId id, Duration youngerThan) {
        return tasks.find(account, id, youngerThan);
    }

    /** The task of any account, unless it was erased: for jobs, not for clients. */
    public Optional<TaskView> find(TaskId id) {
        return tasks.find(id);
    }

    /** The task of any account with this finished portrait: for links, which need no key. */
    public Optional<TaskView> find(ObjectName portrait) {
        return tasks.find(portrait);
    }

    /** The account's tasks, newest first, however old, without the erased ones. */
    public Page<TaskView, TaskId> list(AccountId account, TaskFilter filter) {
        return tasks.list(account, filter);
    }

    /**
     * The current progress of each of these tasks, whichever process renders it; tasks that do not exist are left out.
     */
    public Map<TaskId, Snapshot> snapshots(Collection<TaskId> ids) {
        return ids.isEmpty() ? Map.of() : tasks.snapshots(ids);
    }
}
