package dev.likeness.server.volcengine;

import dev.likeness.server.drawing.Drawings;
import dev.likeness.server.drawing.Envelope;
import dev.likeness.server.wire.RequestBodies;
import dev.likeness.service.keys.Keys;
import dev.likeness.service.orders.OrderDesk;
import dev.likeness.service.tasks.TaskWait;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of this dialect. */
@Configuration(proxyBeanMethods = false)
public class Volcengine {
    @Bean
    ActionController actions(RequestBodies bodies, Keys keys, Drawings drawings, OrderDesk desk, Envelope envelope,
            TaskWait wait, VolcengineSettings settings) {
        VolcengineAnswers answers = new VolcengineAnswers(envelope);
        return new ActionController(bodies, keys,
                new SignatureCheck(settings.signedHosts(), settings.clockWindow(), InstantSource.system()),
                new Actions(drawings, desk, answers, wait, settings.patience()), answers);
    }
}
