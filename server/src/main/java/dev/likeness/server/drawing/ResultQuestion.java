package dev.likeness.server.drawing;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.service.ids.TaskId;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A client asks what became of a task.
 *
 * @param task    empty for text that never was the id of a task
 * @param wanted  the form it wants the result in
 * @param foreign what is to be said if there is such a task, because the client asks for one of another service. Where
 *                there is none, that is the answer, as upstream: a client has been seen to try its keys in this way
 */
public record ResultQuestion(Optional<TaskId> task, DeliveryFields wanted, Optional<InvalidRequest> foreign) {
    /** About a task of this service. */
    public ResultQuestion(Optional<TaskId> task, DeliveryFields wanted) {
        this(task, wanted, Optional.empty());
    }

    /**
     * From the body of a request: {@code task_id}, and {@code req_json}, which is a string that holds a JSON object, or the
     * object itself. Some clients put the object's fields into the body.
     *
     * @throws InvalidRequest when {@code task_id} is missing or anything cannot be meant
     */
    public static ResultQuestion of(LenientFields fields, ReqKey reqKey) {
        Optional<TaskId> task = taskId(fields);
        DeliveryFields wanted = fields.object("req_json").map(DeliveryFields::of).orElse(DeliveryFields.NOTHING_SAID);
        return new ResultQuestion(task, wanted.or(DeliveryFields.of(fields)), reqKey.foreign(fields));
    }

    /** The same, where the address says how the result is wanted. */
    public ResultQuestion wanting(DeliveryFields queried) {
        return new ResultQuestion(task, queried.or(wanted), foreign);
    }

    /** The task that a body names, whatever else it says. */
    public static Optional<TaskId> taskId(LenientFields fields) {
        JsonNode id = fields.node("task_id").orElseThrow(() -> new InvalidRequest(ErrorCode.MISSING_FIELD,
                "task_id is missing: send the one that the order was answered with"));
        if (id.isContainer() || id.isBoolean()) {
            throw LenientFields.wrongType("task_id", "a string of digits", id);
        }
        return TaskId.parse(id.asString().strip());
    }
}
