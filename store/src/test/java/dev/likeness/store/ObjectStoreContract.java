package dev.likeness.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What every object store must do. */
abstract class ObjectStoreContract {
    private static final byte[] CONTENT = "a picture".getBytes(StandardCharsets.UTF_8);

    abstract ObjectStore objects();

    @Test
    void givesBackWhatWasPut() {
        byte[] large = new byte[3_000_000];
        Arrays.fill(large, (byte) 7);
        ObjectName name = ObjectName.freshPhoto();
        objects().put(name, large);
        assertThat(objects().get(name)).hasValueSatisfying(content -> assertThat(content).isEqualTo(large));
    }

    @Test
    void knowsNothingOfANameThatWasNeverPut() {
        assertThat(objects().get(ObjectName.freshPortrait())).isEmpty();
        assertThatCode(() -> objects().erase(ObjectName.freshPortrait())).doesNotThrowAnyException();
    }

    @Test
    void replacesWhatWasPutBefore() {
        ObjectName name = ObjectName.freshPortrait();
        objects().put(name, new byte[10]);
        objects().put(name, CONTENT);
        assertThat(objects().get(name)).hasValueSatisfying(content -> assertThat(content).isEqualTo(CONTENT));
    }

    @Test
    void forgetsWhatIsErased() {
        ObjectName name = ObjectName.freshPortrait();
        objects().put(name, CONTENT);
        objects().erase(name);
        assertThat(objects().get(name)).isEmpty();
    }

    @Test
    void forgetsWholeDaysAndKeepsTheLaterOnes() {
        ObjectName old = new ObjectName("out/20200101/0123456789abcdef0123456789abcdef.jpg");
        ObjectName today = ObjectName.freshPhoto();
        objects().put(old, CONTENT);
        objects().put(today, CONTENT);
        objects().eraseBefore(LocalDate.now(ZoneOffset.UTC).minusDays(2));
        assertThat(objects().get(old)).isEmpty();
        assertThat(objects().get(today)).isPresent();
    }
}
