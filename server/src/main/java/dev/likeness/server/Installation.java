package dev.likeness.server;

import dev.likeness.core.EngineListing;
import dev.likeness.core.PortraitEngine;
import java.util.List;

/**
 * The engines and version of the installed program.
 *
 * @param engines  what can be ordered, the default first; they are not closed with the server
 * @param listings every engine that the program knows, including those that could not be opened
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

    /** With these engines only. */
    public static Installation of(List<PortraitEngine> engines) {
        return new Installation(engines, engines.stream().map(EngineListing::of).toList(), "(not packaged)");
    }
}
