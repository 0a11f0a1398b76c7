package dev.likeness.server.wire;

import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.CorsFilter;
import tools.jackson.databind.json.JsonMapper;

/** Filters and connection settings for requests of all dialects. */
@Configuration(proxyBeanMethods = false)
public class Wire {
    /** Bytes on the heap of each open connection, idle or not: what is read at once, and Tomcat's buffer for writing. */
    private static final int HELD = BodyReader.PIECE + (8 << 10);
    /** The part of the heap that connections may hold. */
    private static final int PART = 10;
    private static final int FEWEST = 200;
    /** Tomcat's own limit. */
    private static final int MOST = 8192;

    @Bean
    FilterRegistrationBean<CorsFilter> cors(WireSettings settings) {
        FilterRegistrationBean<CorsFilter> filter = new FilterRegistrationBean<>(
                new CorsFilter(new CorsOrigins(settings.corsOrigins())));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return filter;
    }

    /** Before all that could write a line or an answer. */
    @Bean
    FilterRegistrationBean<RequestIds> requestIds() {
        FilterRegistrationBean<RequestIds> filter = new FilterRegistrationBean<>(new RequestIds());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    /** After the ids of requests, before all that takes time. */
    @Bean
    FilterRegistrationBean<TracedRequests> tracedRequests() {
        FilterRegistrationBean<TracedRequests> filter = new FilterRegistrationBean<>(new TracedRequests());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return filter;
    }

    @Bean
    FilterRegistrationBean<TidyPaths> tidyPaths() {
        FilterRegistrationBean<TidyPaths> filter = new FilterRegistrationBean<>(new TidyPaths());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 3);
        return filter;
    }

    /** Replaces the one that Spring would create. */
    @Bean
    JsonMapper json() {
        return Json.mapper();
    }

    /**
     * How many connections may be open at once; further ones wait until one ends.
     *
     * @param heap bytes
     */
    static int mostConnections(long heap) {
        return Math.clamp(heap / PART / HELD, FEWEST, MOST);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> connections(WireSettings settings) {
        int silence = Math.toIntExact(settings.bodies().silence().toMillis());
        return factory -> {
            factory.addContextValves(new UnreadBodies(settings.bodies()));
            factory.addConnectorCustomizers(connector -> {
                // What one read from a socket brings at most; with Tomcat's 8 kB a photo of 1 MB takes 160 of them.
                connector.setProperty("socket.appReadBufSize", Integer.toString(BodyReader.PIECE));
                connector.setProperty("maxConnections",
                        Integer.toString(mostConnections(Runtime.getRuntime().maxMemory())));
                if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
                    http.setDisableUploadTimeout(false);
                    http.setConnectionUploadTimeout(silence);
                }
                PriorKnowledge http2 = new PriorKnowledge();
                http2.setStreamReadTimeout(silence);
                connector.addUpgradeProtocol(http2);
            });
        };
    }
}
