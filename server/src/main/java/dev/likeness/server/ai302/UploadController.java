package dev.likeness.server.ai302;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import dev.likeness.server.form.Forms;
import dev.likeness.server.form.Part;
import dev.likeness.server.wire.BearerAuthentication;
import dev.likeness.server.wire.PublicAddress;
import dev.likeness.server.wire.RequestBodies;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.keys.Scope;
import dev.likeness.service.pictures.Uploads;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Uploads a photo and returns its address, for {@code image_input}. */
@RestController
public final class UploadController {
    private final Ai302Answers answers;
    private final BearerAuthentication authentication;
    private final RequestBodies bodies;
    private final Uploads uploads;
    private final PublicAddress address;

    UploadController(Ai302Answers answers, BearerAuthentication authentication, RequestBodies bodies, Uploads uploads,
            PublicAddress address) {
        this.answers = answers;
        this.authentication = authentication;
        this.bodies = bodies;
        this.uploads = uploads;
        this.address = address;
    }

    @PostMapping("/302/upload-file")
    ResponseEntity<byte[]> upload(HttpServletRequest request) {
        return answers.guarded(request, exchange -> {
            Caller caller = authentication.caller(request);
            caller.require(Scope.PORTRAITS_WRITE);
            uploads.admit(caller);
            try (RequestBodies.Held body = bodies.hold(request)) {
                Part file = Forms.read(body.bytes(), Optional.ofNullable(request.getContentType()).orElse(""))
                        .part("file").orElseThrow(() -> new PortraitException.UnusablePhoto(ErrorCode.PHOTO_MISSING,
                                "there is no photo: send it as the file of the form's field \"file\""));
                Map<String, Object> answer = new LinkedHashMap<>();
                answer.put("code", 200);
                answer.put("message", "success");
                answer.put("data", address.of(request) + uploads.keep(caller, file.bytes()));
                return answers.json(200, answer);
            }
        });
    }
}
