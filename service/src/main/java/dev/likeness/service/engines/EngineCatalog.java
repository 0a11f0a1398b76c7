package dev.likeness.service.engines;

import dev.likeness.core.EngineListing;
import dev.likeness.core.EngineListing.Readiness;
import dev.likeness.service.work.WorkerView;
import dev.likeness.service.work.Workers;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All engines of this installation, and whether each can take orders now: this process, which checks the orders, must
 * have opened the engine, and a worker that serves it must be running.
 */
public final class EngineCatalog {
    private final List<EngineListing> listings;
    private final boolean worksHere;
    private final Workers workers;

    /**
     * @param listings  the engines in this process, the default first
     * @param worksHere whether this process also renders
     */
    public EngineCatalog(List<EngineListing> listings, boolean worksHere, Workers workers) {
        this.listings = List.copyOf(listings);
        this.worksHere = worksHere;
        this.workers = workers;
    }

    /** All engines with their current readiness. */
    public List<EngineListing> all() {
        if (worksHere) {
            return listings;
        }
        List<WorkerView> present = workers.list().stream().filter(worker -> !worker.gone()).toList();
        return listings.stream().map(listing -> elsewhere(listing, present)).toList();
    }

    private static EngineListing elsewhere(EngineListing listing, List<WorkerView> present) {
        Readiness readiness = switch (listing.readiness()) {
            case Readiness.Missing missing -> missing;
            case Readiness.Ready here -> present.stream()
                    .filter(worker -> worker.engines().containsKey(listing.name()))
                    .map(worker -> worker.engines().getOrDefault(listing.name(), here.device())).distinct().sorted()
                    .collect(Collectors.collectingAndThen(Collectors.joining(", "), EngineCatalog::served));
        };
        return new EngineListing(listing.name(), listing.profile(), readiness, listing.model(), listing.cloud());
    }

    private static Readiness served(String devices) {
        return devices.isEmpty()
                ? new Readiness.Missing("no worker that serves this engine is running, so its orders would wait:"
                        + " start one with ./likeness serve --role worker", Optional.empty())
                : new Readiness.Ready(devices);
    }
}
