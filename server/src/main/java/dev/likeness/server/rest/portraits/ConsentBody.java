package dev.likeness.server.rest.portraits;

import dev.likeness.service.audit.Consent;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/** The consent of the person in the photo. */
@Schema(name = "Consent", requiredProperties = {"who",
        "when"}, description = "Who agreed to the portrait. It is kept in the audit trail, also after the portrait is erased.")
record ConsentBody(
        @Schema(maxLength = 200, description = "A name, or your own number of that person.") Optional<String> who,
        @Schema(format = "date-time", example = "2027-01-31T12:00:00Z") Optional<String> when,
        @Schema(maxLength = 200, description = "Where you keep the proof.") Optional<String> reference) {
    Consent consent() {
        return Consent.of(who.orElse(""), when.orElse(""), reference.orElse(""));
    }
}
