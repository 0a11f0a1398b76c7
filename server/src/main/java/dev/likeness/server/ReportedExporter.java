package dev.likeness.server;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in one line that a collector does not take traces, and in another that it does again. The library itself writes a stack
 * trace for every batch, a dozen a minute, of an exception that says no more than its message: it is told to be silent.
 */
final class ReportedExporter implements SpanExporter {
    private static final Logger LOG = LoggerFactory.getLogger(ReportedExporter.class);
    /** Kept, since loggers that nobody holds are forgotten together with their level. */
    private static final java.util.logging.Logger LIBRARY = java.util.logging.Logger
            .getLogger("io.opentelemetry.exporter");

    private final SpanExporter exporter;
    private final String address;
    private final AtomicBoolean failing = new AtomicBoolean();

    /**
     * @param address of the collector, for the log
     */
    ReportedExporter(SpanExporter exporter, String address) {
        this.exporter = exporter;
        this.address = address;
        LIBRARY.setLevel(Level.OFF);
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        CompletableResultCode result = exporter.export(spans);
        result.whenComplete(() -> {
            if (result.isSuccess()) {
                if (failing.getAndSet(false)) {
                    LOG.info("the collector at {} takes traces again", address);
                }
            } else if (!failing.getAndSet(true)) {
                LOG.warn(
                        "traces are lost: the collector at {} does not take them ({}); check LIKENESS_TRACES and that it"
                                + " runs",
                        address, reason(result.getFailureThrowable()));
            }
        });
        return result;
    }

    /** What the library wraps: its own message says that something could not be exported. */
    private static String reason(@Nullable Throwable failure) {
        if (failure == null) {
            return "no reason given";
        }
        Throwable cause = failure.getCause() instanceof Throwable inner ? inner : failure;
        String message = cause.getMessage();
        return cause.getClass().getSimpleName()
                + (message == null || message.isBlank() ? "" : ": " + message.lines().findFirst().orElse(""));
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
