package dev.likeness.core;

import java.util.List;

/** Turns a photo and an order into a portrait. Implementations are safe for use by several threads. */
public interface PortraitEngine extends AutoCloseable {
    /** The name users choose it by, for example {@code studio}. */
    String name();

    /** What it can do, for those who choose between engines; by default it promises nothing. */
    default EngineProfile profile() {
        return EngineProfile.promisingNothing(name());
    }

    /** What it computes on, for people: {@code processors}, {@code card 0}. */
    default String device() {
        return "processors";
    }

    /**
     * The templates it ships with, in the order of its catalogue. They are looked up when an order is accepted, not by
     * the engine.
     */
    default List<Template> templates() {
        return List.of();
    }

    /**
     * Refuses what this engine cannot do whatever the photo is. Asked before an order is accepted, and free to call.
     *
     * @throws PortraitException.InvalidRequest when it cannot carry the order out
     */
    default void check(PortraitRequest request) {}

    /** What it makes of the words of this order's prompt, in the order they are written; empty where it cannot tell. */
    default List<PromptTerm> read(PortraitRequest request) {
        return List.of();
    }

    /**
     * Makes the portrait. The same arguments give the same bytes on the same machine.
     *
     * <p>
     * Exceptions thrown by {@code progress} and {@code cancellation} belong to the caller and must be propagated
     * unchanged, never wrapped as a failure of the engine or the photo. An engine therefore catches only the exceptions
     * it knows; any other exception that leaves it counts as a fault of the engine, which the caller logs.
     *
     * @return a picture of exactly {@code request.size()}
     * @throws PortraitException when the photo cannot be used, the engine knows why it fails, or the order is cancelled
     */
    Rendering render(PortraitRequest request, Photo photo, Progress progress, Cancellation cancellation);

    @Override
    default void close() {}
}
