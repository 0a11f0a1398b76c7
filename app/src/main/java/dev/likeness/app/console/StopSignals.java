package dev.likeness.app.console;

import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;

/**
 * Ends the process when it is told to. Left to itself the JVM answers these signals by all its shutdown hooks at once, ONNX
 * Runtime's among them, which takes the runtime down under the networks that run. Here what must be stopped is stopped
 * first, and only then does the process exit, with the code that shells give it: 128 and the number of the signal.
 */
public final class StopSignals {
    /** How long the command may take to put away what it has begun, once all else has stopped. */
    private static final Duration PUTTING_AWAY = Duration.ofSeconds(10);
    private static final int KILLED = 128;
    /** The JVM's own, see {@code java -Xrs}; those that were ignored when the process began (nohup) stay so. */
    private static final List<String> NAMES = List.of("HUP", "INT", "TERM");

    private final Deque<Runnable> stops = new ConcurrentLinkedDeque<>();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CountDownLatch commandEnded = new CountDownLatch(1);

    /** To be called once a process, before it does anything that has to be stopped. */
    public void handle() {
        for (String name : NAMES) {
            try {
                Signal.handle(new Signal(name), this::stop);
            } catch (IllegalArgumentException taken) {
                // Not a signal of this system, or the JVM was told to leave it alone (-Xrs).
            }
        }
    }

    /** What is done at a signal, before what was registered earlier; it returns when it has been done. */
    public void onStop(Runnable stop) {
        stops.push(stop);
    }

    /** Whether the process is ending because of a signal. */
    public boolean isStopping() {
        return stopping.get();
    }

    /** Ends the process with this code, or, where a signal is ending it already, leaves that to the signal. */
    public void exit(int code) {
        commandEnded.countDown();
        while (stopping.get()) {
            try {
                Thread.sleep(Duration.ofHours(1));
            } catch (InterruptedException e) {
                // Nobody is told: the process is about to end.
            }
        }
        System.exit(code);
    }

    // Runs in a thread of its own for each signal; the first one counts.
    private void stop(Signal signal) {
        if (stopping.getAndSet(true)) {
            return;
        }
        try {
            while (!stops.isEmpty()) {
                stops.pop().run();
            }
            commandEnded.await(PUTTING_AWAY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            System.exit(KILLED + signal.getNumber());
        }
    }
}
