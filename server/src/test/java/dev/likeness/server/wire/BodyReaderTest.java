package dev.likeness.server.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** At least 1000 bytes a second after 10 seconds, and no more than a minute. */
class BodyReaderTest {
    private static final BodyLimits LIMITS = new BodyLimits(RequestBodies.LARGEST, Duration.ofSeconds(10),
            Duration.ofSeconds(10), 1000, Duration.ofMinutes(1));

    private long nanos;
    private final BodyReader reader = new BodyReader(LIMITS, () -> nanos);

    /** Sends so many bytes with each piece, a second apart, until it has sent all. */
    private final class Sender extends InputStream {
        private final int piece;
        private int left;

        Sender(int piece, int all) {
            this.piece = piece;
            this.left = all;
        }

        @Override
        public int read(byte[] to, int from, int length) {
            nanos += 1_000_000_000L;
            int count = Math.min(left, Math.min(piece, length));
            left -= count;
            return count == 0 ? -1 : count;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void aBodyThatKeepsUpIsReadToItsEnd() {
        assertThat(reader.read(new Sender(1000, 50_000), 60_000, bytes -> {})).hasSize(50_000);
        assertThat(reader.read(new Sender(10, 90), 60_000, bytes -> {})).as("slow, but short").hasSize(90);
    }

    /** Whatever its sender says it has: less, as much or more. */
    @ParameterizedTest
    @CsvSource({"100000, 100000", "100000, 99999", "100000, 100001", "100000, 0", "100000, 16384", "100000, 70000",
            "16384, 16384", "16385, 16385", "16383, 16384", "200000, 200000", "1, 1", "0, 0", "0, 100000"})
    void aBodyIsReadToItsEndAndCountedWhateverWasAnnounced(int has, int announced) {
        byte[] whole = new byte[has];
        new Random(1).nextBytes(whole);
        int[] counted = new int[1];
        assertThat(reader.read(new ByteArrayInputStream(whole), 200_000, OptionalInt.of(announced),
                bytes -> counted[0] += bytes)).isEqualTo(whole);
        assertThat(counted[0]).isEqualTo(has);
    }

    @ParameterizedTest
    @CsvSource({"100001, 100000", "100001, 100001", "100001, 5", "1000000, 100000"})
    void aBodyThatIsLargerThanItMayBeIsRefused(int has, int announced) {
        assertRefused(() -> reader.read(new ByteArrayInputStream(new byte[has]), 100_000, OptionalInt.of(announced),
                bytes -> {}), ErrorCode.REQUEST_TOO_LARGE);
    }

    @Test
    void aTrickleThatNeverPausesIsCutOff() {
        assertRefused(() -> reader.read(new Sender(10, 60_000), 60_000, bytes -> {}), ErrorCode.REQUEST_TOO_SLOW);
        assertThat(nanos / 1_000_000_000L).as("seconds").isBetween(10L, 12L);
    }

    @Test
    void aBodyThatKeepsUpForEverIsCutOffToo() {
        assertRefused(() -> reader.read(new Sender(2000, 900_000), 1_000_000, bytes -> {}),
                ErrorCode.REQUEST_TOO_SLOW);
    }

    @Test
    void timeThatWeMakeItsSenderWaitDoesNotCount() {
        assertThat(reader.read(new Sender(2000, 20_000), 60_000, bytes -> nanos += 30_000_000_000L)).hasSize(20_000);
    }

    @Test
    void silenceIsTooSlowAndAnEndInTheMiddleIsABrokenBody() {
        assertRefused(() -> reader.read(failing(new SocketTimeoutException()), 9, bytes -> {}),
                ErrorCode.REQUEST_TOO_SLOW);
        assertRefused(() -> reader.read(failing(new IOException(new SocketTimeoutException())), 9, bytes -> {}),
                ErrorCode.REQUEST_TOO_SLOW);
        assertRefused(() -> reader.read(failing(new IOException("gone")), 9, bytes -> {}),
                ErrorCode.MALFORMED_REQUEST);
    }

    private static InputStream failing(IOException why) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw why;
            }
        };
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading, ErrorCode code) {
        assertThatThrownBy(reading).isInstanceOfSatisfying(PortraitException.class,
                refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
