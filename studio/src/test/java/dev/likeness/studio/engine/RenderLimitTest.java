package dev.likeness.studio.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.Cancellation;
import dev.likeness.core.FrameSize;
import dev.likeness.core.PortraitException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RenderLimitTest {
    private static final FrameSize LARGEST = new FrameSize(2048, 2048);
    private static final FrameSize USUAL = new FrameSize(1328, 1328);

    private final RenderLimit limit = new RenderLimit();

    @Test
    void usualPortraitsAreMadeSideBySide() {
        Thread both = Thread.ofPlatform().start(() -> {
            try (var _ = limit.take(USUAL, Cancellation.NEVER); var _ = limit.take(USUAL, Cancellation.NEVER)) {
                Thread.yield();
            }
        });
        assertThat(join(both)).as("the second does not wait for the first").isTrue();
    }

    @Test
    void largePortraitsAreMadeOneAfterTheOther() {
        Thread second = Thread.ofPlatform().unstarted(() -> limit.take(LARGEST, Cancellation.NEVER).close());
        try (var _ = limit.take(LARGEST, Cancellation.NEVER)) {
            second.start();
            while (second.getState() != Thread.State.TIMED_WAITING) {
                assertThat(second.isAlive()).as("waits for its turn").isTrue();
                Thread.onSpinWait();
            }
        }
        assertThat(join(second)).isTrue();
    }

    private static boolean join(Thread thread) {
        try {
            return thread.join(Duration.ofSeconds(30));
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    @Test
    void anInterruptedOrderIsCancelled() {
        try (var _ = limit.take(LARGEST, Cancellation.NEVER)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> limit.take(LARGEST, Cancellation.NEVER))
                    .isInstanceOf(PortraitException.Cancelled.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void anOrderThatIsCancelledWhileItWaitsLeavesTheLine() {
        try (var _ = limit.take(LARGEST, Cancellation.NEVER)) {
            assertThatThrownBy(() -> limit.take(USUAL, () -> true)).isInstanceOf(PortraitException.Cancelled.class);
        }
        limit.take(LARGEST, Cancellation.NEVER).close();
    }
}
