package dev.likeness.server;

import dev.likeness.server.settings.Tracing;
import dev.likeness.service.traces.Traces;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/** Sends traces of this process to a collector, in batches and beside all work: while there is none, they are lost. */
final class TraceExport implements AutoCloseable {
    private static final String PATH = "/v1/traces";
    /** What the last batch may take when the process ends. */
    private static final long LAST = 5;

    private final SdkTracerProvider provider;
    private final Traces.Switch on;

    /**
     * @param tracing with a collector
     */
    TraceExport(Tracing tracing, String version, String role) {
        URI collector = tracing.collector().orElseThrow();
        String base = collector.toString().replaceFirst("/+$", "");
        String address = base.endsWith(PATH) ? base : base + PATH;
        provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault().merge(Resource.create(Attributes.of(
                        AttributeKey.stringKey("service.name"), "likeness", AttributeKey.stringKey("service.version"),
                        version, AttributeKey.stringKey("likeness.role"), role))))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(tracing.share())))
                .addSpanProcessor(BatchSpanProcessor.builder(new ReportedExporter(
                        OtlpHttpSpanExporter.builder().setEndpoint(address).build(), address)).build())
                .build();
        on = Traces.on(new OpenTelemetry() {
            @Override
            public TracerProvider getTracerProvider() {
                return provider;
            }

            @Override
            public ContextPropagators getPropagators() {
                return ContextPropagators.noop();
            }
        });
    }

    @Override
    public void close() {
        on.close();
        provider.shutdown().join(LAST, TimeUnit.SECONDS);
    }
}
