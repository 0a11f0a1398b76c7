package dev.likeness.app.console;

import dev.likeness.core.Progress;
import java.io.PrintWriter;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on a person's terminal; nothing at all in a pipe, a log or a script. */
public final class ProgressLine implements Progress, AutoCloseable {
    private static final int STEPS = 1000;
    private static final int COLUMNS = 78;

    private final ProgressBar bar;

    private ProgressLine(String task) {
        // The width is fixed: asking the terminal for it would load a terminal library for half a second of use.
        bar = new ProgressBarBuilder().setTaskName(task).setInitialMax(STEPS).setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(100).hideEta()
                .setConsumer(new ConsoleProgressBarConsumer(System.err, COLUMNS)).build();
    }

    /** Runs the work, which reports to a bar that is gone when it ends. */
    public static <T> T during(String task, boolean wanted, PrintWriter err, Work<T> work) {
        if (!wanted || !isTerminal()) {
            return work.run(NONE);
        }
        try (ProgressLine line = new ProgressLine(task)) {
            return work.run(line);
        } finally {
            err.flush();
        }
    }

    @Override
    public void report(double fraction, String stage) {
        bar.stepTo(Math.round(fraction * STEPS));
        bar.setExtraMessage(" " + stage);
    }

    @Override
    public void close() {
        bar.close();
    }

    /** The launcher tells whether standard error is a terminal; Java itself only knows of the other two streams. */
    private static boolean isTerminal() {
        String told = System.getProperty("likeness.terminal", "");
        if (!told.isEmpty()) {
            return Boolean.parseBoolean(told);
        }
        return System.console() != null && System.console().isTerminal();
    }

    /** Something that takes long enough to be watched. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Progress progress);
    }
}
