package dev.likeness.server.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoDurationTest {
    @ParameterizedTest
    @CsvSource({"0,0s", "999,999ns", "1000,1µs", "129115,129.115µs", "5100000,5.1ms", "104852309,104.852309ms",
            "1000000000,1s", "3960000000,3.96s", "62500000000,1m2.5s", "60000000000,1m0s", "3600000000000,1h0m0s"})
    void writesWhatGoWrites(long nanos, String text) {
        assertThat(GoDuration.text(Duration.ofNanos(nanos))).isEqualTo(text);
    }
}
