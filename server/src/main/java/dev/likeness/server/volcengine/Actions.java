package dev.likeness.server.volcengine;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import dev.likeness.server.drawing.DeliveryFields;
import dev.likeness.server.drawing.Drawings;
import dev.likeness.server.drawing.Exchange;
import dev.likeness.server.drawing.LenientFields;
import dev.likeness.server.drawing.ReqKey;
import dev.likeness.server.drawing.ResultQuery;
import dev.likeness.server.drawing.TaskOutcome;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.keys.Scope;
import dev.likeness.service.orders.OrderDesk;
import dev.likeness.service.tasks.CancelOutcome;
import dev.likeness.service.tasks.TaskWait;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;

/** Performs the actions of authenticated requests. */
final class Actions {
    private final Drawings drawings;
    private final OrderDesk desk;
    private final VolcengineAnswers answers;
    private final TaskWait wait;
    private final Duration patience;

    /**
     * @param patience how long {@code CVProcess} waits for a portrait
     */
    Actions(Drawings drawings, OrderDesk desk, VolcengineAnswers answers, TaskWait wait, Duration patience) {
        this.drawings = drawings;
        this.desk = desk;
        this.answers = answers;
        this.wait = wait;
        this.patience = patience;
    }

    /** A request with a valid signature. */
    record Call(Exchange exchange, HttpServletRequest servlet, ReceivedRequest request, Caller caller,
            LenientFields fields) {}

    ResponseEntity<byte[]> carryOut(Action action, Call call) {
        return switch (action) {
            case CVSync2AsyncSubmitTask, CVSubmitTask -> answers.success(call.exchange(), taskId(submit(call)));
            case CVSync2AsyncGetResult -> answers.outcome(call.exchange(), call.request(), result(call));
            case CVGetResult -> resultOrRefusal(call);
            case CVProcess -> process(call);
            case CVCancelTask -> cancel(call);
        };
    }

    private TaskId submit(Call call) {
        return drawings.submit(call.caller(), call.fields(), DeliveryFields.NONE, ReqKey.REQUIRED);
    }

    private TaskOutcome result(Call call) {
        return drawings.result(call.caller(), ResultQuery.of(call.fields(), ReqKey.OPTIONAL),
                call.servlet());
    }

    /** The older of the two actions answers an unknown task like any other unusable input. */
    private ResponseEntity<byte[]> resultOrRefusal(Call call) {
        TaskOutcome outcome = result(call);
        return outcome instanceof TaskOutcome.Waiting(TaskOutcome.Status status)
                && status == TaskOutcome.Status.NOT_FOUND
                        ? answers.unusable(call.exchange(), ErrorCode.NOT_FOUND,
                                "There is no such task, or it is older than 12 hours: order again.")
                        : answers.outcome(call.exchange(), call.request(), outcome);
    }

    private ResponseEntity<byte[]> process(Call call) {
        TaskId task = submit(call);
        ResultQuery question = new ResultQuery(Optional.of(task), DeliveryFields.NONE);
        wait.closed(List.of(task), patience);
        TaskOutcome outcome = drawings.result(call.caller(), question, call.servlet());
        if (outcome instanceof TaskOutcome.Waiting && wait.isStopping()) {
            throw new PortraitException.Refused(ErrorCode.TIMED_OUT,
                    "the service is being stopped: order again in a minute");
        }
        if (outcome instanceof TaskOutcome.Waiting) {
            if (desk.cancel(call.caller().account(), task) == CancelOutcome.CANCELLED) {
                throw new PortraitException.Refused(ErrorCode.TIMED_OUT, "the portrait was not ready within "
                        + patience.toSeconds() + " seconds and is not charged: use CVSync2AsyncSubmitTask and ask for "
                        + "the result");
            }
            outcome = drawings.result(call.caller(), question, call.servlet());
        }
        return answers.outcome(call.exchange(), call.request(), outcome);
    }

    private ResponseEntity<byte[]> cancel(Call call) {
        call.caller().require(Scope.PORTRAITS_WRITE);
        Optional<TaskId> task = ResultQuery.taskId(call.fields());
        CancelOutcome outcome = task.map(id -> desk.cancel(call.caller().account(), id))
                .orElse(CancelOutcome.UNKNOWN);
        return switch (outcome) {
            case CANCELLED -> answers.success(call.exchange(), taskId(task.orElseThrow()));
            case TOO_LATE -> answers.unusable(call.exchange(), ErrorCode.ALREADY_CLOSED,
                    "The task has ended already: ask for its result.");
            case UNKNOWN -> answers.unusable(call.exchange(), ErrorCode.NOT_FOUND,
                    "There is no such task: send the task_id that the order was answered with.");
        };
    }

    private static Map<String, String> taskId(TaskId task) {
        return Map.of("task_id", task.toString());
    }
}
