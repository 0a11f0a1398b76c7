package dev.likeness.service.work;

import java.time.Duration;

/** Is told what a worker does, for those who watch the service; called by the threads that render, so it must be quick. */
public interface WorkMeter {
    /** Nobody watches. */
    WorkMeter NONE = new WorkMeter() {
        @Override
        public void stage(String engine, Stage stage, Duration took) {}

        @Override
        public void closed(String engine, String outcome) {}
    };

    /** What the making of a portrait consists of, one after the other. */
    enum Stage {
        /** The photo is read from the object store and decoded. */
        READ,
        /** The engine renders. */
        RENDER,
        /** The file is written, labelled and put into the object store. */
        STORE
    }

    /** A stage has ended, well or not. */
    void stage(String engine, Stage stage, Duration took);

    /**
     * A portrait was closed by this worker.
     *
     * @param outcome {@code done}, or the wire name of the error code
     */
    void closed(String engine, String outcome);
}
