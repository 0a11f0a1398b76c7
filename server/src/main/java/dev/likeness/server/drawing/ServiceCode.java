package dev.likeness.server.drawing;

import dev.likeness.core.ErrorCode;
import java.util.Optional;
import java.util.Set;

/**
 * The error numbers of Volcengine's envelope.
 *
 * @param status of HTTP
 * @param title  the text that Volcengine sends with this number, if known; ends in a space, or is empty
 */
public record ServiceCode(int status, int code, String title) {
    static final int SUCCESS = 10_000;

    /** The photo or the task cannot be used. */
    public static final ServiceCode UNUSABLE_INPUT = new ServiceCode(400, 50_215, "Input invalid for this service. ");

    private static final ServiceCode BAD_ARGUMENT = new ServiceCode(400, 50_200, "");
    private static final ServiceCode DENIED = new ServiceCode(401, 50_400, "Access Denied: ");
    private static final ServiceCode TOO_FAST = new ServiceCode(429, 50_429,
            "Request Has Reached API Limit, Please Try Later: ");
    private static final ServiceCode TOO_MANY_AT_ONCE = new ServiceCode(429, 50_430,
            "Request Has Reached API Concurrent Limit, Please Try Later: ");
    private static final ServiceCode FAULT = new ServiceCode(500, 50_500, "Internal Error: ");

    /** The numbers with which Volcengine refuses pictures and words, which need no translation; all of them with 400. */
    static final Set<String> OF_MODERATION = Set.of("50411", "50412", "50413", "50511", "50512", "50518",
            "50519",
            "60208");

    /**
     * Of a failure that another service named.
     *
     * @param upstream what it called it
     */
    public static ServiceCode of(ErrorCode error, Optional<String> upstream) {
        return upstream.filter(OF_MODERATION::contains)
                .map(number -> new ServiceCode(UNUSABLE_INPUT.status(), Integer.parseInt(number), ""))
                .orElseGet(() -> of(error));
    }

    public static ServiceCode of(ErrorCode error) {
        return switch (error) {
            case SIZE_OUT_OF_RANGE, STRENGTH_OUT_OF_RANGE, STRENGTH_OFF_GRID, UNKNOWN_MODE, WATERMARK_INVALID,
                    SEED_OUT_OF_RANGE, PROMPT_TOO_LONG, TOO_MANY_ORDERS, IDEMPOTENCY_CONFLICT, UNKNOWN_ENGINE,
                    PREVIEW_UNAVAILABLE,
                    UNKNOWN_TEMPLATE, UNKNOWN_DOCUMENT, TRANSPARENT_NEEDS_ALPHA, OUTPUT_INVALID, FILE_SIZE_NOT_MET,
                    TEMPLATE_EXISTS, WEBHOOK_REFUSED, PHOTO_URL_REFUSED, CONSENT_INVALID ->
                BAD_ARGUMENT;
            case MISSING_FIELD, CONSENT_MISSING -> new ServiceCode(400, 50_201, "");
            case MALFORMED_REQUEST, WRONG_TYPE -> new ServiceCode(400, 50_204, "");
            case PHOTO_TOO_LARGE, PHOTO_TOO_MANY_PIXELS -> new ServiceCode(400, 50_205, "");
            case PHOTO_MISSING -> new ServiceCode(400, 50_206, "");
            case PHOTO_UNREADABLE, PHOTO_UNSUPPORTED -> new ServiceCode(400, 50_207, "");
            case REQUEST_TOO_LARGE -> new ServiceCode(400, 50_213, "");
            case REQUEST_TOO_SLOW -> new ServiceCode(408, 50_200, "");
            case PHOTO_TOO_SMALL, PHOTO_URL_FAILED, SEVERAL_FACES, FACE_TOO_SMALL, FACE_NOT_FRONTAL, FACE_UNCLEAR,
                    NOT_A_PHOTO,
                    UNKNOWN_FACE,
                    BACKGROUND_NOT_MET, FRAME_NOT_MET, ALREADY_CLOSED, CANCELLED, UPSTREAM_REFUSED ->
                UNUSABLE_INPUT;
            case PHOTO_REJECTED -> new ServiceCode(400, 50_411, "Pre Img Risk Not Pass: ");
            case PROMPT_REJECTED -> new ServiceCode(400, 50_412, "Text Risk Not Pass: ");
            case WORDS_REJECTED -> new ServiceCode(400, 50_413, "Post Text Risk Not Pass: ");
            case OUTPUT_REJECTED -> new ServiceCode(400, 50_511, "Post Img Risk Not Pass: ");
            case OUTPUT_TEXT_REJECTED -> new ServiceCode(400, 50_512, "Post Text Risk Not Pass: ");
            case MODERATION_FAILED -> new ServiceCode(400, 50_520, "Risk Internal Error: ");
            case NO_FACE -> new ServiceCode(400, 60_102, "");
            case KEY_MISSING, KEY_INVALID, KEY_EXPIRED, KEY_REVOKED -> DENIED;
            case SCOPE_MISSING -> new ServiceCode(403, 50_400, "Access Denied: ");
            case BALANCE_SHORT -> new ServiceCode(402, 50_400, "Access Denied: ");
            case NOT_FOUND -> new ServiceCode(404, 50_402, "");
            case RATE_LIMITED, UPLOADS_FULL, QUOTA_TOTAL_REACHED, QUOTA_MONTHLY_REACHED, QUOTA_DAILY_REACHED,
                    QUOTA_HOURLY_REACHED ->
                TOO_FAST;
            case TOO_MANY_OPEN, TOO_BUSY -> TOO_MANY_AT_ONCE;
            case STORAGE_UNAVAILABLE -> new ServiceCode(503, 50_500, "Internal Error: ");
            case TIMED_OUT -> new ServiceCode(504, 50_500, "Internal Error: ");
            case UPSTREAM_FAILED -> new ServiceCode(502, 50_500, "Internal Error: ");
            case ENGINE_FAILED, INTERNAL -> FAULT;
        };
    }
}
