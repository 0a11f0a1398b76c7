package dev.likeness.server.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import dev.likeness.server.wire.BodyBudget.Share;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BodyBudgetTest {
    private static final int PHOTO = RequestBodies.LARGEST;

    private final BodyBudget budget = new BodyBudget(4L * PHOTO, Duration.ZERO);

    @Test
    void oneCallerGetsHalfAndLeavesTheRestToOthers() {
        Share first = budget.open("greedy");
        first.take(PHOTO);
        budget.open("greedy").take(PHOTO);
        Share third = budget.open("greedy");
        assertBusy(third);
        Share other = budget.open("another");
        other.take(PHOTO);
        assertThat(budget.taken()).isEqualTo(3L * PHOTO);
        first.close();
        third.take(PHOTO);
        assertThat(budget.taken()).isEqualTo(3L * PHOTO);
    }

    @Test
    void whatIsAnnouncedAndNeverSentCostsNothing() {
        for (int i = 0; i < 36; i++) {
            budget.open("slow " + i).take(7_000);
        }
        Share honest = budget.open("honest");
        honest.take(PHOTO);
        assertThat(budget.taken()).isEqualTo(PHOTO + 36 * 7_000L);
    }

    @Test
    void theOldestBodyComesToItsEndWhenAllOfThemWaitForEachOther() {
        Share oldest = budget.open("a");
        oldest.take(1);
        Share second = budget.open("b");
        second.take(2 * PHOTO - 1);
        Share third = budget.open("c");
        third.take(2 * PHOTO);
        assertBusy(second);
        assertBusy(third);
        oldest.take(PHOTO - 1);
        oldest.close();
        third.close();
        second.take(1);
    }

    private static void assertBusy(Share share) {
        assertThatThrownBy(() -> share.take(1)).isInstanceOfSatisfying(PortraitException.class,
                refused -> assertThat(refused.code()).isEqualTo(ErrorCode.TOO_BUSY));
    }
}
