package dev.likeness.service.webhooks;

import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.orders.TaskLifecycle;
import dev.likeness.service.queue.JobKind;
import dev.likeness.service.tasks.TaskLines;
import dev.likeness.service.tasks.TaskView;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notifies the address that an order named that its portrait is finished: ten tries within nearly three hours. */
public final class WebhookJob implements JobKind.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookJob.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final double GROWTH = 3;
    private static final int TRIES = 10;

    private final TaskLifecycle lifecycle;
    private final Function<TaskView, byte[]> body;
    private final Function<AccountId, byte[]> secret;
    private final WebhookCaller caller;

    /**
     * @param body   what is sent for a finished task, in JSON
     * @param secret the secret that signs messages to an account's webhooks
     */
    public WebhookJob(TaskLifecycle lifecycle, Function<TaskView, byte[]> body, Function<AccountId, byte[]> secret,
            WebhookCaller caller) {
        this.lifecycle = lifecycle;
        this.body = body;
        this.secret = secret;
        this.caller = caller;
    }

    public JobKind kind() {
        return new JobKind(TaskLifecycle.TASK_CLOSED, FIRST_RETRY, GROWTH, TRIES, this);
    }

    @Override
    public void handle(String id, int tries) {
        TaskId.parse(id).flatMap(lifecycle::find).ifPresent(task -> task.facts().webhook()
                .ifPresent(address -> TaskLines.during(task.id(), () -> send(task, address, tries)).run()));
    }

    private void send(TaskView task, URI address, int tries) {
        Optional<String> failure = caller.send(address, new WebhookCaller.Message("msg_" + task.id(), body.apply(task),
                secret.apply(task.facts().account())));
        if (failure.isPresent()) {
            LOG.info("the webhook of task {} was not reached, try {}: {}", task.id(), tries + 1, failure.get());
            throw new NotReached(failure.get());
        }
    }

    /** Has the queue try again later. */
    private static final class NotReached extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotReached(String why) {
            super(why, null, false, false);
        }
    }
}
