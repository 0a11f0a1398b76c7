package dev.likeness.server;

import dev.likeness.core.PortraitEngine;
import dev.likeness.core.PortraitEngineContract;

/** The fake does what an engine must. */
class FlatEngineTest extends PortraitEngineContract {
    @Override
    protected PortraitEngine engine() {
        return new FlatEngine();
    }

    @Override
    protected Ordered good() {
        return new Ordered(request(""), nobody());
    }

    @Override
    protected Ordered unusable() {
        return new Ordered(request("no face"), nobody());
    }
}
