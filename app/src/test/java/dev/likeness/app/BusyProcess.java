package dev.likeness.app;

import dev.likeness.app.engines.Engines;
import dev.likeness.core.Cancellation;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitEngine;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Progress;
import dev.likeness.core.Rendering;
import dev.likeness.darkroom.sitter.SitterAnalysis;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The command line with an engine that runs networks in several threads all the time, until it is told to stop. */
final class BusyProcess {
    static final String READY = "networks run";
    /** Said when shutdown hooks run, ONNX Runtime's among them, and networks still do. */
    static final String CUT_OFF = "networks still run while the process ends";
    private static final int THREADS = 3;
    private static final AtomicInteger RUNNING = new AtomicInteger();

    private BusyProcess() {}

    public static void main(String[] arguments) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (RUNNING.get() > 0) {
                System.out.println(CUT_OFF);
            }
        }));
        Likeness.main(new Engines().with("busy", Busy::new), arguments);
    }

    private static final class Busy implements PortraitEngine {
        private final SitterAnalysis analysis = new SitterAnalysis();

        @Override
        public String name() {
            return "busy";
        }

        @Override
        public Rendering render(PortraitRequest request, Photo photo, Progress progress, Cancellation cancellation) {
            List<Thread> threads = Stream.iterate(0, i -> i + 1).limit(THREADS)
                    .map(i -> Thread.ofPlatform().start(() -> analyse(photo, "photo-" + i + "-", cancellation)))
                    .toList();
            try {
                for (Thread thread : threads) {
                    thread.join();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new PortraitException.Cancelled();
        }

        /** Under another name each time, so that nothing is remembered of it. */
        private void analyse(Photo photo, String name, Cancellation cancellation) {
            for (int i = 0; !cancellation.getAsBoolean(); i++) {
                RUNNING.incrementAndGet();
                analysis.analyse(new Photo(photo.width(), photo.height(), photo.bgr(), name + i, List.of()));
                RUNNING.decrementAndGet();
                System.out.println(READY);
            }
        }
    }
}
