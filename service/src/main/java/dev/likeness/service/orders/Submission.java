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
 * Everything one request orders: all of it is taken on, or nothing.
 *
 * @param tasks   1 to {@link #MOST}
 * @param webhook who is told when a portrait is done or not to be had
 * @param batch   whether they can be asked for together by an id of their own, be it a single one
 */
public record Submission(AccountId account, KeyId key, List<NewTask> tasks, Optional<Idempotency> idempotency,
        Optional<URI> webhook, boolean batch) {
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
        return new TaskRow.Orderer(account, key, webhook);
    }

    /** A batch if there are several. */
    public Submission(AccountId account, KeyId key, List<NewTask> tasks, Optional<Idempotency> idempotency,
            Optional<URI> webhook) {
        this(account, key, tasks, idempotency, webhook, tasks.size() > 1);
    }

    /** A single portrait, nothing else. */
    public static Submission of(Caller caller, NewTask task) {
        return new Submission(caller.account(), caller.key(), List.of(task), Optional.empty(), Optional.empty());
    }
}
