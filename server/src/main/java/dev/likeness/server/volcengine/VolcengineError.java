package dev.likeness.server.volcengine;

/** What Volcengine's gateway refuses before any service is reached; the names on the wire are part of its contract. */
enum VolcengineError {
    /** A parameter of the address is not there. */
    MISSING_PARAMETER(400, 100_002, "MissingParameter"),
    /** There is no signature, or no time of signing. */
    MISSING_REQUEST_INFO(400, 100_003, "MissingRequestInfo"),
    /** The time of signing cannot be read, or is too far off. */
    INVALID_TIMESTAMP(400, 100_006, "InvalidTimestamp"),
    /** The header that holds the signature is of another form. */
    INVALID_AUTHORIZATION(400, 100_007, "InvalidAuthorization"),
    /** The credential within it is. */
    INVALID_CREDENTIAL(400, 100_008, "InvalidCredential"),
    /** Nobody has this key, or it is let in no longer. */
    INVALID_ACCESS_KEY(401, 100_009, "InvalidAccessKey"),
    /** The signature is not the one of this request and secret. */
    SIGNATURE_DOES_NOT_MATCH(401, 100_010, "SignatureDoesNotMatch"),
    /** A temporary token came along, and none was issued here. */
    INVALID_SECRET_TOKEN(401, 100_011, "InvalidSecretToken"),
    /** The key may not do this. */
    ACCESS_DENIED(403, 100_013, "AccessDenied"),
    /** There is no such action. */
    INVALID_ACTION_OR_VERSION(404, 100_014, "InvalidActionOrVersion"),
    /** Too much is coming in at this moment. */
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

    /** Known for {@code InvalidTimestamp}, {@code InvalidAccessKey} and {@code SignatureDoesNotMatch}; else ours. */
    int number() {
        return number;
    }

    String wireName() {
        return wireName;
    }
}
