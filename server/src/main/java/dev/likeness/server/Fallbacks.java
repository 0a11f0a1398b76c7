package dev.likeness.server;

import dev.likeness.server.ai302.Ai302Answers;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Answers requests that belong to no dialect, in the envelope of 302.ai's gateway, which most clients know. */
@Configuration(proxyBeanMethods = false)
class Fallbacks {
    @Bean
    UnmatchedRequests unmatchedRequests(Ai302Answers answers) {
        return new UnmatchedRequests(answers);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> malformedRequests() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(MalformedRequestValve.class.getName());
            }
        });
    }
}
