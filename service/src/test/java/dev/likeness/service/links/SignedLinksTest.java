package dev.likeness.service.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.links.SignedLinks.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedLinksTest {
    @TempDir
    Path data = Path.of("");

    private final ObjectName portrait = ObjectName.freshPortrait();

    @Test
    void acceptsItsOwnLinkAlsoAfterARestart() throws IOException {
        Signature signature = SignedLinks.open(data).sign(portrait, Duration.ofHours(1));
        assertThat(SignedLinks.open(data).holds(portrait, signature)).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("link.keys"))))
                .isEqualTo("rw-------");
    }

    @Test
    void refusesWhatWasChangedOrHasExpired() {
        SignedLinks links = SignedLinks.open(data);
        Signature good = links.sign(portrait, Duration.ofHours(1));
        assertThat(links.holds(ObjectName.freshPortrait(), good)).isFalse();
        assertThat(links.holds(portrait, new Signature(good.expires() + 1, good.key(), good.mac()))).isFalse();
        assertThat(links.holds(portrait, new Signature(good.expires(), "00000000", good.mac()))).isFalse();
        assertThat(links.holds(portrait, new Signature(good.expires(), good.key(), good.mac() + "A"))).isFalse();
        assertThat(links.holds(portrait, new Signature(good.expires(), good.key(), ""))).isFalse();
        assertThat(links.holds(portrait, links.signUntil(portrait, Instant.now().getEpochSecond() - 1))).isFalse();
    }

    @Test
    void livesADayAtMost() {
        SignedLinks links = SignedLinks.open(data);
        assertThat(links.sign(portrait, Duration.ofDays(30)).expires())
                .isLessThanOrEqualTo(Instant.now().plus(SignedLinks.LONGEST).getEpochSecond());
        assertThat(links.holds(portrait, links.signUntil(portrait, Instant.now().getEpochSecond() + 90_000))).isFalse();
    }

    @Test
    void acceptsAnOlderKeyOfTheRingAndSignsWithTheFirst() throws IOException {
        Signature before = SignedLinks.open(data).sign(portrait, Duration.ofHours(1));
        Path ring = data.resolve("link.keys");
        Files.writeString(ring, "ab".repeat(32) + "\n" + Files.readString(ring));
        SignedLinks links = SignedLinks.open(data);
        assertThat(links.holds(portrait, before)).isTrue();
        assertThat(links.sign(portrait, Duration.ofHours(1)).key()).isNotEqualTo(before.key());
    }
}
