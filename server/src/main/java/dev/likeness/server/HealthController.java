package dev.likeness.server;

import dev.likeness.server.wire.Json;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.StoreException;
import dev.likeness.service.pictures.ObjectStore;
import dev.likeness.service.queue.Queue;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What those ask who run the service: {@code /healthz}, all of it; {@code /livez}, whether the process answers at all, 503
 * when it must be restarted; {@code /readyz}, whether requests should be sent here; {@code /metrics}, if that is switched on.
 */
@RestController
public final class HealthController {
    private static final MediaType PROMETHEUS = MediaType
            .parseMediaType("text/plain;version=0.0.4;charset=utf-8");

    private final Database database;
    private final Queue queue;
    private final ObjectStore objects;
    private final Optional<Queue.Worker> worker;
    private final Optional<Metrics> metrics;

    HealthController(Database database, Queue queue, ObjectStore objects, Optional<Queue.Worker> worker,
            Optional<Metrics> metrics) {
        this.metrics = metrics;
        this.database = database;
        this.queue = queue;
        this.objects = objects;
        this.worker = worker;
    }

    /** Red only where a restart would help: a database that is away is not this process's fault. */
    @GetMapping("/livez")
    ResponseEntity<byte[]> live() {
        return answer(!database.lost().isDone(), Map.of());
    }

    /** Red while the node could not take an order, and so that no more are sent while it stops. */
    @GetMapping("/readyz")
    ResponseEntity<byte[]> ready() {
        boolean reached = database.answers();
        return answer(reached && worker.map(Queue.Worker::runs).orElse(true),
                Map.of("database", reached ? "up" : "down"));
    }

    @GetMapping("/metrics")
    ResponseEntity<byte[]> metrics() {
        return metrics.map(seen -> ResponseEntity.ok().contentType(PROMETHEUS).cacheControl(CacheControl.noStore())
                .body(seen.scraped().getBytes(StandardCharsets.UTF_8)))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    private static ResponseEntity<byte[]> answer(boolean well, Map<String, Object> more) {
        Map<String, Object> body = new LinkedHashMap<>(Map.of("status", well ? "ok" : "failing"));
        body.putAll(more);
        return ResponseEntity.status(well ? 200 : 503).contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore()).body(Json.write(body));
    }

    @GetMapping("/healthz")
    ResponseEntity<byte[]> health() {
        Optional<Long> waiting = waiting();
        boolean answers = waiting.isPresent();
        boolean keeps = keeps();
        String work = worker.map(it -> it.runs() ? "running" : "stopped").orElse("elsewhere");
        boolean well = answers && keeps && !work.equals("stopped");
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", well ? "ok" : "failing");
        body.put("database", answers ? "up" : "down");
        body.put("pictures", keeps ? "up" : "down");
        body.put("worker", work);
        waiting.ifPresent(orders -> body.put("waiting", orders));
        return ResponseEntity.status(well ? 200 : 503).contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore()).body(Json.write(body));
    }

    private boolean keeps() {
        try {
            objects.check();
            return true;
        } catch (StoreException e) {
            return false;
        }
    }

    /** The number of waiting orders; empty when the database does not answer. */
    private Optional<Long> waiting() {
        try {
            return database.answers() ? Optional.of(queue.waiting()) : Optional.empty();
        } catch (StoreException e) {
            return Optional.empty();
        }
    }
}
