package dev.likeness.server.drawing;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.server.wire.RequestBodies;
import dev.likeness.store.TaskId;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A client asks what became of a task.
 *
 * @param task   empty for text that never was the id of a task
 * @param wanted the form it wants the result in
 */
public record ResultQuestion(Optional<TaskId> task, DeliveryFields wanted) {
    /**
     * From the body of a request: {@code task_id}, and {@code req_json}, which is a string that holds a JSON object, or the
     * object itself. Some clients put the object's fields into the body.
     *
     * @throws InvalidRequest when {@code task_id} is missing or anything cannot be meant
     */
    public static ResultQuestion of(Fields fields, ReqKey reqKey, RequestBodies bodies) {
        reqKey.check(fields);
        Optional<TaskId> task = taskId(fields);
        return new ResultQuestion(task, reqJson(fields, bodies).or(DeliveryFields.of(fields)));
    }

    /** The task that a body names, whatever else it says. */
    public static Optional<TaskId> taskId(Fields fields) {
        JsonNode id = fields.node("task_id").orElseThrow(() -> new InvalidRequest(ErrorCode.MISSING_FIELD,
                "task_id is missing: send the one that the order was answered with"));
        if (id.isContainer() || id.isBoolean()) {
            throw Fields.wrongType("task_id", "a string of digits", id);
        }
        return TaskId.parse(id.asString().strip());
    }

    private static DeliveryFields reqJson(Fields fields, RequestBodies bodies) {
        Optional<JsonNode> node = fields.node("req_json");
        if (node.isEmpty()) {
            return DeliveryFields.NOTHING_SAID;
        }
        if (node.get().isString()) {
            try {
                return DeliveryFields.of(new Fields(bodies.object(node.get().stringValue())));
            } catch (InvalidRequest e) {
                throw new InvalidRequest(e.code(), "req_json: " + e.getMessage());
            }
        }
        if (node.get() instanceof ObjectNode object) {
            return DeliveryFields.of(new Fields(object));
        }
        throw Fields.wrongType("req_json", "a string that holds a JSON object, or the object", node.get());
    }
}
