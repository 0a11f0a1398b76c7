package dev.likeness.server.openai;

import dev.likeness.server.wire.BearerAuthentication;
import dev.likeness.server.wire.PortraitLinks;
import dev.likeness.server.wire.RequestBodies;
import dev.likeness.service.delivery.Deliveries;
import dev.likeness.service.engines.Previewer;
import dev.likeness.service.orders.OrderDesk;
import dev.likeness.service.pictures.PhotoFetcher;
import dev.likeness.service.pictures.PhotoUrls;
import dev.likeness.service.pictures.Uploads;
import dev.likeness.service.tasks.TaskWait;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of this dialect. */
@Configuration(proxyBeanMethods = false)
public class OpenAi {
    @Bean
    FinishedImages finishedImages(OrderDesk desk, Deliveries deliveries, PortraitLinks links) {
        return new FinishedImages(desk, deliveries, links);
    }

    @Bean
    ImageMaker imageMaker(OrderDesk desk, TaskWait wait, Uploads uploads, FinishedImages finished) {
        return new ImageMaker(desk, wait, uploads, finished);
    }

    @Bean
    ImageStream imageStream(FinishedImages finished, TaskWait wait, Previewer previewer) {
        return new ImageStream(finished, wait, previewer);
    }

    @Bean
    PhotoSizeLookup photoMeasure(Uploads uploads, PhotoUrls urls, PhotoFetcher fetcher) {
        return new PhotoSizeLookup(uploads, urls, fetcher);
    }

    @Bean
    ImageController images(RequestBodies bodies, BearerAuthentication authentication, ImageMaker maker,
            ImageStream stream,
            PhotoSizeLookup measure) {
        return new ImageController(new OpenAiAnswers(), authentication, bodies,
                new ImageController.Parts(maker, stream, measure));
    }
}
