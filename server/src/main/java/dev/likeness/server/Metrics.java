package dev.likeness.server;

import dev.likeness.service.database.StoreException;
import dev.likeness.service.orders.Overview;
import dev.likeness.service.pictures.ObjectStore;
import dev.likeness.service.work.WorkMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToDoubleFunction;

/**
 * What can be watched of this node, in the format of Prometheus: what its worker does, and, the same on all nodes, the queue
 * and the day's results. The database is asked at most every {@link #FRESH}, however many look.
 */
final class Metrics implements WorkMeter, AutoCloseable {
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final Overview overview;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Seen seen = new Seen(Double.NaN, Double.NaN, Double.NaN, 0, 0, 0);
    private volatile long seenAt = System.nanoTime() - FRESH.toNanos() - 1;

    private record Seen(double waiting, double making, double oldest, double done, double failed, double spent) {}

    Metrics(Overview overview, ObjectStore objects) {
        this.overview = overview;
        gauge("likeness.queue.waiting", "Portraits that wait for a worker.", Seen::waiting);
        gauge("likeness.queue.making", "Portraits that are being made.", Seen::making);
        gauge("likeness.queue.oldest.seconds", "How long the oldest of those that wait has waited.", Seen::oldest);
        gauge("likeness.today.done", "Portraits done since midnight, UTC.", Seen::done);
        gauge("likeness.today.failed", "Portraits failed since midnight, UTC.", Seen::failed);
        gauge("likeness.today.spent.ptc", "Price of the portraits done since midnight, UTC.", Seen::spent);
        Gauge.builder("likeness.store.free.bytes", objects, store -> store.free().isPresent()
                ? store.free().getAsLong()
                : Double.NaN).description("Room for pictures; not a number where the store knows none.")
                .register(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    private void gauge(String name, String description, ToDoubleFunction<Seen> value) {
        Gauge.builder(name, this, metrics -> value.applyAsDouble(metrics.seen())).description(description)
                .register(registry);
    }

    private Seen seen() {
        if (System.nanoTime() - seenAt > FRESH.toNanos() && asking.tryLock()) {
            try {
                Overview.Open open = overview.open();
                Overview.Day day = overview.today();
                seen = new Seen(open.waiting(), open.beingMade(),
                        open.oldest().map(Duration::toMillis).orElse(0L) / 1e3,
                        day.done(), day.failed(), Double.parseDouble(day.spent().toString()));
            } catch (StoreException unknown) {
                seen = new Seen(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
            } finally {
                seenAt = System.nanoTime();
                asking.unlock();
            }
        }
        return seen;
    }

    @Override
    public void stage(String engine, Stage stage, Duration took) {
        Timer.builder("likeness.stage").description("Stages of the making of a portrait.").tag("engine", engine)
                .tag("stage", stage.name().toLowerCase(Locale.ROOT)).publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(10)).maximumExpectedValue(Duration.ofMinutes(5))
                .register(registry).record(took);
    }

    @Override
    public void closed(String engine, String outcome) {
        Counter.builder("likeness.portraits").description("Portraits that this node closed, by outcome.")
                .tag("engine", engine).tag("outcome", outcome).register(registry).increment();
    }

    /** All of it, as text. */
    String scraped() {
        return registry.scrape();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
