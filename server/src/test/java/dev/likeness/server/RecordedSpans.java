package dev.likeness.server;

import dev.likeness.service.traces.Traces;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** What this process tells of its work while this is open. */
final class RecordedSpans implements AutoCloseable {
    private final List<SpanData> ended = new CopyOnWriteArrayList<>();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(new SpanExporter() {
                @Override
                public CompletableResultCode export(Collection<SpanData> spans) {
                    ended.addAll(spans);
                    return CompletableResultCode.ofSuccess();
                }

                @Override
                public CompletableResultCode flush() {
                    return CompletableResultCode.ofSuccess();
                }

                @Override
                public CompletableResultCode shutdown() {
                    return CompletableResultCode.ofSuccess();
                }
            })).build();
    private final Traces.Switch on = Traces.on(OpenTelemetrySdk.builder().setTracerProvider(provider).build());

    /** Those of a trace that have ended. */
    List<SpanData> of(String trace) {
        return ended.stream().filter(span -> span.getTraceId().equals(trace)).toList();
    }

    /** The attempt at a task that has ended, if it has. */
    Optional<SpanData> attempt(String task) {
        return ended.stream().filter(span -> span.getName().equals("attempt")
                && task.equals(span.getAttributes().get(AttributeKey.stringKey("likeness.task")))).findFirst();
    }

    @Override
    public void close() {
        on.close();
        provider.close();
    }
}
