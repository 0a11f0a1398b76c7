package dev.likeness.app;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitEngine;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.diffusion.engine.KleinEngine;
import dev.likeness.studio.engine.StudioEngine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The engines of this installation by the names users choose them by; the first is the default. */
final class Engines {
    private final Map<String, Supplier<PortraitEngine>> makers = new LinkedHashMap<>();
    private final Map<String, Supplier<Optional<String>>> lacking = new LinkedHashMap<>();

    /** Those that ship with Likeness. */
    static Engines installed() {
        return new Engines().with("studio", StudioEngine::new).withOptional(KleinEngine.NAME, Models::engine,
                () -> Models.missing(System.getenv()));
    }

    Engines with(String name, Supplier<PortraitEngine> maker) {
        makers.put(name, maker);
        return this;
    }

    /**
     * One that needs what not every installation has.
     *
     * @param missing what this one seems not to have, and how to get it; opened by name it is tried all the same
     */
    Engines withOptional(String name, Supplier<PortraitEngine> maker, Supplier<Optional<String>> missing) {
        lacking.put(name, missing);
        return with(name, maker);
    }

    /**
     * @throws InvalidRequest when no engine has this name
     */
    PortraitEngine open(String name) {
        Supplier<PortraitEngine> maker = makers.get(name);
        if (maker == null) {
            throw new InvalidRequest(ErrorCode.UNKNOWN_ENGINE,
                    "engine \"" + name + "\" is unknown: use " + String.join(" or ", makers.keySet()));
        }
        return maker.get();
    }

    /** Those that can be opened; why another cannot be is told, in one line each. */
    List<PortraitEngine> openAll(Consumer<String> told) {
        List<PortraitEngine> open = new ArrayList<>();
        makers.forEach((name, maker) -> {
            Optional<String> missing = lacking.getOrDefault(name, Optional::empty).get();
            if (missing.isPresent()) {
                told.accept(missing.get());
                return;
            }
            try {
                open.add(maker.get());
            } catch (InvalidRequest unusable) {
                told.accept(unusable.getMessage());
            }
        });
        return open;
    }
}
