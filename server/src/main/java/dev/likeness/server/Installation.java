package dev.likeness.server;

import dev.likeness.core.EngineListing;
import dev.likeness.core.PortraitEngine;
import java.util.List;

/**
 * What this program brings to a service.
 *
 * @param engines  what can be ordered, the default first; they are not closed with the server
 * @param listings every engine that the program knows, those that could not be opened among them
 * @param version  of the program
 */
public record Installation(List<PortraitEngine> engines, List<EngineListing> listings, String version) {
    public Installation {
        engines = List.copyOf(engines);
        listings = List.copyOf(listings);
        if (engines.isEmpty()) {
            throw new IllegalArgumentException("a service needs at least one engine");
        }
    }

    /** Of these engines, and no others. */
    public static Installation of(List<PortraitEngine> engines) {
        return new Installation(engines, engines.stream().map(EngineListing::of).toList(), "(not packaged)");
    }
}
