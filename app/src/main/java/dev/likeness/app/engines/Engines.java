package dev.likeness.app.engines;

import dev.likeness.core.EngineListing;
import dev.likeness.core.EngineListing.Readiness;
import dev.likeness.core.EngineProfile;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitEngine;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.Drawings;
import dev.likeness.diffusion.engine.KleinEngine;
import dev.likeness.studio.engine.StudioEngine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The engines of this installation by the names users choose them by; the first is the default. */
public final class Engines {
    private static final String ALLOW_DRAWINGS = "LIKENESS_ALLOW_DRAWINGS";

    private final Map<String, Supplier<PortraitEngine>> makers = new LinkedHashMap<>();
    private final Map<String, Optionally> optional = new LinkedHashMap<>();
    private final Renderings renderings = new Renderings();

    /**
     * What is known of an engine that needs what not every installation has.
     *
     * @param missing what this one seems not to have, and how to get it; opened by name it is tried all the same
     * @param model   what it needs
     * @param get     the command that gets it
     */
    public record Optionally(Supplier<Optional<String>> missing, Supplier<EngineProfile> profile,
            Supplier<EngineListing.Model> model, String get) {}

    /**
     * All engines after an attempt to open them.
     *
     * @param engines  those that are open
     * @param listings all, in the order users see them in
     */
    public record Opened(List<PortraitEngine> engines, List<EngineListing> listings) implements AutoCloseable {
        @Override
        public void close() {
            engines.forEach(PortraitEngine::close);
        }

        /** Why those that are not open are not, a line each. */
        public List<String> missing() {
            return listings.stream().flatMap(listing -> listing.readiness() instanceof Readiness.Missing(String why, _)
                    ? Stream.of(why)
                    : Stream.empty()).toList();
        }
    }

    /** Those that ship with Likeness. */
    public static Engines installed() {
        return new Engines().with(StudioEngine.NAME, () -> new StudioEngine(drawings(System.getenv()))).withOptional(
                KleinEngine.NAME, Models::engine,
                new Optionally(() -> Models.missing(System.getenv()), () -> KleinEngine.PROFILE, Models::used,
                        Models.GET));
    }

    /**
     * What is done with drawings, statues and dolls: {@code LIKENESS_ALLOW_DRAWINGS} is {@code true} or {@code false}, which it
     * is when not set.
     *
     * @throws InvalidRequest when it is neither
     */
    public static Drawings drawings(Map<String, String> environment) {
        String allowed = environment.getOrDefault(ALLOW_DRAWINGS, "").strip().toLowerCase(Locale.ROOT);
        return switch (allowed) {
            case "true", "1", "yes" -> Drawings.ALLOWED;
            case "", "false", "0", "no" -> Drawings.REFUSED;
            default -> throw new InvalidRequest(ErrorCode.MALFORMED_REQUEST,
                    ALLOW_DRAWINGS + " is \"" + allowed + "\": use true or false");
        };
    }

    public Engines with(String name, Supplier<PortraitEngine> maker) {
        makers.put(name, maker);
        return this;
    }

    /** One that needs what not every installation has. */
    public Engines withOptional(String name, Supplier<PortraitEngine> maker, Optionally needs) {
        optional.put(name, needs);
        return with(name, maker);
    }

    /**
     * @throws InvalidRequest when no engine has this name
     */
    public PortraitEngine open(String name) {
        Supplier<PortraitEngine> maker = makers.get(name);
        if (maker == null) {
            throw new InvalidRequest(ErrorCode.UNKNOWN_ENGINE,
                    "engine \"" + name + "\" is unknown: use " + String.join(" or ", makers.keySet()));
        }
        return opened(maker);
    }

    /** What the engines that were opened here are doing. */
    public Renderings renderings() {
        return renderings;
    }

    private PortraitEngine opened(Supplier<PortraitEngine> maker) {
        return renderings.of(renderings.during(maker));
    }

    /**
     * Opens these and nothing else.
     *
     * @throws InvalidRequest when one of them is unknown, or cannot be opened: whoever names it means it
     */
    public Opened openOnly(Collection<String> names) {
        List<PortraitEngine> engines = new ArrayList<>();
        List<EngineListing> listings = new ArrayList<>();
        try {
            // In the order that users know, whatever order they are named in; what is unknown comes last and is refused.
            SequencedSet<String> ordered = new LinkedHashSet<>(makers.keySet());
            ordered.retainAll(names);
            ordered.addAll(names);
            for (String name : ordered) {
                engines.add(open(name));
            }
        } catch (RuntimeException | LinkageError unusable) {
            engines.forEach(PortraitEngine::close);
            throw unusable;
        }
        makers.keySet().forEach(name -> {
            Optional<Optionally> needs = Optional.ofNullable(optional.get(name));
            listings.add(engines.stream().filter(engine -> engine.name().equals(name)).findFirst()
                    .map(engine -> new EngineListing(name, engine.profile(), new Readiness.Ready(engine.device()),
                            needs.map(it -> it.model().get())))
                    .orElseGet(() -> unopened(name, new InvalidRequest(ErrorCode.ENGINE_FAILED, "engine \"" + name
                            + "\" is not among those that this process was told to serve (LIKENESS_ENGINES)"),
                            needs)));
        });
        return new Opened(engines, listings);
    }

    /** Opens all that can be; of the others the listing says why not. */
    public Opened openAll() {
        List<PortraitEngine> engines = new ArrayList<>();
        List<EngineListing> listings = new ArrayList<>();
        makers.forEach((name, maker) -> {
            Optional<Optionally> needs = Optional.ofNullable(optional.get(name));
            Optional<String> missing = needs.flatMap(it -> it.missing().get());
            if (missing.isPresent()) {
                listings.add(unopened(name, new InvalidRequest(ErrorCode.UNKNOWN_ENGINE, missing.get()), needs));
                return;
            }
            try {
                PortraitEngine engine = opened(maker);
                engines.add(engine);
                listings.add(new EngineListing(name, engine.profile(), new Readiness.Ready(engine.device()),
                        needs.map(it -> it.model().get())));
            } catch (InvalidRequest unusable) {
                listings.add(unopened(name, unusable, needs));
            } catch (RuntimeException | LinkageError broken) {
                // What not every installation has shall not keep the others from serving what they do have.
                if (needs.isEmpty()) {
                    throw broken;
                }
                listings.add(unopened(name, new InvalidRequest(ErrorCode.ENGINE_FAILED,
                        "engine \"" + name + "\" cannot be opened: " + broken), needs));
            }
        });
        return new Opened(engines, listings);
    }

    private static EngineListing unopened(String name, InvalidRequest why, Optional<Optionally> needs) {
        // A wrong setting is not put right by getting the model once more.
        Optional<String> get = needs.map(Optionally::get).filter(it -> why.code() == ErrorCode.UNKNOWN_ENGINE);
        return new EngineListing(name,
                needs.map(it -> it.profile().get()).orElseGet(() -> EngineProfile.promisingNothing(name)),
                new Readiness.Missing(why.getMessage(), get), needs.map(it -> it.model().get()));
    }
}
