package dev.likeness.server.openai;

import dev.likeness.core.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An error of this dialect.
 *
 * @param status of HTTP
 * @param type   the dialect's kind of errors
 * @param code   the dialect's code if it has one, otherwise ours
 * @param retry  whether a repeated request can succeed; clients of this dialect retry after 429 and 500 unless told not
 *               to
 */
record OpenAiError(int status, String type, String code, boolean retry) {
    static OpenAiError of(ErrorCode error) {
        String own = error.wireName();
        return switch (error) {
            case MALFORMED_REQUEST, MISSING_FIELD, WRONG_TYPE, REQUEST_TOO_LARGE, SIZE_OUT_OF_RANGE,
                    STRENGTH_OUT_OF_RANGE, STRENGTH_OFF_GRID, UNKNOWN_MODE, WATERMARK_INVALID, SEED_OUT_OF_RANGE,
                    PROMPT_TOO_LONG, UNKNOWN_ENGINE, PREVIEW_UNAVAILABLE, UNKNOWN_TEMPLATE, UNKNOWN_DOCUMENT,
                    TRANSPARENT_NEEDS_ALPHA, OUTPUT_INVALID, FILE_SIZE_NOT_MET, PHOTO_MISSING,
                    PHOTO_TOO_LARGE,
                    PHOTO_TOO_MANY_PIXELS, PHOTO_TOO_SMALL, PHOTO_URL_REFUSED, PHOTO_URL_FAILED, NO_FACE,
                    SEVERAL_FACES, FACE_TOO_SMALL, FACE_NOT_FRONTAL, FACE_UNCLEAR, NOT_A_PHOTO, UNKNOWN_FACE,
                    BACKGROUND_NOT_MET,
                    FRAME_NOT_MET,
                    CANCELLED, ALREADY_CLOSED,
                    TEMPLATE_EXISTS, WEBHOOK_REFUSED, TOO_MANY_ORDERS, IDEMPOTENCY_CONFLICT, UPSTREAM_REFUSED,
                    CONSENT_MISSING, CONSENT_INVALID ->
                invalid(own);
            case PHOTO_REJECTED, PROMPT_REJECTED, WORDS_REJECTED, OUTPUT_REJECTED, OUTPUT_TEXT_REJECTED ->
                new OpenAiError(400, "image_generation_user_error", "moderation_blocked", false);
            case MODERATION_FAILED -> new OpenAiError(503, "server_error", own, false);
            case PHOTO_UNREADABLE, PHOTO_UNSUPPORTED -> invalid("invalid_image");
            case REQUEST_TOO_SLOW -> new OpenAiError(408, "invalid_request_error", own, false);
            case KEY_MISSING, KEY_INVALID, KEY_EXPIRED, KEY_REVOKED ->
                new OpenAiError(401, "invalid_request_error", "invalid_api_key", false);
            case BALANCE_SHORT -> new OpenAiError(429, "insufficient_quota", "insufficient_quota", false);
            case SCOPE_MISSING -> new OpenAiError(403, "invalid_request_error", "insufficient_permissions", false);
            case QUOTA_TOTAL_REACHED, QUOTA_MONTHLY_REACHED, QUOTA_DAILY_REACHED, QUOTA_HOURLY_REACHED ->
                new OpenAiError(429, "insufficient_quota", "insufficient_quota", false);
            case NOT_FOUND -> new OpenAiError(404, "invalid_request_error", own, false);
            case RATE_LIMITED, UPLOADS_FULL, TOO_MANY_OPEN, TOO_BUSY ->
                new OpenAiError(429, "requests", "rate_limit_exceeded", true);
            case STORAGE_UNAVAILABLE -> new OpenAiError(503, "server_error", own, true);
            case UPSTREAM_FAILED, ENGINE_FAILED, INTERNAL, TIMED_OUT ->
                new OpenAiError(500, "server_error", own, false);
        };
    }

    private static OpenAiError invalid(String code) {
        return new OpenAiError(400, "invalid_request_error", code, false);
    }

    Map<String, Object> body(String message, Optional<String> param, ErrorCode error) {
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("message", message);
        inner.put("type", type);
        inner.put("param", param.orElse(null));
        inner.put("code", code);
        inner.put("error_code", error.wireName());
        return Map.of("error", inner);
    }
}
