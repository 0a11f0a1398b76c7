package dev.likeness.core;

/** Turns a photo and an order into a portrait. Implementations are safe for use by several threads. */
public interface PortraitEngine extends AutoCloseable {
    /** The name users choose it by, for example {@code studio}. */
    String name();

    /**
     * Makes the portrait. The same arguments give the same bytes on the same machine.
     *
     * @return a picture of exactly {@code request.size()}
     * @throws PortraitException when the photo cannot be used, the engine fails, or the order is cancelled
     */
    Rendering render(PortraitRequest request, Photo photo, Progress progress, Cancellation cancellation);

    @Override
    default void close() {}
}
