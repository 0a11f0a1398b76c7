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
    @Bean
    FilterRegistrationBean<CorsFilter> cors(WireSettings settings) {
        FilterRegistrationBean<CorsFilter> filter = new FilterRegistrationBean<>(
                new CorsFilter(new CorsOrigins(settings.corsOrigins())));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return filter;
    }

    /** Before all that could write a line or an answer. */
    @Bean
    FilterRegistrationBean<RequestIds> requestIds() {
        FilterRegistrationBean<RequestIds> filter = new FilterRegistrationBean<>(new RequestIds());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    FilterRegistrationBean<TidyPaths> tidyPaths() {
        FilterRegistrationBean<TidyPaths> filter = new FilterRegistrationBean<>(new TidyPaths());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return filter;
    }

    /** Replaces the one that Spring would create. */
    @Bean
    JsonMapper json() {
        return Json.mapper();
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> connections(WireSettings settings) {
        int silence = Math.toIntExact(settings.bodies().silence().toMillis());
        return factory -> {
            factory.addContextValves(new UnreadBodies(settings.bodies()));
            factory.addConnectorCustomizers(connector -> {
                // What one read from a socket brings at most; with Tomcat's 8 kB a photo of 1 MB takes 160 of them.
                connector.setProperty("socket.appReadBufSize", Integer.toString(BodyReader.PIECE));
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
