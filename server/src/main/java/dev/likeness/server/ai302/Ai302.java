package dev.likeness.server.ai302;

import dev.likeness.server.drawing.Drawings;
import dev.likeness.server.drawing.Envelope;
import dev.likeness.server.wire.BearerAuthentication;
import dev.likeness.server.wire.PublicAddress;
import dev.likeness.server.wire.RequestBodies;
import dev.likeness.service.accounts.Accounts;
import dev.likeness.service.pictures.Uploads;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of this dialect. */
@Configuration(proxyBeanMethods = false)
public class Ai302 {
    @Bean
    Ai302Answers answers(Envelope envelope) {
        return new Ai302Answers(envelope);
    }

    @Bean
    DrawingController drawing(Ai302Answers answers, BearerAuthentication authentication, RequestBodies bodies,
            Drawings drawings,
            DrawingNames names) {
        return new DrawingController(answers, authentication, bodies, drawings, names.further());
    }

    @Bean
    UploadController upload(Ai302Answers answers, BearerAuthentication authentication, RequestBodies bodies,
            Uploads uploads,
            PublicAddress address) {
        return new UploadController(answers, authentication, bodies, uploads, address);
    }

    @Bean
    BalanceController balance(Ai302Answers answers, BearerAuthentication authentication, Accounts accounts) {
        return new BalanceController(answers, authentication, accounts);
    }
}
