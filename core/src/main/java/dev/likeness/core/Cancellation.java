package dev.likeness.core;

import java.util.function.BooleanSupplier;

/** Tells an engine to stop; asked between its stages. */
@FunctionalInterface
public interface Cancellation extends BooleanSupplier {
    /** A rendering that nobody cancels. */
    Cancellation NEVER = () -> false;

    /**
     * @throws PortraitException.Cancelled when the rendering is no longer wanted
     */
    default void check() {
        if (getAsBoolean()) {
            throw new PortraitException.Cancelled();
        }
    }
}
