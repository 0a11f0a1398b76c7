package dev.likeness.service.orders;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Everything one request orders, to be taken on as a whole.
 *
 * @param orders      1 to {@link dev.likeness.service.orders.Submission#MOST}
 * @param idempotency answers the same request that is sent again with the same tasks
 * @param webhook     who is told of each portrait; an address that was checked
 * @param batch       whether they can be asked for together by an id of their own, be it a single one
 */
public record Orders(List<Order> orders, Optional<Idempotency> idempotency, Optional<URI> webhook, boolean batch) {
    public Orders {
        orders = List.copyOf(orders);
    }

    /** A batch if there are several. */
    public Orders(List<Order> orders, Optional<Idempotency> idempotency, Optional<URI> webhook) {
        this(orders, idempotency, webhook, orders.size() > 1);
    }

    /** A single order, nothing else. */
    public static Orders of(Order order) {
        return new Orders(List.of(order), Optional.empty(), Optional.empty());
    }

    public Orders with(Idempotency key) {
        return new Orders(orders, Optional.of(key), webhook, batch);
    }
}
