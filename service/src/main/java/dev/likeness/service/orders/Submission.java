package dev.likeness.service.orders;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.KeyId;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.tasks.NewTask;
import dev.likeness.service.tasks.TaskRow;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * All tasks of one request; they are accepted together or not at all.
 *
 * @param tasks   1 to {@link #MOST}
 * @param webhook address that is notified when a portrait is done or has failed
 * @param trace   what the request is part of, as a {@code traceparent}
 * @param batch   whether the tasks get a batch id, under which they can be queried together, even if there is only one
 */
public record Submission(AccountId account, KeyId key, List<NewTask> tasks, Optional<Idempotency> idempotency,
        Optional<URI> webhook, boolean batch, Optional<String> trace) {
    /** Most portraits one request can order. */
    public static final int MOST = 100;

    public Submission {
        tasks = List.copyOf(tasks);
        if (tasks.isEmpty() || tasks.size() > MOST) {
            throw new PortraitException.InvalidRequest(ErrorCode.TOO_MANY_ORDERS,
                    tasks.size() + " portraits cannot be ordered at once: order 1 to " + MOST);
        }
    }

    TaskRow.Orderer orderer() {
        return new TaskRow.Orderer(account, key, webhook, trace);
    }

    /** Not known to be part of anything. */
    public Submission(AccountId account, KeyId key, List<NewTask> tasks, Optional<Idempotency> idempotency,
            Optional<URI> webhook, boolean batch) {
        this(account, key, tasks, idempotency, webhook, batch, Optional.empty());
    }

    /** A batch if there is more than one task. */
    public Submission(AccountId account, KeyId key, List<NewTask> tasks, Optional<Idempotency> idempotency,
            Optional<URI> webhook) {
        this(account, key, tasks, idempotency, webhook, tasks.size() > 1);
    }

    /** A single portrait without idempotency key or webhook. */
    public static Submission of(Caller caller, NewTask task) {
        return new Submission(caller.account(), caller.key(), List.of(task), Optional.empty(), Optional.empty());
    }
}
