package dev.likeness.client;

/** The service refused, or a portrait failed: a stable code, and a message with the cause and the next step. */
public final class LikenessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    /**
     * @param status of HTTP; 200 where a portrait that was taken failed later
     * @param code   {@code no_face}, {@code balance_short}, …; empty where something else than the service answered
     */
    public LikenessException(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    public int status() {
        return status;
    }

    /** The stable code. */
    public String code() {
        return code;
    }
}
