package dev.likeness.server.rest.portraits;

import dev.likeness.server.wire.Json;
import dev.likeness.server.wire.PortraitLinks;
import dev.likeness.service.orders.TaskLifecycle;
import dev.likeness.service.orders.WaitingLine;
import dev.likeness.service.tasks.TaskView;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The messages to webhooks: the portrait as our own API shows it. */
public final class WebhookMessages {
    private final PortraitBodies portraits;
    private final PortraitLinks links;
    private final String base;

    /** The parts that the messages are made from. */
    public record Sources(TaskLifecycle lifecycle, WaitingLine line, PortraitLinks links) {}

    /**
     * @param publicUrl prefix of links; without it they are paths only
     */
    public WebhookMessages(Sources sources, Optional<URI> publicUrl) {
        this.portraits = new PortraitBodies(sources.lifecycle(), sources.line(), sources.links());
        this.links = sources.links();
        this.base = publicUrl.map(URI::toString).map(url -> url.replaceFirst("/+$", "")).orElse("");
    }

    /** The body of the message that a task is finished, in JSON. */
    public byte[] body(TaskView task) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "portrait." + PortraitBodies.status(task.state()));
        body.put("timestamp", task.facts().finishedAt().orElseGet(Instant::now).toString());
        body.put("data", portraits.show(task, picture -> links.link(picture, base)));
        return Json.write(body);
    }
}
