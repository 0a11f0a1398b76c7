package dev.likeness.server.rest.portraits;

import dev.likeness.core.AigcMeta;
import dev.likeness.core.Logo;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.output.OutputFile;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.audit.Consent;
import dev.likeness.service.orders.Idempotency;
import dev.likeness.service.orders.Order;
import dev.likeness.service.orders.OrderDesk;
import dev.likeness.service.orders.Orders;
import dev.likeness.service.orders.Placed;
import dev.likeness.service.pictures.GroundPictures;
import dev.likeness.service.pictures.PhotoInput;
import dev.likeness.service.pictures.PhotoUrls;
import dev.likeness.service.pictures.Uploads;
import dev.likeness.service.tasks.Delivery;
import dev.likeness.service.templates.TemplateCatalog;
import dev.likeness.service.webhooks.WebhookCaller;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Places parsed orders at the order desk. */
public final class OrderTaker {
    private final OrderDesk desk;
    private final TemplateCatalog templates;
    private final PhotoUrls urls;
    private final Uploads uploads;
    private final GroundPictures grounds;

    public OrderTaker(OrderDesk desk, TemplateCatalog templates, PhotoUrls urls, Uploads uploads,
            GroundPictures grounds) {
        this.grounds = grounds;
        this.desk = desk;
        this.templates = templates;
        this.urls = urls;
        this.uploads = uploads;
    }

    Placed take(Caller caller, OrderReader.Received received, Optional<Idempotency> idempotency) {
        OrderBody body = received.order();
        PortraitRequest request = received.options()
                .request(body.template().map(name -> templates.named(caller.account(), name)));
        Order order = order(request, uploads.resolved(received.photo()), body.engine(), body.watermark(),
                body.output().file(request.setting()), ground(received.ground(), body.ground()))
                .with(body.consent().map(ConsentBody::consent));
        return desk.place(caller, new Orders(List.of(order), idempotency, webhook(body.webhook())));
    }

    Placed take(Caller caller, BatchOrder batch, Optional<Idempotency> idempotency) {
        List<BatchOrder.Sitting> sittings = batch.sittings().stream()
                .map(sitting -> new BatchOrder.Sitting(uploads.resolved(sitting.photo()), sitting.face())).toList();
        Optional<PhotoInput.Upload> ground = ground(Optional.empty(), batch.ground());
        Optional<Consent> consent = batch.consent().map(ConsentBody::consent);
        // Made anew for each photo, so that each portrait gets a random seed of its own if none is given.
        List<Order> orders = sittings.stream()
                .flatMap(sitting -> batch.requests(sitting.face(), name -> templates.named(caller.account(), name))
                        .stream()
                        .map(request -> order(request, sitting.photo(), batch.engine(), batch.watermark(),
                                batch.output().file(request.setting()), ground).with(consent)))
                .toList();
        return desk.place(caller, new Orders(orders, idempotency, webhook(batch.webhook()), true));
    }

    private static Order order(PortraitRequest request, PhotoInput photo, Optional<String> engine,
            Optional<WatermarkBody> watermark, OutputFile file, Optional<PhotoInput.Upload> ground) {
        return new Order(request, photo, engine.filter(name -> !name.isBlank()),
                new Delivery(true, watermark.map(WatermarkBody::logo).orElse(Logo.NONE), AigcMeta.NONE, file), ground,
                Optional.empty());
    }

    private Optional<PhotoInput.Upload> ground(Optional<PhotoInput.Upload> file, Optional<String> text) {
        return file.or(() -> text.map(grounds::fetched));
    }

    private Optional<URI> webhook(Optional<String> address) {
        return address.filter(text -> !text.isBlank()).map(text -> WebhookCaller.checked(urls, text.strip()));
    }
}
