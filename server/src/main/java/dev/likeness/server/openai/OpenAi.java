package dev.likeness.server.openai;

import dev.likeness.server.delivery.Deliveries;
import dev.likeness.server.order.Admission;
import dev.likeness.server.order.OrderDesk;
import dev.likeness.server.order.PortraitLinks;
import dev.likeness.server.order.TaskWait;
import dev.likeness.server.order.Uploads;
import dev.likeness.server.wire.RequestBodies;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the dialect together. */
@Configuration(proxyBeanMethods = false)
public class OpenAi {
    @Bean
    ImageController images(RequestBodies bodies, Admission admission, OrderDesk desk, TaskWait wait,
            Deliveries deliveries, PortraitLinks links, Uploads uploads) {
        return new ImageController(new OpenAiAnswers(bodies), admission, bodies,
                new ImageMaker(desk, wait, new ImageMaker.Pictures(deliveries, links, uploads)));
    }
}
