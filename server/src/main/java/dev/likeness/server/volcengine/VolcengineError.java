package dev.likeness.server.volcengine;

/** The errors of Volcengine's gateway; their wire names are part of its contract. */
enum VolcengineError {
    /** A query parameter is missing. */
    MISSING_PARAMETER(400, 100_002, "MissingParameter"),
    /** The signature or the time of signing is missing. */
    MISSING_REQUEST_INFO(400, 100_003, "MissingRequestInfo"),
    /** The time of signing cannot be parsed or is too far off. */
    INVALID_TIMESTAMP(400, 100_006, "InvalidTimestamp"),
    /** The header with the signature is malformed. */
    INVALID_AUTHORIZATION(400, 100_007, "InvalidAuthorization"),
    /** The credential in the signature is malformed. */
    INVALID_CREDENTIAL(400, 100_008, "InvalidCredential"),
    /** The key is unknown, expired or revoked. */
    INVALID_ACCESS_KEY(401, 100_009, "InvalidAccessKey"),
    /** The signature does not match the request and the secret. */
    SIGNATURE_DOES_NOT_MATCH(401, 100_010, "SignatureDoesNotMatch"),
    /** The request has a temporary token, and this service issues none. */
    INVALID_SECRET_TOKEN(401, 100_011, "InvalidSecretToken"),
    /** The key lacks the scope. */
    ACCESS_DENIED(403, 100_013, "AccessDenied"),
    /** The action is unknown. */
    INVALID_ACTION_OR_VERSION(404, 100_014, "InvalidActionOrVersion"),
    /** Too many requests at the moment. */
    FLOW_LIMIT_EXCEEDED(429, 100_018, "FlowLimitExceeded");

    private final int status;
    private final int number;
    private final String wireName;

    VolcengineError(int status, int number, String wireName) {
        this.status = status;
        this.number = number;
        this.wireName = wireName;
    }

    /** Of HTTP. */
    int status() {
        return status;
    }

    /**
     * Volcengine's number for {@code InvalidTimestamp}, {@code InvalidAccessKey} and {@code SignatureDoesNotMatch}; our
     * own for the others.
     */
    int number() {
        return number;
    }

    String wireName() {
        return wireName;
    }
}
