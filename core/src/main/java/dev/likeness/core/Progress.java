package dev.likeness.core;

/** Hears how far a rendering is. */
@FunctionalInterface
public interface Progress {
    /** A listener that does not listen. */
    Progress NONE = (fraction, stage) -> {};

    /**
     * @param fraction 0 to 1, never falling
     * @param stage    what is being done now, for people, for example {@code matte}
     */
    void report(double fraction, String stage);
}
