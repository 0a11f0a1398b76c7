package dev.likeness.server.ai302;

import dev.likeness.core.ErrorCode;

/**
 * The numbers of Volcengine's envelope.
 *
 * @param status of HTTP
 */
record ServiceCode(int status, int code) {
    static final int SUCCESS = 10_000;

    static ServiceCode of(ErrorCode error) {
        return switch (error) {
            case SIZE_OUT_OF_RANGE, STRENGTH_OUT_OF_RANGE, STRENGTH_OFF_GRID, UNKNOWN_MODE, WATERMARK_INVALID,
                    SEED_OUT_OF_RANGE,
                    PROMPT_TOO_LONG, TOO_MANY_ORDERS, IDEMPOTENCY_CONFLICT, ALREADY_CLOSED, UNKNOWN_ENGINE,
                    UNKNOWN_TEMPLATE, TEMPLATE_EXISTS, WEBHOOK_REFUSED, PHOTO_URL_REFUSED ->
                new ServiceCode(400, 50_200);
            case MISSING_FIELD -> new ServiceCode(400, 50_201);
            case MALFORMED_REQUEST, WRONG_TYPE -> new ServiceCode(400, 50_204);
            case PHOTO_TOO_LARGE, PHOTO_TOO_MANY_PIXELS -> new ServiceCode(400, 50_205);
            case PHOTO_MISSING -> new ServiceCode(400, 50_206);
            case PHOTO_UNREADABLE, PHOTO_UNSUPPORTED -> new ServiceCode(400, 50_207);
            case REQUEST_TOO_LARGE -> new ServiceCode(400, 50_213);
            case PHOTO_TOO_SMALL, PHOTO_URL_FAILED, SEVERAL_FACES, FACE_TOO_SMALL, FACE_NOT_FRONTAL,
                    CANCELLED ->
                new ServiceCode(400, 50_215);
            case NO_FACE -> new ServiceCode(400, 60_102);
            case KEY_MISSING, KEY_INVALID, KEY_EXPIRED, KEY_REVOKED -> new ServiceCode(401, 50_400);
            case BALANCE_SHORT -> new ServiceCode(402, 50_400);
            case NOT_FOUND -> new ServiceCode(404, 50_402);
            case SCOPE_MISSING -> new ServiceCode(403, 50_400);
            case RATE_LIMITED -> new ServiceCode(429, 50_429);
            case TOO_MANY_OPEN -> new ServiceCode(429, 50_430);
            case QUOTA_TOTAL_REACHED, QUOTA_MONTHLY_REACHED, QUOTA_DAILY_REACHED, QUOTA_HOURLY_REACHED ->
                new ServiceCode(429, 50_429);
            case TOO_BUSY -> new ServiceCode(429, 50_430);
            case ENGINE_FAILED, INTERNAL -> new ServiceCode(500, 50_500);
        };
    }
}
