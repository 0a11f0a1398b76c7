package dev.likeness.service.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.service.database.StoreException;
import dev.likeness.service.ids.ObjectName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
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
    void forgetsTheVariantsOfWhatIsErasedAndOfNothingElse() {
        ObjectName portrait = ObjectName.freshPortrait();
        ObjectName other = ObjectName.freshPortrait();
        for (ObjectName name : List.of(portrait, other)) {
            objects().put(name, CONTENT);
            objects().put(name.variant("with a mark"), CONTENT);
            objects().put(name.variant("with another"), CONTENT);
        }
        assertThat(portrait.variant("with a mark")).isEqualTo(portrait.variant("with a mark"))
                .isNotEqualTo(other.variant("with a mark"));
        objects().erase(portrait);
        assertThat(objects().get(portrait.variant("with a mark"))).isEmpty();
        assertThat(objects().get(portrait.variant("with another"))).isEmpty();
        assertThat(objects().get(other.variant("with a mark"))).isPresent();
        objects().erase(portrait);
    }

    @Test
    void forgetsWholeDaysAndKeepsTheLaterOnes() {
        ObjectName old = new ObjectName("out/20200101/0123456789abcdef0123456789abcdef.jpg");
        ObjectName today = ObjectName.freshPhoto();
        ObjectName upload = new ObjectName("up/20200101/0123456789abcdef0123456789abcdef.png");
        objects().put(old, CONTENT);
        objects().put(old.variant("with a mark"), CONTENT);
        objects().put(upload, CONTENT);
        objects().put(today, CONTENT);
        objects().eraseBefore(LocalDate.now(ZoneOffset.UTC).minusDays(2));
        assertThat(objects().get(old)).isEmpty();
        assertThat(objects().get(old.variant("with a mark"))).isEmpty();
        assertThat(objects().get(upload)).isEmpty();
        assertThat(objects().get(today)).isPresent();
    }

    @Test
    void forgetsUploadsEarlierThanTheRest() {
        ObjectName portrait = new ObjectName("out/20200102/0123456789abcdef0123456789abcdef.jpg");
        ObjectName upload = new ObjectName("up/20200102/0123456789abcdef0123456789abcdef.png");
        ObjectName later = ObjectName.freshUpload("webp");
        for (ObjectName name : List.of(portrait, upload, later)) {
            objects().put(name, CONTENT);
        }
        objects().eraseUploadsBefore(LocalDate.now(ZoneOffset.UTC));
        assertThat(objects().get(upload)).isEmpty();
        assertThat(objects().get(later)).isPresent();
        assertThat(objects().get(portrait)).isPresent();
    }

    @Test
    void listsPhotosAndPortraitsByTheirAgeButNeitherUploadsNorVariants() {
        ObjectName photo = ObjectName.freshPhoto();
        ObjectName portrait = ObjectName.freshPortrait();
        for (ObjectName name : List.of(photo, portrait, portrait.variant("with a mark"),
                ObjectName.freshUpload("jpg"))) {
            objects().put(name, CONTENT);
        }
        assertThat(objects().putBefore(Instant.now().plusSeconds(60))).containsExactlyInAnyOrder(photo, portrait);
        assertThat(objects().putBefore(Instant.now().minusSeconds(60))).isEmpty();
    }

    @Test
    void everyProcessThatSharesItKnowsItByTheSameIdentity() {
        assertThat(objects().identity()).isNotBlank().isEqualTo(objects().identity());
        objects().check();
        assertThat(objects().putBefore(Instant.now().plusSeconds(60))).isEmpty();
    }

    @Test
    void saysWhenItCanKeepNothingAndWorksOnceItCan() {
        objects().put(ObjectName.freshPhoto(), CONTENT);
        breakDown();
        ObjectName name = ObjectName.freshPhoto();
        assertThatThrownBy(() -> objects().put(name, CONTENT)).satisfies(ObjectStoreContract::isTroubleWithShelves);
        assertThatThrownBy(() -> objects().check()).satisfies(ObjectStoreContract::isTroubleWithShelves);
        repair();
        objects().check();
        assertThat(objects().get(name)).as("nothing half kept").isEmpty();
        objects().put(name, CONTENT);
        assertThat(objects().get(name)).isPresent();
    }

    /** Makes the store unable to keep anything. */
    abstract void breakDown();

    /** Undoes {@link #breakDown}. */
    abstract void repair();

    private static void isTroubleWithShelves(Throwable thrown) {
        assertThat(thrown).isInstanceOfSatisfying(StoreException.Unavailable.class, trouble -> {
            assertThat(trouble.kind()).isEqualTo(StoreException.Unavailable.Kind.OBJECT_STORE);
            assertThat(trouble).hasCauseInstanceOf(Exception.class);
        });
    }
}
