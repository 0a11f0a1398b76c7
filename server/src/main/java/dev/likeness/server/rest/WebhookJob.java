package dev.likeness.server.rest;

import dev.likeness.server.order.PortraitLinks;
import dev.likeness.server.order.TemplateShelf;
import dev.likeness.server.wire.RequestBodies;
import dev.likeness.server.work.WebhookCaller;
import dev.likeness.store.Books;
import dev.likeness.store.JobKind;
import dev.likeness.store.TaskFacts;
import dev.likeness.store.TaskId;
import dev.likeness.store.TaskView;
import dev.likeness.store.Tickets;
import dev.likeness.store.WaitingLine;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells webhooks that a task is closed, until they listen or nearly three hours have gone. */
public final class WebhookJob implements JobKind.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookJob.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final double GROWTH = 3;
    private static final int TRIES = 10;

    private final Books books;
    private final Portraits portraits;
    private final PortraitLinks links;
    private final Tickets tickets;
    private final WebhookCaller caller;
    private final RequestBodies json;
    private final String base;

    /** Where it looks things up. */
    public record Sources(Books books, WaitingLine line, TemplateShelf shelf, PortraitLinks links,
            Tickets tickets) {}

    /**
     * @param publicUrl what links begin with; without it they are mere paths
     */
    public WebhookJob(Sources sources, WebhookCaller caller, RequestBodies json, Optional<URI> publicUrl) {
        this.books = sources.books();
        this.portraits = new Portraits(books, sources.line(), sources.shelf(), sources.links());
        this.links = sources.links();
        this.tickets = sources.tickets();
        this.caller = caller;
        this.json = json;
        this.base = publicUrl.map(URI::toString).map(url -> url.replaceFirst("/+$", "")).orElse("");
    }

    public JobKind kind() {
        return new JobKind(Books.TASK_CLOSED, FIRST_RETRY, GROWTH, TRIES, this);
    }

    @Override
    public void handle(String id, int tries) {
        TaskId.parse(id).flatMap(books::find).ifPresent(task -> task.facts().webhook()
                .ifPresent(address -> tell(task, address, tries)));
    }

    private void tell(TaskView task, URI address, int tries) {
        Optional<String> failure = caller.tell(address, message(task));
        if (failure.isPresent()) {
            LOG.info("the webhook of task {} was not told, try {}: {}", task.id(), tries + 1, failure.get());
            throw new Untold(failure.get());
        }
    }

    private WebhookCaller.Message message(TaskView task) {
        TaskFacts facts = task.facts();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "portrait." + Portraits.status(task.state()));
        body.put("timestamp", facts.finishedAt().orElseGet(Instant::now).toString());
        body.put("data", portraits.show(task, picture -> links.link(picture, base)));
        return new WebhookCaller.Message("msg_" + task.id(), json.write(body),
                tickets.webhookSecret(facts.account()));
    }

    /** Has the queue try again later. */
    private static final class Untold extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Untold(String why) {
            super(why, null, false, false);
        }
    }
}
