package dev.likeness.server.drawing;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.service.ids.TaskId;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A request for the result of a task.
 *
 * @param task    empty when the text cannot be the id of a task
 * @param wanted  the requested form of the result
 * @param foreign the refusal if the request names another service. An unknown task is answered as unknown first, as
 *                Volcengine does: one client tests its keys in this way
 */
public record ResultQuery(Optional<TaskId> task, DeliveryFields wanted, Optional<InvalidRequest> foreign) {
    /** For a task of this service. */
    public ResultQuery(Optional<TaskId> task, DeliveryFields wanted) {
        this(task, wanted, Optional.empty());
    }

    /**
     * From the body of a request: {@code task_id}, and {@code req_json}, which is a string that holds a JSON object, or
     * the object itself. Some clients put the object's fields directly into the body.
     *
     * @throws InvalidRequest when {@code task_id} is missing or a value cannot be understood
     */
    public static ResultQuery of(LenientFields fields, ReqKey reqKey) {
        Optional<TaskId> task = taskId(fields);
        DeliveryFields wanted = fields.object("req_json").map(DeliveryFields::of).orElse(DeliveryFields.NONE);
        return new ResultQuery(task, wanted.or(DeliveryFields.of(fields)), reqKey.foreign(fields));
    }

    /** The same with the form of the result from the query. */
    public ResultQuery wanting(DeliveryFields queried) {
        return new ResultQuery(task, queried.or(wanted), foreign);
    }

    /** The task that a body names. */
    public static Optional<TaskId> taskId(LenientFields fields) {
        JsonNode id = fields.node("task_id").orElseThrow(() -> new InvalidRequest(ErrorCode.MISSING_FIELD,
                "task_id is missing: send the one that the order was answered with"));
        if (id.isContainer() || id.isBoolean()) {
            throw LenientFields.wrongType("task_id", "a string of digits", id);
        }
        return TaskId.parse(id.asString().strip());
    }
}
