package dev.likeness.store;

import dev.likeness.core.FrameSize;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Retouch;
import java.util.Optional;

/** Orders to test with. */
final class Samples {
    static final Money PRICE = Money.ptc("0.05");

    private Samples() {}

    static NewTask order() {
        return order(new PhotoSource.Kept(ObjectName.freshPhoto()));
    }

    static NewTask order(PhotoSource photo) {
        PortraitRequest request = PortraitRequest.of("a poet's portrait", FrameSize.DEFAULT, Retouch.DEFAULT,
                Optional.empty(), 7);
        return new NewTask("studio", request, photo, Delivery.LINK);
    }
}
