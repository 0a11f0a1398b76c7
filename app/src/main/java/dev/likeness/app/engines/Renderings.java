package dev.likeness.app.engines;

import dev.likeness.core.Cancellation;
import dev.likeness.core.EngineProfile;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitEngine;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Progress;
import dev.likeness.core.PromptTerm;
import dev.likeness.core.Rendering;
import dev.likeness.core.Template;
import dev.likeness.core.check.PhotoChecker;
import dev.likeness.core.check.PhotoReport;
import dev.likeness.core.relaying.RelayingEngine;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the engines of this process are doing. The process may not end under a network that runs: the runtimes take their
 * libraries down when a JVM ends, whoever still computes in them, and a thread that does then crashes natively.
 */
public final class Renderings {
    private int running;
    private boolean ending;

    /** The engine, whose work is counted here and can be ended. */
    PortraitEngine of(PortraitEngine engine) {
        // One that has its portraits made elsewhere runs nothing here that the end of the process could cut off.
        if (engine instanceof RelayingEngine) {
            return engine;
        }
        return engine instanceof PhotoChecker checker ? new CountedChecker(engine, checker) : new Counted(engine);
    }

    /** Does what may not be cut off by the end of the process. */
    <T> T during(Supplier<T> work) {
        begin();
        try {
            return work.get();
        } finally {
            done();
        }
    }

    /**
     * Cancels all that is being done, and waits for it to stop.
     *
     * @return whether nothing runs any more
     */
    public synchronized boolean end(Duration longest) {
        ending = true;
        long until = System.nanoTime() + longest.toNanos();
        boolean interrupted = false;
        try {
            while (running > 0) {
                long left = (until - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                try {
                    wait(left);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            return true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized void begin() {
        running++;
    }

    private synchronized void done() {
        running--;
        notifyAll();
    }

    private synchronized boolean isRunning() {
        return running > 0;
    }

    private synchronized boolean isEnding() {
        return ending;
    }

    private Cancellation either(Cancellation cancellation) {
        Cancellation either = () -> isEnding() || cancellation.getAsBoolean();
        either.check();
        return either;
    }

    private final class CountedChecker extends Counted implements PhotoChecker {
        private final PhotoChecker checker;

        CountedChecker(PortraitEngine engine, PhotoChecker checker) {
            super(engine);
            this.checker = checker;
        }

        @Override
        public PhotoReport check(PortraitRequest request, Photo photo, Cancellation cancellation) {
            return during(() -> checker.check(request, photo, either(cancellation)));
        }
    }

    private class Counted implements PortraitEngine {
        private final PortraitEngine engine;

        Counted(PortraitEngine engine) {
            this.engine = engine;
        }

        @Override
        public String name() {
            return engine.name();
        }

        @Override
        public EngineProfile profile() {
            return engine.profile();
        }

        @Override
        public String device() {
            return engine.device();
        }

        @Override
        public List<Template> templates() {
            return engine.templates();
        }

        @Override
        public List<PromptTerm> read(PortraitRequest request) {
            return engine.read(request);
        }

        @Override
        public Rendering render(PortraitRequest request, Photo photo, Progress progress, Cancellation cancellation) {
            return during(() -> engine.render(request, photo, progress, either(cancellation)));
        }

        /** Leaves an engine open that does not stop rendering: its networks would go down under it. */
        @Override
        public void close() {
            if (!isRunning()) {
                engine.close();
            }
        }
    }
}
