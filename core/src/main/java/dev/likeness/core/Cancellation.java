package dev.likeness.core;

import java.util.function.BooleanSupplier;

/** Tells an engine to stop; asked between its stages. */
@FunctionalInterface
public interface Cancellation extends BooleanSupplier {
    /** Never cancelled. */
    Cancellation NEVER = () -> false;

    /**
     * @throws PortraitException.Cancelled when the rendering was cancelled
     */
    default void check() {
        if (getAsBoolean()) {
            throw new PortraitException.Cancelled();
        }
    }
}
