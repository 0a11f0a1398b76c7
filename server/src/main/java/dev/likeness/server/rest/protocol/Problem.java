package dev.likeness.server.rest.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.Photo;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/**
 * A problem after RFC 9457.
 *
 * @param code   stable; clients may branch on it
 * @param detail the cause and the next step, for people
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(name = "Problem", requiredProperties = {"type", "title", "status", "detail",
        "code"}, description = "What went wrong (RFC 9457). Branch on `code`, which never changes.")
public record Problem(@Schema(example = "urn:likeness:problem:no_face") String type,
        @Schema(example = "The photo cannot be used") String title, @Schema(example = "422") int status,
        @Schema(example = "no face was found in the photo: send one that shows the face") String detail,
        @Schema(example = "no_face") String code,
        @Schema(description = "With `several_faces` and `unknown_face`: the faces, of which `face` of an order names one.") Optional<List<FaceArea>> faces) {
    public static Problem of(ErrorCode error, String detail) {
        return of(error, detail, List.of());
    }

    /** @param faces the faces among which the order must choose */
    public static Problem of(ErrorCode error, String detail, List<Photo.Area> faces) {
        Kind kind = Kind.of(error);
        return new Problem("urn:likeness:problem:" + error.wireName(), kind.title(), kind.status(), detail,
                error.wireName(), FaceArea.list(faces));
    }

    /** HTTP status and title of a problem. */
    private record Kind(int status, String title) {
        public static Kind of(ErrorCode error) {
            return switch (error) {
                case MALFORMED_REQUEST, MISSING_FIELD, WRONG_TYPE -> new Kind(400, "The request cannot be understood");
                case SIZE_OUT_OF_RANGE, STRENGTH_OUT_OF_RANGE, STRENGTH_OFF_GRID, UNKNOWN_MODE, WATERMARK_INVALID,
                        SEED_OUT_OF_RANGE, PROMPT_TOO_LONG, UNKNOWN_ENGINE, PREVIEW_UNAVAILABLE, UNKNOWN_TEMPLATE,
                        UNKNOWN_DOCUMENT, TRANSPARENT_NEEDS_ALPHA, OUTPUT_INVALID, FILE_SIZE_NOT_MET,
                        WEBHOOK_REFUSED,
                        TOO_MANY_ORDERS, CONSENT_MISSING, CONSENT_INVALID ->
                    new Kind(422, "A field has a value that cannot be used");
                case PHOTO_MISSING, PHOTO_UNREADABLE, PHOTO_UNSUPPORTED, PHOTO_TOO_LARGE, PHOTO_TOO_MANY_PIXELS,
                        PHOTO_TOO_SMALL, PHOTO_URL_REFUSED, PHOTO_URL_FAILED, NO_FACE, SEVERAL_FACES, FACE_TOO_SMALL,
                        FACE_NOT_FRONTAL, FACE_UNCLEAR, NOT_A_PHOTO, UNKNOWN_FACE, BACKGROUND_NOT_MET, FRAME_NOT_MET ->
                    new Kind(422, "The photo cannot be used");
                case PHOTO_REJECTED, PROMPT_REJECTED, WORDS_REJECTED, OUTPUT_REJECTED, OUTPUT_TEXT_REJECTED ->
                    new Kind(422, "The moderation of this service refused");
                case MODERATION_FAILED -> new Kind(503, "The moderation did not answer");
                case REQUEST_TOO_LARGE -> new Kind(413, "The request is too large");
                case REQUEST_TOO_SLOW -> new Kind(408, "The request came in too slowly");
                case KEY_MISSING, KEY_INVALID, KEY_EXPIRED, KEY_REVOKED ->
                    new Kind(401, "The key is missing or not let in");
                case BALANCE_SHORT -> new Kind(402, "The balance is too low");
                case SCOPE_MISSING -> new Kind(403, "The key may not be used for this");
                case NOT_FOUND -> new Kind(404, "There is no such thing");
                case CANCELLED, ALREADY_CLOSED -> new Kind(409, "The order is closed");
                case TEMPLATE_EXISTS -> new Kind(409, "There is one already");
                case IDEMPOTENCY_CONFLICT -> new Kind(422, "The Idempotency-Key came with another order");
                case RATE_LIMITED, TOO_MANY_OPEN, UPLOADS_FULL, QUOTA_TOTAL_REACHED, QUOTA_MONTHLY_REACHED,
                        QUOTA_DAILY_REACHED,
                        QUOTA_HOURLY_REACHED ->
                    new Kind(429, "A limit of the key is reached");
                case TOO_BUSY -> new Kind(429, "Too much at once");
                case STORAGE_UNAVAILABLE -> new Kind(503, "The service cannot store anything at the moment");
                case TIMED_OUT -> new Kind(504, "It took too long");
                case UPSTREAM_REFUSED -> new Kind(422, "The service behind the engine refused the order");
                case UPSTREAM_FAILED -> new Kind(502, "The service behind the engine failed");
                case ENGINE_FAILED, INTERNAL -> new Kind(500, "The service failed");
            };
        }
    }
}
