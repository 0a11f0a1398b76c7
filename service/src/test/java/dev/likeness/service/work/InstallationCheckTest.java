package dev.likeness.service.work;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.service.database.SealedSecrets;
import dev.likeness.service.database.SharedPostgres;
import dev.likeness.service.database.StoreException;
import dev.likeness.service.links.SignedLinks;
import dev.likeness.service.pictures.FileObjects;
import dev.likeness.service.work.InstallationCheck.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationCheckTest {
    @TempDir
    Path shared = Path.of("");

    @TempDir
    Path other = Path.of("");

    private final InstallationCheck membership = new InstallationCheck(SharedPostgres.database());

    private static Credentials of(Path data, Path objects) {
        return new Credentials(new FileObjects(objects.resolve("objects")), SealedSecrets.open(data),
                SignedLinks.open(data));
    }

    @Test
    void processesJoinThatShareTheirPicturesAndSecrets() {
        membership.found(of(shared, shared));
        assertThatCode(() -> membership.join(of(shared, shared))).doesNotThrowAnyException();
    }

    @Test
    void oneThatKeepsItsPicturesElsewhereLearnsItWhenItStarts() {
        membership.found(of(shared, shared));
        assertThatThrownBy(() -> membership.join(of(shared, other))).isInstanceOf(StoreException.class)
                .hasMessageContaining("keeps its pictures elsewhere").hasMessageContaining("LIKENESS_DATA");
    }

    @Test
    void oneWithOtherSecretsLearnsItWhenItStarts() {
        membership.found(of(shared, shared));
        assertThatThrownBy(() -> membership.join(of(other, shared))).isInstanceOf(StoreException.class)
                .hasMessageContaining("other secrets").hasMessageContaining("delete from installation");
        membership.found(of(other, shared));
        assertThatCode(() -> membership.join(of(other, shared))).doesNotThrowAnyException();
    }

    @Test
    void theKeysOfLinksMayBeChangedLineByLine() throws IOException {
        membership.found(of(shared, shared));
        Path ring = shared.resolve("link.keys");
        String before = Files.readString(ring).strip();
        Files.writeString(ring, "ab".repeat(32) + "\n" + before + "\n");
        membership.join(of(shared, shared));
        Files.writeString(ring, "ab".repeat(32) + "\n");
        membership.join(of(shared, shared));
        Files.writeString(ring, "cd".repeat(32) + "\n");
        assertThatThrownBy(() -> membership.join(of(shared, shared))).hasMessageContaining("other secrets");
    }
}
