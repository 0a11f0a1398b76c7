package dev.likeness.core;

/** Is told how far a rendering has come. */
@FunctionalInterface
public interface Progress {
    /** Ignores all reports. */
    Progress NONE = (fraction, stage) -> {};

    /**
     * @param fraction 0 to 1, never falling
     * @param stage    what is being done now, for people, for example {@code matte}
     */
    void report(double fraction, String stage);
}
