package dev.likeness.server.volcengine;

import dev.likeness.server.drawing.DrawingBody;
import dev.likeness.server.drawing.Exchange;
import dev.likeness.server.drawing.Guard;
import dev.likeness.server.wire.BearerAuthentication;
import dev.likeness.server.wire.KnownCaller;
import dev.likeness.server.wire.RequestBodies;
import dev.likeness.service.keys.Keys;
import dev.likeness.service.keys.SigningKey;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The only path of the dialect. What can be refused without the body is refused before the body is read. The signature
 * is checked even if the key has expired or was revoked, so that only a caller who has the secret learns the state of
 * the key.
 */
@RestController
public final class ActionController {
    private final RequestBodies bodies;
    private final Keys keys;
    private final SignatureCheck signatures;
    private final Actions actions;
    private final VolcengineAnswers answers;

    ActionController(RequestBodies bodies, Keys keys, SignatureCheck signatures, Actions actions,
            VolcengineAnswers answers) {
        this.bodies = bodies;
        this.keys = keys;
        this.signatures = signatures;
        this.actions = actions;
        this.answers = answers;
    }

    // No condition on Action here: reading the parameters would consume the body if the content type is that of a form.
    @PostMapping("/")
    ResponseEntity<byte[]> post(HttpServletRequest request) {
        return act(request);
    }

    @GetMapping(path = "/", params = "Action")
    ResponseEntity<byte[]> get(HttpServletRequest request) {
        return act(request);
    }

    private ResponseEntity<byte[]> act(HttpServletRequest servlet) {
        ReceivedRequest request = ReceivedRequest.headOf(servlet);
        return Guard.run(exchange -> act(exchange, servlet, request),
                (exchange, code, message) -> answers.failure(exchange, request, code, message));
    }

    private ResponseEntity<byte[]> act(Exchange exchange, HttpServletRequest servlet, ReceivedRequest request) {
        Optional<String> name = request.parameter("Action").filter(text -> !text.isBlank());
        if (name.isEmpty()) {
            return answers.refusal(exchange, request, VolcengineError.MISSING_PARAMETER,
                    "the parameter Action is missing: ask for /?Action=CVSync2AsyncSubmitTask&Version=2022-08-31");
        }
        Optional<Action> action = Action.of(name.get(), request.parameter("Version").orElse(""));
        if (action.isEmpty()) {
            return answers.refusal(exchange, request, VolcengineError.INVALID_ACTION_OR_VERSION,
                    "there is no such action in this version: use CVSync2AsyncSubmitTask, CVSync2AsyncGetResult, "
                            + "CVProcess, CVSubmitTask, CVGetResult or CVCancelTask with Version=2022-08-31");
        }
        return switch (SignatureClaim.of(request)) {
            case Verdict.Refused<SignatureClaim>(VolcengineError error, String message) ->
                answers.refusal(exchange, request, error, message);
            case Verdict.Accepted<SignatureClaim>(SignatureClaim claim) ->
                signed(exchange, servlet, request, claim, action.get());
        };
    }

    private ResponseEntity<byte[]> signed(Exchange exchange, HttpServletRequest servlet, ReceivedRequest head,
            SignatureClaim claim, Action action) {
        Optional<SigningKey> key = keys.signingKey(claim.credential().accessKeyId());
        if (key.isEmpty()) {
            return answers.refusal(exchange, head, VolcengineError.INVALID_ACCESS_KEY,
                    "the access key id is unknown here: make a key pair with ./likeness keys create");
        }
        if (claim.token().isPresent()) {
            return answers.refusal(exchange, head, VolcengineError.INVALID_SECRET_TOKEN,
                    "this service issues no temporary tokens: sign with an access key pair and send no X-Security-Token");
        }
        if (signatures
                .timely(claim) instanceof Verdict.Refused<SignatureClaim>(VolcengineError error, String message)) {
            return answers.refusal(exchange, head, error, message);
        }
        // A signature covers the hash of the body, so with a hash in the header it can be checked before the body is
        // read.
        Optional<ReceivedRequest> provable = claim.inQuery() ? Optional.of(head) : head.announced();
        if (provable.isPresent()) {
            if (signatures.judge(provable.get(), claim,
                    key.get().secret()) instanceof Verdict.Refused<Credential>(VolcengineError error, String message)) {
                return answers.refusal(exchange, head, error, message);
            }
            BearerAuthentication.record(servlet, key.get().admitted());
        } else {
            KnownCaller.note(servlet, "unproven " + claim.credential().accessKeyId());
        }
        try (RequestBodies.Held body = bodies.hold(servlet)) {
            ReceivedRequest request = head.withBody(body.sent());
            return switch (signatures.judge(request, claim, key.get().secret())) {
                case Verdict.Refused<Credential>(VolcengineError error, String message) ->
                    answers.refusal(exchange, request, error, message);
                case Verdict.Accepted<Credential> accepted -> actions.carryOut(action,
                        new Actions.Call(exchange, servlet, request, key.get().admitted(), DrawingBody.fields(
                                body.bytes(), Optional.ofNullable(servlet.getContentType()).orElse(""))));
            };
        }
    }
}
