package dev.likeness.server.openai;

import dev.likeness.core.AigcMeta;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.orders.Idempotency;
import dev.likeness.service.orders.Order;
import dev.likeness.service.orders.OrderDesk;
import dev.likeness.service.orders.Orders;
import dev.likeness.service.orders.Placed;
import dev.likeness.service.pictures.PhotoInput;
import dev.likeness.service.pictures.Uploads;
import dev.likeness.service.tasks.Delivery;
import dev.likeness.service.tasks.TaskWait;
import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Orders images and waits for them. */
final class ImageMaker {
    /** Shorter than the usual timeouts of proxies. */
    private static final Duration PATIENCE = Duration.ofSeconds(95);

    private final OrderDesk desk;
    private final TaskWait wait;
    private final Uploads uploads;
    private final FinishedImages finished;

    ImageMaker(OrderDesk desk, TaskWait wait, Uploads uploads, FinishedImages finished) {
        this.desk = desk;
        this.wait = wait;
        this.uploads = uploads;
        this.finished = finished;
    }

    /** The model names that select an engine; any other name means the first engine. */
    List<String> models() {
        return desk.engines();
    }

    /**
     * An accepted order.
     *
     * @param replayed whether the request repeats an earlier one with the same idempotency key
     */
    record AcceptedOrder(List<TaskId> tasks, boolean replayed, ResponseOptions form) {}

    /**
     * @throws PortraitException when the order is refused; nothing is charged then
     */
    AcceptedOrder order(Caller caller, ImageOrder order, HttpServletRequest request, byte[] body) {
        Optional<String> engine = order.model().filter(models()::contains);
        Delivery delivery = new Delivery(order.form().asLink(), order.logo(), AigcMeta.NONE);
        PhotoInput photo = uploads.resolved(order.photo());
        List<Order> orders = order.requests().stream()
                .map(portrait -> new Order(portrait, photo, engine, delivery).with(order.consent())).toList();
        Optional<Idempotency> idempotency = Optional.ofNullable(request.getHeader("Idempotency-Key"))
                .map(key -> new Idempotency(key, request.getRequestURI() + " " + hash(body)));
        try {
            Placed placed = desk.place(caller, new Orders(orders, idempotency, Optional.empty()));
            return new AcceptedOrder(placed.tasks(), placed.replayed(), order.form());
        } catch (UnusablePhoto refusal) {
            throw WrongField.of("image", refusal);
        }
    }

    /**
     * Waits and returns the answer. If some of several portraits failed, it holds the others; only these are charged.
     *
     * @throws PortraitException when none is done
     */
    Map<String, Object> wait(Caller caller, AcceptedOrder accepted, HttpServletRequest request) {
        wait.closed(accepted.tasks(), PATIENCE);
        List<Map<String, Object>> data = new ArrayList<>();
        Map<String, Object> answer = new LinkedHashMap<>();
        Optional<PortraitException> refusal = Optional.empty();
        for (TaskId id : accepted.tasks()) {
            try {
                FinishedImages.Finished image = finished.find(caller, id);
                data.add(finished.datum(image, accepted.form(), request));
                answer.put("size", FinishedImages.spelled(image.size()));
            } catch (PortraitException why) {
                refusal = refusal.or(() -> Optional.of(why));
            }
        }
        if (data.isEmpty()) {
            throw refusal.orElseThrow();
        }
        answer.put("created", Instant.now().getEpochSecond());
        answer.put("data", data);
        answer.put("background", accepted.form().background());
        answer.put("output_format", accepted.form().format().kind().wireName());
        answer.put("quality", ResponseOptions.QUALITY);
        answer.put("usage", FinishedImages.usage());
        return answer;
    }

    private static String hash(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
