package dev.likeness.service.orders;

import dev.likeness.core.FrameSize;
import dev.likeness.core.GenMode;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Retouch;
import dev.likeness.core.Template;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.tasks.Delivery;
import dev.likeness.service.tasks.NewTask;
import dev.likeness.service.tasks.PhotoSource;
import java.util.List;
import java.util.Optional;

/** Orders to test with. */
public final class Samples {
    static final Money PRICE = Money.ptc("0.05");

    private Samples() {}

    public static NewTask order() {
        return order(new PhotoSource.Kept(ObjectName.freshPhoto()));
    }

    /** As {@link #order()}, of another engine. */
    public static NewTask orderOf(String engine) {
        NewTask order = order();
        return new NewTask(engine, order.request(), order.photo(), order.delivery());
    }

    /** So many orders at once, of one request. */
    public static Submission batch(Caller account, int size) {
        return new Submission(account.account(), account.key(),
                java.util.stream.Stream.generate(Samples::order).limit(size).toList(), Optional.empty(),
                Optional.empty(), true);
    }

    public static NewTask order(PhotoSource photo) {
        PortraitRequest request = PortraitRequest.of("a poet's portrait", FrameSize.DEFAULT, Retouch.DEFAULT,
                Optional.empty(), 7);
        Template template = new Template("balcony", "", "", List.of(), "on a balcony in Rome", GenMode.CREATIVE,
                Retouch.DEFAULT);
        return new NewTask("studio", request.with(template), photo, Delivery.LINK);
    }
}
