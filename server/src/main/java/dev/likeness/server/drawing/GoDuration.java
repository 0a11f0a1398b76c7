package dev.likeness.server.drawing;

import java.math.BigDecimal;
import java.time.Duration;

/** Writes durations as Go does, which the clients of this API parse: {@code 129.115µs}, {@code 5.1ms}, {@code 1m2.5s}. */
final class GoDuration {
    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    private GoDuration() {}

    static String text(Duration duration) {
        long nanos = duration.toNanos();
        if (nanos == 0) {
            return "0s";
        }
        if (nanos < MICRO) {
            return nanos + "ns";
        }
        if (nanos < MILLI) {
            return decimal(nanos, 3) + "µs";
        }
        if (nanos < SECOND) {
            return decimal(nanos, 6) + "ms";
        }
        String seconds = decimal(nanos % MINUTE, 9) + "s";
        if (nanos < MINUTE) {
            return seconds;
        }
        String minutes = nanos % HOUR / MINUTE + "m" + seconds;
        return nanos < HOUR ? minutes : nanos / HOUR + "h" + minutes;
    }

    private static String decimal(long nanos, int decimals) {
        return nanos == 0 ? "0" : BigDecimal.valueOf(nanos, decimals).stripTrailingZeros().toPlainString();
    }
}
