package dev.likeness.server.openai;

import dev.likeness.core.AigcMeta;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.server.delivery.Deliveries;
import dev.likeness.server.order.Order;
import dev.likeness.server.order.OrderDesk;
import dev.likeness.server.order.Orders;
import dev.likeness.server.order.PhotoInput;
import dev.likeness.server.order.PortraitLinks;
import dev.likeness.server.order.TaskWait;
import dev.likeness.server.order.Uploads;
import dev.likeness.store.Caller;
import dev.likeness.store.Delivery;
import dev.likeness.store.Idempotency;
import dev.likeness.store.TaskId;
import dev.likeness.store.TaskState;
import dev.likeness.store.TaskView;
import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Orders images and waits for them. */
final class ImageMaker {
    /** Shorter than what proxies grant an answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(95);

    private final OrderDesk desk;
    private final TaskWait wait;
    private final Pictures pictures;

    ImageMaker(OrderDesk desk, TaskWait wait, Pictures pictures) {
        this.desk = desk;
        this.wait = wait;
        this.pictures = pictures;
    }

    /** Where pictures come from and go to. */
    record Pictures(Deliveries deliveries, PortraitLinks links, Uploads uploads) {}

    /** The names that choose an engine; any other one means the first. */
    List<String> models() {
        return desk.engines();
    }

    /** What was ordered. */
    record Taken(List<TaskId> tasks, boolean asLink) {}

    /**
     * @throws PortraitException when the order cannot be taken; nothing is charged then
     */
    Taken take(Caller caller, ImageOrder order, HttpServletRequest request, byte[] body) {
        Optional<String> engine = order.model().filter(models()::contains);
        Delivery delivery = new Delivery(order.asLink(), order.logo(), AigcMeta.NONE);
        PhotoInput photo = pictures.uploads().resolved(order.photo());
        List<Order> orders = order.requests().stream()
                .map(portrait -> new Order(portrait, photo, engine, delivery)).toList();
        Optional<Idempotency> idempotency = Optional.ofNullable(request.getHeader("Idempotency-Key"))
                .map(key -> new Idempotency(key, request.getRequestURI() + " " + hash(body)));
        try {
            return new Taken(desk.place(caller, new Orders(orders, idempotency, Optional.empty())).tasks(),
                    order.asLink());
        } catch (UnusablePhoto refusal) {
            throw WrongField.of("image", refusal);
        }
    }

    /**
     * The answer. Where some of several portraits failed, those that are done; they are all that is charged.
     *
     * @throws PortraitException when none is done
     */
    Map<String, Object> wait(Caller caller, Taken taken, HttpServletRequest request) {
        wait.closed(taken.tasks(), PATIENCE);
        List<Map<String, Object>> data = new ArrayList<>();
        Optional<PortraitException> refusal = Optional.empty();
        for (TaskId id : taken.tasks()) {
            try {
                data.add(datum(caller, id, taken.asLink(), request));
            } catch (PortraitException why) {
                refusal = refusal.or(() -> Optional.of(why));
            }
        }
        if (data.isEmpty()) {
            throw refusal.orElseThrow();
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("created", Instant.now().getEpochSecond());
        answer.put("data", data);
        return answer;
    }

    private Map<String, Object> datum(Caller caller, TaskId id, boolean asLink, HttpServletRequest request) {
        TaskView task = desk.find(caller.account(), id).orElseThrow(ImageMaker::gone);
        return switch (task.state()) {
            case TaskState.Done done -> {
                Map<String, Object> datum = new LinkedHashMap<>();
                if (asLink) {
                    datum.put("url", pictures.links().link(Deliveries.ordered(task, done), request));
                } else {
                    datum.put("b64_json", pictures.deliveries().file(task, done.portrait(), task.delivery())
                            .map(Base64.getEncoder()::encodeToString).orElseThrow(ImageMaker::gone));
                }
                datum.put("seed", task.facts().request().seed().value());
                datum.put("fulfilled", done.missing().isEmpty() ? "fully" : "partly");
                datum.put("missing", done.missing());
                yield datum;
            }
            case TaskState.Failed(ErrorCode code, String message) -> throw new PortraitException.Refused(code, message);
            case TaskState.Cancelled() -> throw new PortraitException.Cancelled();
            case TaskState.Expired() -> throw gone();
            case TaskState.InQueue() -> throw late(id);
            case TaskState.Generating() -> throw late(id);
        };
    }

    private static PortraitException gone() {
        return new PortraitException.Refused(ErrorCode.NOT_FOUND, "the portrait was erased before it could be fetched");
    }

    private static PortraitException late(TaskId id) {
        return new PortraitException.Refused(ErrorCode.TIMED_OUT,
                "the portrait is taking longer than an answer may: do "
                        + "not order again, fetch it with GET /v1/portraits/" + id);
    }

    private static String hash(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
