package dev.likeness.service.pictures;

/**
 * While a backup runs, no picture that a row names is erased, on whatever node: what the rows name at one moment is then
 * still there when it is copied. A backup holds the advisory lock of this number; who erases shares it.
 */
public final class ErasingHold {
    /** Of the advisory lock. */
    public static final long LOCK = 0x6572617365L;

    /**
     * A condition for a query: whether pictures may be erased now. Where they may, they may until the end of the
     * transaction; where they may not, they are left to the janitor.
     */
    public static final String MAY_ERASE = "pg_try_advisory_xact_lock_shared(" + LOCK + ")";

    private ErasingHold() {}
}
