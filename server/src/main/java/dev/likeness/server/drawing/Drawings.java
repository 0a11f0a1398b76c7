package dev.likeness.server.drawing;

import dev.likeness.core.ErrorCode;
import dev.likeness.server.drawing.TaskOutcome.Status;
import dev.likeness.server.drawing.TaskOutcome.Waiting;
import dev.likeness.server.wire.PortraitLinks;
import dev.likeness.service.delivery.Deliveries;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.keys.Scope;
import dev.likeness.service.orders.DeliveryCheck;
import dev.likeness.service.orders.Idempotency;
import dev.likeness.service.orders.Order;
import dev.likeness.service.orders.HouseRules;
import dev.likeness.service.orders.OrderDesk;
import dev.likeness.service.orders.Orders;
import dev.likeness.service.pictures.Uploads;
import dev.likeness.service.tasks.Delivery;
import dev.likeness.service.tasks.TaskState;
import dev.likeness.service.tasks.TaskView;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Places the orders of both clouds' dialects and finds their results. */
public final class Drawings {
    private final OrderDesk desk;
    private final Deliveries deliveries;
    private final PortraitLinks links;
    private final Uploads uploads;
    private final HouseRules rules;

    public Drawings(OrderDesk desk, Deliveries deliveries, PortraitLinks links, Uploads uploads,
            HouseRules rules) {
        this.rules = rules;
        this.desk = desk;
        this.deliveries = deliveries;
        this.links = links;
        this.uploads = uploads;
    }

    /**
     * Places an order.
     *
     * @throws dev.likeness.core.PortraitException when it is refused; nothing is charged then
     */
    public TaskId submit(Caller caller, LenientFields body, DeliveryFields queried, ReqKey reqKey) {
        return submit(caller, body, queried, reqKey, Optional.empty());
    }

    /**
     * As {@link #submit(Caller, LenientFields, DeliveryFields, ReqKey)}; a repeated request with the same idempotency
     * key gets the same task.
     */
    public TaskId submit(Caller caller, LenientFields body, DeliveryFields queried, ReqKey reqKey,
            Optional<Idempotency> idempotency) {
        caller.require(Scope.PORTRAITS_WRITE);
        Orders orders = Orders.of(kept(new SubmitBody(body).order(queried, reqKey)));
        return desk.place(caller, idempotency.map(orders::with).orElse(orders)).tasks().getFirst();
    }

    /**
     * The outcome of the task. A task of another account is treated as unknown.
     *
     * @throws dev.likeness.core.PortraitException when the requested form of the result cannot be made
     */
    public TaskOutcome result(Caller caller, ResultQuery question, HttpServletRequest asking) {
        caller.require(Scope.PORTRAITS_READ);
        DeliveryCheck.check(question.wanted().over(Delivery.PLAIN));
        rules.check(question.wanted().over(Delivery.PLAIN));
        Optional<TaskView> task = question.task().flatMap(id -> desk.findRecent(caller.account(), id));
        if (task.isPresent()) {
            question.foreign().ifPresent(refusal -> {
                throw refusal;
            });
        }
        return task.isPresent()
                ? outcome(task.get(), question.wanted(), asking)
                : new Waiting(Status.NOT_FOUND);
    }

    private TaskOutcome outcome(TaskView task, DeliveryFields wanted, HttpServletRequest asking) {
        return switch (task.state()) {
            case TaskState.InQueue() -> new Waiting(Status.IN_QUEUE);
            case TaskState.Generating() -> new Waiting(Status.GENERATING);
            case TaskState.Expired() -> new Waiting(Status.EXPIRED);
            case TaskState.Failed failed -> new TaskOutcome.Failed(failed.code(), failed.message(),
                    failed.upstream());
            case TaskState.Cancelled() -> new TaskOutcome.Failed(ErrorCode.CANCELLED, "the order was cancelled");
            case TaskState.Done done -> ready(task, done, wanted.over(task.delivery()), asking);
        };
    }

    private TaskOutcome ready(TaskView task, TaskState.Done done, Delivery delivery, HttpServletRequest asking) {
        if (delivery.asLink()) {
            return linked(task, done, delivery)
                    .<TaskOutcome>map(
                            name -> new TaskOutcome.Ready(Optional.of(links.link(name, asking)), Optional.empty(),
                                    done.notes(), done.missing()))
                    .orElse(new Waiting(Status.EXPIRED));
        }
        return deliveries.file(task, done.portrait(), delivery)
                .<TaskOutcome>map(file -> new TaskOutcome.Ready(Optional.empty(), Optional.of(file), done.notes(),
                        done.missing()))
                .orElse(new Waiting(Status.EXPIRED));
    }

    /**
     * The form that the order asked for is made when its link is opened. Another form is made at once, because it is
     * not stored anywhere.
     */
    private Optional<ObjectName> linked(TaskView task, TaskState.Done done, Delivery delivery) {
        return Deliveries.isAsOrdered(task, delivery)
                ? Optional.of(Deliveries.ordered(task, done))
                : deliveries.object(task, done.portrait(), delivery);
    }

    /** Reads a photo that was uploaded here from the object store instead of fetching it over the network. */
    private Order kept(Order order) {
        return new Order(order.request(), uploads.resolved(order.photo()), order.engine(), order.delivery())
                .with(order.consent());
    }
}
