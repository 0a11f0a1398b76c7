package dev.likeness.server.ai302;

import dev.likeness.server.wire.RequestBodies;
import dev.likeness.server.order.OrderDesk;
import dev.likeness.server.order.PortraitLinks;
import dev.likeness.store.Accounts;
import dev.likeness.store.Keys;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the dialect together. */
@Configuration(proxyBeanMethods = false)
public class Ai302 {
    @Bean
    Answers answers(RequestBodies bodies) {
        return new Answers(bodies);
    }

    @Bean
    DrawingController drawing(Answers answers, RequestBodies bodies, Keys keys, OrderDesk desk,
            PortraitLinks links) {
        return new DrawingController(answers, new Bearer(keys), bodies, desk, links);
    }

    @Bean
    BalanceController balance(Answers answers, Keys keys, Accounts accounts) {
        return new BalanceController(answers, new Bearer(keys), accounts);
    }

    @Bean
    GatewayAdvice advice(Answers answers) {
        return new GatewayAdvice(answers);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> refusals() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(JsonRefusal.class.getName());
            }
        });
    }
}
