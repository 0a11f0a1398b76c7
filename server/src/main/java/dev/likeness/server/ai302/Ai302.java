package dev.likeness.server.ai302;

import dev.likeness.server.drawing.Drawings;
import dev.likeness.server.drawing.Envelope;
import dev.likeness.server.wire.Admission;
import dev.likeness.server.wire.PublicAddress;
import dev.likeness.server.wire.RequestBodies;
import dev.likeness.service.accounts.Accounts;
import dev.likeness.service.pictures.Uploads;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the dialect together. */
@Configuration(proxyBeanMethods = false)
public class Ai302 {
    @Bean
    Answers answers(Envelope envelope) {
        return new Answers(envelope);
    }

    @Bean
    DrawingController drawing(Answers answers, Admission admission, RequestBodies bodies, Drawings drawings,
            DrawingNames names) {
        return new DrawingController(answers, admission, bodies, drawings, names.further());
    }

    @Bean
    UploadController upload(Answers answers, Admission admission, RequestBodies bodies, Uploads uploads,
            PublicAddress address) {
        return new UploadController(answers, admission, bodies, uploads, address);
    }

    @Bean
    BalanceController balance(Answers answers, Admission admission, Accounts accounts) {
        return new BalanceController(answers, admission, accounts);
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
