package dev.likeness.service.work;

import dev.likeness.core.Cancellation;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitEngine;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Progress;
import dev.likeness.core.Rendering;
import dev.likeness.core.relaying.RelayingEngine;
import dev.likeness.service.tasks.Attempt;
import dev.likeness.service.tasks.RunningAttempt;
import dev.likeness.service.upstreams.BookedErrand;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The engines of a worker, and what it takes to run them. */
public final class EngineRoom {
    /** By their names, in their order. */
    private final Map<String, PortraitEngine> engines;
    private final EngineBreakers breakers;
    private final Optional<RelayedOrders> relays;
    private final Supplier<Set<String>> elsewhere;

    /**
     * @param relays    empty where no engine is a {@link RelayingEngine}
     * @param elsewhere the engines that workers serve which are there now
     */
    public EngineRoom(List<PortraitEngine> engines, EngineBreakers breakers, Optional<RelayedOrders> relays,
            Supplier<Set<String>> elsewhere) {
        this.elsewhere = elsewhere;
        Map<String, PortraitEngine> named = new LinkedHashMap<>();
        engines.forEach(engine -> named.put(engine.name(), engine));
        this.engines = Collections.unmodifiableMap(named);
        this.breakers = breakers;
        this.relays = relays;
    }

    Collection<PortraitEngine> engines() {
        return engines.values();
    }

    EngineBreakers breakers() {
        return breakers;
    }

    Optional<PortraitEngine> find(String name) {
        return Optional.ofNullable(engines.get(name));
    }

    /** Whether this worker or another that is there now serves the engine. */
    boolean isServed(String name) {
        return engines.containsKey(name) || elsewhere.get().contains(name);
    }

    /** Those who carry out this attempt apart from the worker's own threads; empty when it is one for those. */
    Optional<RelayedOrders> elsewhere(Attempt attempt) {
        return find(attempt.engine()).filter(RelayingEngine.class::isInstance).flatMap(_ -> relays);
    }

    /**
     * Before anything is done for the order.
     *
     * @throws dev.likeness.core.relaying.Errand.NoRoom when the engine could not begin now
     */
    void look(PortraitEngine engine, Attempt attempt) {
        if (engine instanceof RelayingEngine relaying) {
            relays.ifPresent(these -> these.look(attempt, relaying));
        }
    }

    Rendering render(PortraitEngine engine, Attempt attempt, Ordered ordered, RunningAttempt running) {
        Progress progress = running;
        Cancellation cancellation = running;
        if (engine instanceof RelayingEngine relaying && relays.isPresent()) {
            try (BookedErrand errand = relays.get().errand(attempt, relaying)) {
                return relaying.render(new RelayingEngine.Commission(ordered.request(), ordered.photo(), errand),
                        progress, cancellation);
            }
        }
        return engine.render(ordered.request(), ordered.photo(), progress, cancellation);
    }

    /** What an engine gets. */
    record Ordered(PortraitRequest request, Photo photo) {}
}
