package dev.likeness.app;

import dev.likeness.core.PortraitEngine;
import dev.likeness.core.PortraitEngineContract;

/** The fake does what an engine must. */
class PaperEngineTest extends PortraitEngineContract {
    @Override
    protected PortraitEngine engine() {
        return new PaperEngine();
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
