package dev.likeness.studio.plan;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.likeness.core.FrameSize;
import dev.likeness.core.GenMode;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Retouch;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the words: a plan, or a refusal. */
class PromptFuzzTest {
    @MethodSource("prompts")
    @FuzzTest(maxDuration = "10m")
    void plansOrRefuses(byte[] words) {
        try {
            for (GenMode mode : GenMode.values()) {
                PortraitRequest order = PortraitRequest.of(new String(words, StandardCharsets.UTF_8),
                        new FrameSize(512, 512), Retouch.DEFAULT, Optional.of(mode), 1);
                Planner.read(order);
                Planner.plan(order);
            }
        } catch (PortraitException refused) {
            // That is an answer.
        }
    }

    static Stream<byte[]> prompts() {
        return Stream.of("", "warm library, Rembrandt light", "red jacket, not blue; no glasses", "红色背景，证件照",
                "gradient from teal to #f4e1d2", "#", "without without without", "\u200b\ud83d\ude00 \u0301", ",,,,;。、",
                "a".repeat(2000)).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }
}
