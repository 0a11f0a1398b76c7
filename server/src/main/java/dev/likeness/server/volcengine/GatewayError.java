package dev.likeness.server.volcengine;

/** What Volcengine's gateway refuses before any service is reached; the names on the wire are part of its contract. */
enum GatewayError {
    MISSING_PARAMETER(400, 100_002, "MissingParameter"), MISSING_REQUEST_INFO(400, 100_003,
            "MissingRequestInfo"), INVALID_TIMESTAMP(400, 100_006, "InvalidTimestamp"), INVALID_AUTHORIZATION(400,
                    100_007,
                    "InvalidAuthorization"), INVALID_CREDENTIAL(400, 100_008, "InvalidCredential"), INVALID_ACCESS_KEY(
                            401, 100_009, "InvalidAccessKey"), SIGNATURE_DOES_NOT_MATCH(401, 100_010,
                                    "SignatureDoesNotMatch"), INVALID_SECRET_TOKEN(401, 100_011,
                                            "InvalidSecretToken"), ACCESS_DENIED(403, 100_013,
                                                    "AccessDenied"), INVALID_ACTION_OR_VERSION(404, 100_014,
                                                            "InvalidActionOrVersion"), FLOW_LIMIT_EXCEEDED(429, 100_018,
                                                                    "FlowLimitExceeded"), INTERNAL_ERROR(500, 100_020,
                                                                            "InternalError");

    private final int status;
    private final int number;
    private final String wireName;

    GatewayError(int status, int number, String wireName) {
        this.status = status;
        this.number = number;
        this.wireName = wireName;
    }

    /** Of HTTP. */
    int status() {
        return status;
    }

    /** Known for {@code InvalidTimestamp}, {@code InvalidAccessKey} and {@code SignatureDoesNotMatch}; else ours. */
    int number() {
        return number;
    }

    String wireName() {
        return wireName;
    }
}
