package dev.likeness.service.engines;

import dev.likeness.core.EngineListing;
import dev.likeness.core.EngineListing.Readiness;
import dev.likeness.service.work.WorkerView;
import dev.likeness.service.work.Workers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * All engines of this installation, and whether each can take orders now: opened in this process if it renders, or served by
 * a worker that is running.
 */
public final class EngineCatalog {
    /** Orders ask for the names of what is served; so often the workers are looked up for them. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final List<EngineListing> listings;
    private final boolean worksHere;
    private final Workers workers;
    private final AtomicReference<Served> served = new AtomicReference<>(
            new Served(Set.of(), System.nanoTime() - Duration.ofDays(1).toNanos()));

    private record Served(Set<String> names, long at) {}

    /**
     * @param listings  the engines in this process, the default first
     * @param worksHere whether this process also renders
     */
    public EngineCatalog(List<EngineListing> listings, boolean worksHere, Workers workers) {
        this.listings = List.copyOf(listings);
        this.worksHere = worksHere;
        this.workers = workers;
    }

    /**
     * The engines that can be ordered, the default first: those that are open in this process, whether or not a worker is
     * there at the moment, and those that this process only knows by name and a running worker serves.
     */
    public List<String> names() {
        return listings.stream()
                .filter(listing -> listing.readiness() instanceof Readiness.Ready
                        || served().contains(listing.name()))
                .map(EngineListing::name).toList();
    }

    private Set<String> served() {
        Served known = served.get();
        if (System.nanoTime() - known.at() > FRESH.toNanos()) {
            known = new Served(present().stream().flatMap(worker -> worker.engines().keySet().stream())
                    .collect(Collectors.toUnmodifiableSet()), System.nanoTime());
            served.set(known);
        }
        return known.names();
    }

    private List<WorkerView> present() {
        return workers.list().stream().filter(worker -> !worker.gone()).toList();
    }

    /** All engines with their current readiness. */
    public List<EngineListing> all() {
        if (worksHere && listings.stream().allMatch(listing -> listing.readiness() instanceof Readiness.Ready)) {
            return listings;
        }
        List<WorkerView> present = present();
        return listings.stream().map(listing -> seen(listing, present)).toList();
    }

    private EngineListing seen(EngineListing listing, List<WorkerView> present) {
        String devices = present.stream().flatMap(worker -> worker.engines().entrySet().stream())
                .filter(engine -> engine.getKey().equals(listing.name())).map(Map.Entry::getValue).distinct().sorted()
                .collect(Collectors.joining(", "));
        Readiness readiness = switch (listing.readiness()) {
            case Readiness.Ready here when worksHere -> here;
            case Readiness.Missing missing when devices.isEmpty() -> missing;
            case Readiness.Ready _,Readiness.Missing _ -> served(devices);
        };
        return new EngineListing(listing.name(), listing.profile(), readiness, listing.model());
    }

    private static Readiness served(String devices) {
        return devices.isEmpty()
                ? new Readiness.Missing("no worker that serves this engine is running, so its orders would wait:"
                        + " start one with ./likeness serve --role worker", Optional.empty())
                : new Readiness.Ready(devices);
    }
}
