package dev.likeness.service.orders;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * All orders of one request, accepted or refused as a whole.
 *
 * @param orders      1 to {@link dev.likeness.service.orders.Submission#MOST}
 * @param idempotency a repeated request with it is answered with the same tasks
 * @param webhook     address that is notified of each portrait; already checked
 * @param batch       whether the orders get a batch id, under which they can be queried together, even if there is only
 *                    one
 */
public record Orders(List<Order> orders, Optional<Idempotency> idempotency, Optional<URI> webhook, boolean batch) {
    public Orders {
        orders = List.copyOf(orders);
    }

    /** A batch if there is more than one order. */
    public Orders(List<Order> orders, Optional<Idempotency> idempotency, Optional<URI> webhook) {
        this(orders, idempotency, webhook, orders.size() > 1);
    }

    /** A single order. */
    public static Orders of(Order order) {
        return new Orders(List.of(order), Optional.empty(), Optional.empty());
    }

    public Orders with(Idempotency key) {
        return new Orders(orders, Optional.of(key), webhook, batch);
    }
}
