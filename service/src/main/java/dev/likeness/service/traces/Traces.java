package dev.likeness.service.traces;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells OpenTelemetry what this process does, where that is switched on ({@link #on}); elsewhere nothing here does anything. A
 * piece of work belongs to the one that its thread is in, to the request of a client that sent a {@code traceparent} (<a
 * href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>), or to an order that another process took: its row
 * {@link #carried carries} the parent, so that one trace holds the order and its making.
 *
 * <p>
 * Attributes are names, numbers and ids: never a photo, a word of an order, an address or a key.
 */
public final class Traces {
    private static final String SCOPE = "likeness";
    private static final String PARENT = "traceparent";
    private static final W3CTraceContextPropagator FORM = W3CTraceContextPropagator.getInstance();
    private static final AtomicReference<@Nullable OpenTelemetry> TOLD = new AtomicReference<>();

    private Traces() {}

    /** What is switched on, until it is closed. */
    public interface Switch extends AutoCloseable {
        @Override
        void close();
    }

    /** Tells this from now on, and nothing else. */
    public static Switch on(OpenTelemetry told) {
        TOLD.set(told);
        return () -> TOLD.compareAndSet(told, null);
    }

    /** Part of what this thread is doing. */
    public static Piece piece(String name) {
        return begun(name, SpanKind.INTERNAL, Context.current());
    }

    /** A call of another service; part of what this thread is doing. */
    public static Piece call(String name) {
        return begun(name, SpanKind.CLIENT, Context.current());
    }

    /** An order that is being taken, to be carried out by whoever reads what is {@link #carried}. */
    public static Piece order(String name) {
        return begun(name, SpanKind.PRODUCER, Context.current());
    }

    /**
     * The request of a client.
     *
     * @param header the value of a header that has this name
     */
    public static Piece request(String name, Function<String, @Nullable String> header) {
        return begun(name, SpanKind.SERVER, parent(header));
    }

    /**
     * The work for an order that was taken elsewhere or before.
     *
     * @param carried of its row
     */
    public static Piece attempt(String name, Optional<String> carried) {
        return begun(name, SpanKind.CONSUMER, parent(wanted -> wanted.equals(PARENT) ? carried.orElse(null) : null));
    }

    /** What this thread is doing does not come to what it was for; as {@link Piece#failed}. */
    public static void failed(String why) {
        Span.current().setStatus(StatusCode.ERROR, why);
    }

    private static Piece begun(String name, SpanKind kind, Context parent) {
        OpenTelemetry told = TOLD.get();
        if (told == null) {
            return Piece.UNTOLD;
        }
        SpanBuilder span = told.getTracer(SCOPE).spanBuilder(name).setSpanKind(kind).setParent(parent);
        return new Piece(Optional.of(span.startSpan()));
    }

    private static Context parent(Function<String, @Nullable String> header) {
        return FORM.extract(Context.root(), header, new TextMapGetter<>() {
            @Override
            public Iterable<String> keys(Function<String, @Nullable String> carrier) {
                return List.of(PARENT);
            }

            @Override
            public @Nullable String get(@Nullable Function<String, @Nullable String> carrier, String key) {
                return carrier == null ? null : carrier.apply(key);
            }
        });
    }

    /** What this thread is doing, as a {@code traceparent} for the row of an order; empty where nothing is told. */
    public static Optional<String> carried() {
        if (!Span.current().getSpanContext().isValid()) {
            return Optional.empty();
        }
        List<String> written = new ArrayList<>();
        FORM.inject(Context.current(), written, (carrier, key, value) -> {
            if (key.equals(PARENT) && carrier != null) {
                carrier.add(value);
            }
        });
        return written.stream().findFirst();
    }
}
