package dev.likeness.server.rest.admin;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.server.rest.protocol.ProblemAnswers;
import dev.likeness.server.rest.protocol.StrictJson;
import dev.likeness.server.wire.RequestBodies;
import dev.likeness.service.keys.SignIn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Signs a browser in with the code of a printed link. */
@RestController
@Tag(name = "Keys")
@ProblemAnswers
public final class SignInController {
    private final RequestBodies bodies;
    private final SignIn signIn;

    public SignInController(RequestBodies bodies, SignIn signIn) {
        this.bodies = bodies;
        this.signIn = signIn;
    }

    /** The code of the printed link. */
    @Schema(name = "SignIn", requiredProperties = {"code"})
    record SignInBody(Optional<String> code) {
        /** Without the code. */
        @Override
        public String toString() {
            return "a sign-in";
        }
    }

    /** The key that the code is exchanged for. */
    @Schema(name = "SignedIn", requiredProperties = {"key"})
    record SignedIn(@Schema(description = "An API key with every scope, shown only in this answer.") String key) {
        /** Without the key. */
        @Override
        public String toString() {
            return "a new key";
        }
    }

    @PostMapping("/v1/sign-in")
    @SecurityRequirements
    @Operation(summary = "Exchange the code that `serve` printed for a key", description = "Works once, within an hour of the start; needs no key.")
    @RequestBody(required = true, content = @Content(mediaType = "application/json", schema = @Schema(implementation = SignInBody.class)))
    @ApiResponse(responseCode = "201", content = @Content(mediaType = "application/json", schema = @Schema(implementation = SignedIn.class)))
    ResponseEntity<SignedIn> signIn(HttpServletRequest request) {
        try (RequestBodies.Body body = bodies.read(request)) {
            String code = StrictJson.read(body.object(), SignInBody.class).code()
                    .orElseThrow(() -> new InvalidRequest(ErrorCode.MISSING_FIELD,
                            "code is missing: it is the end of the link that serve printed"));
            return ResponseEntity.status(201).cacheControl(CacheControl.noStore())
                    .contentType(MediaType.APPLICATION_JSON).body(new SignedIn(signIn.redeem(code).key()));
        }
    }
}
