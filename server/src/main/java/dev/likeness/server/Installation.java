package dev.likeness.server;

import dev.likeness.core.EngineListing;
import dev.likeness.core.EngineListing.Readiness;
import dev.likeness.core.PortraitEngine;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /**
     * With the engines that orders go through in front, in their order.
     *
     * @param alone whether no other process can have what is missing here
     * @throws IllegalArgumentException when the program knows no engine of that name, or none of them is open
     */
    Installation before(List<String> chain, boolean alone) {
        for (String name : chain) {
            if (listings.stream().noneMatch(listing -> listing.name().equals(name))) {
                throw new IllegalArgumentException("LIKENESS_ENGINES_DEFAULT names the engine \"" + name
                        + "\", which is unknown: use " + listings.stream().map(EngineListing::name)
                                .collect(Collectors.joining(", ")));
            }
        }
        if (alone && !chain.isEmpty() && engines.stream().noneMatch(engine -> chain.contains(engine.name()))) {
            throw new IllegalArgumentException("LIKENESS_ENGINES_DEFAULT names no engine that is ready: "
                    + listings.stream().filter(listing -> chain.contains(listing.name()))
                            .flatMap(listing -> listing.readiness() instanceof Readiness.Missing(String why, _)
                                    ? Stream.of(why)
                                    : Stream.empty())
                            .collect(Collectors.joining("; ")));
        }
        return new Installation(sorted(engines, PortraitEngine::name, chain),
                sorted(listings, EngineListing::name, chain), version);
    }

    private static <T> List<T> sorted(List<T> all, Function<T, String> name, List<String> first) {
        return all.stream().sorted(Comparator.comparingInt(one -> {
            int place = first.indexOf(name.apply(one));
            return place < 0 ? first.size() : place;
        })).toList();
    }

    /** With these engines only. */
    public static Installation of(List<PortraitEngine> engines) {
        return new Installation(engines, engines.stream().map(EngineListing::of).toList(), "(not packaged)");
    }
}
