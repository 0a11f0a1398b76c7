package dev.likeness.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every engine must do, and every fake that takes an engine's place in a test. */
public abstract class PortraitEngineContract {
    /** An order as an engine gets it. */
    public record Ordered(PortraitRequest request, Photo photo) {}

    /** Several runs of the same work: what each of them keeps adds up. */
    private static final int RUNS = 4;

    protected abstract PortraitEngine engine();

    /** An order that it carries out. */
    protected abstract Ordered good();

    /** An order that it must refuse because of its photo. */
    protected abstract Ordered unusable();

    /** How much memory outside the heap is held now, in any unit; 0 for an engine that uses none. */
    protected LongSupplier nativeMemory() {
        return () -> 0;
    }

    /** An order for an engine that needs nothing special. */
    protected static PortraitRequest request(String prompt) {
        return PortraitRequest.of(prompt, new FrameSize(512, 512), Retouch.DEFAULT, Optional.of(GenMode.CREATIVE), 7);
    }

    /** A photo that shows nobody. */
    protected static Photo nobody() {
        byte[] grey = new byte[320 * 240 * 3];
        Arrays.fill(grey, (byte) 128);
        return new Photo(320, 240, grey, "0".repeat(64), List.of());
    }

    private Rendering render(Ordered ordered, Progress progress, Cancellation cancellation) {
        return engine().render(ordered.request(), ordered.photo(), progress, cancellation);
    }

    private Rendering render() {
        return render(good(), Progress.NONE, Cancellation.NEVER);
    }

    /** The first, a middle and the last of so many. */
    private static IntStream some(int count) {
        return IntStream.of(1, (count + 1) / 2, count).distinct();
    }

    @Test
    void theSameOrderGivesTheSameBytesOfTheSizeThatWasOrdered() {
        Rendering rendering = render();
        assertThat(rendering.width()).isEqualTo(good().request().size().width());
        assertThat(rendering.height()).isEqualTo(good().request().size().height());
        assertThat(render().bgr()).isEqualTo(rendering.bgr());
    }

    @Test
    void progressNeverFallsAndEndsWithAll() {
        List<Double> fractions = new ArrayList<>();
        render(good(), (fraction, stage) -> fractions.add(fraction), Cancellation.NEVER);
        assertThat(fractions).isNotEmpty().isSorted().allMatch(fraction -> fraction >= 0 && fraction <= 1).last()
                .isEqualTo(1.0);
    }

    @Test
    void whatProgressThrowsComesOutAsTheSameObjectWhereverItIsThrown() {
        AtomicInteger reports = new AtomicInteger();
        render(good(), (fraction, stage) -> reports.incrementAndGet(), Cancellation.NEVER);
        some(reports.get()).forEach(last -> {
            RuntimeException trouble = new IllegalStateException("the database does not answer");
            AtomicInteger count = new AtomicInteger();
            assertThat(catchThrowable(() -> render(good(), (fraction, stage) -> {
                if (count.incrementAndGet() == last) {
                    throw trouble;
                }
            }, Cancellation.NEVER))).as("report %d of %d", last, reports.get()).isSameAs(trouble);
        });
        assertThat(render().bgr()).isNotEmpty();
    }

    @Test
    void whatTheCancellationThrowsComesOutAsTheSameObjectWhereverItIsAsked() {
        IntStream.of(0, middle()).distinct().forEach(reported -> {
            RuntimeException trouble = new IllegalStateException("the database does not answer");
            AtomicInteger reports = new AtomicInteger();
            assertThat(catchThrowable(() -> render(good(), (fraction, stage) -> reports.incrementAndGet(), () -> {
                if (reports.get() >= reported) {
                    throw trouble;
                }
                return false;
            }))).as("after report %d", reported).isSameAs(trouble);
        });
        assertThat(render().bgr()).isNotEmpty();
    }

    /** A report in the middle of the work, after which there is still something to stop; 0 for work that has none. */
    private int middle() {
        AtomicInteger reports = new AtomicInteger();
        render(good(), (fraction, stage) -> reports.incrementAndGet(), Cancellation.NEVER);
        return reports.get() < 3 ? 0 : reports.get() / 2;
    }

    @Test
    void aCancelledOrderEndsAsCancelledAndLeavesTheEngineFree() {
        assertThatThrownBy(() -> render(good(), Progress.NONE, () -> true))
                .isInstanceOf(PortraitException.Cancelled.class);
        assertThat(render().bgr()).isNotEmpty();
    }

    @Test
    void aPhotoThatCannotBePortrayedIsRefusedAsSuchAndSaysWhatToDo() {
        assertThatThrownBy(() -> render(unusable(), Progress.NONE, Cancellation.NEVER))
                .isInstanceOf(PortraitException.UnusablePhoto.class).hasMessageContaining(":");
    }

    @Test
    void memoryOutsideTheHeapIsGivenBackHoweverAnOrderEnds() {
        everyEnd();
        long before = nativeMemory().getAsLong();
        for (int run = 0; run < RUNS; run++) {
            everyEnd();
        }
        assertThat(nativeMemory().getAsLong()).isLessThanOrEqualTo(before);
    }

    private void everyEnd() {
        render();
        int middle = middle();
        AtomicInteger reports = new AtomicInteger();
        assertThatThrownBy(() -> render(good(), (fraction, stage) -> reports.incrementAndGet(),
                () -> reports.get() >= middle))
                .isInstanceOf(PortraitException.Cancelled.class);
    }
}
