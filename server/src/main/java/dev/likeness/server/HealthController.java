package dev.likeness.server;

import dev.likeness.server.wire.Json;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.StoreException;
import dev.likeness.service.pictures.ObjectStore;
import dev.likeness.service.queue.Queue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The health check; 503 when the service cannot do its work. */
@RestController
public final class HealthController {
    private final Database database;
    private final Queue queue;
    private final ObjectStore objects;
    private final Optional<Queue.Worker> worker;

    HealthController(Database database, Queue queue, ObjectStore objects, Optional<Queue.Worker> worker) {
        this.database = database;
        this.queue = queue;
        this.objects = objects;
        this.worker = worker;
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
