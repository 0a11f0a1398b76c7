package dev.likeness.service.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.service.database.StoreException;
import dev.likeness.service.ids.ObjectName;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3ObjectsTest extends ObjectStoreContract {
    private static final byte[] CONTENT = "a picture".getBytes(StandardCharsets.UTF_8);
    private static final ObjectStore.HandedOut AS_PORTRAIT = new ObjectStore.HandedOut("image/jpeg", "portrait.jpg");

    @TempDir
    static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // set before the first test
    private static S3Server server;

    @SuppressWarnings("NullAway.Init") // set before each test
    private S3Objects objects;

    @BeforeAll
    static void serve() throws Exception {
        server = new S3Server(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    /** Each test has its own part of the bucket, as it has a folder of its own elsewhere. */
    @BeforeEach
    void open() {
        objects = new S3Objects(server.settings().withPrefix(UUID.randomUUID() + "/"));
    }

    @Override
    ObjectStore objects() {
        return objects;
    }

    @Override
    void breakDown() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    void repair() {
        try {
            server.startAgain();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void streamsWhatItHas() throws Exception {
        ObjectName name = ObjectName.freshPortrait();
        assertThat(objects.open(name)).isEmpty();
        objects.put(name, CONTENT);
        try (ObjectStore.Content content = objects.open(name).orElseThrow()) {
            assertThat(content.bytes()).isEqualTo(CONTENT.length);
            assertThat(content.stream().readAllBytes()).isEqualTo(CONTENT);
        }
    }

    @Test
    void twoPartsOfABucketDoNotSeeEachOther() {
        S3Objects other = new S3Objects(server.settings().withPrefix("other/"));
        ObjectName name = ObjectName.freshPhoto();
        objects.put(name, CONTENT);
        assertThat(other.has(name)).isFalse();
        other.put(name, CONTENT);
        objects.eraseBefore(LocalDate.now(ZoneOffset.UTC).plusDays(1));
        assertThat(objects.has(name)).isFalse();
        assertThat(other.putBefore(Instant.now().plusSeconds(60))).containsExactly(name);
        assertThat(other.identity()).isNotEqualTo(objects.identity());
    }

    @Test
    void hasNoLinksUnlessItIsToldTo() {
        assertThat(objects.link(ObjectName.freshPortrait(), AS_PORTRAIT, Duration.ofHours(1))).isEmpty();
    }

    @Test
    void itsLinksHandOutOneObjectForAWhileAndNothingElse() throws Exception {
        S3Objects linked = new S3Objects(server.settings().withLinks(Duration.ofMinutes(5)));
        ObjectName name = ObjectName.freshPortrait();
        linked.put(name, CONTENT);
        URI link = linked.link(name, AS_PORTRAIT, Duration.ofHours(1)).orElseThrow();
        HttpURLConnection answer = get(link);
        assertThat(answer.getResponseCode()).isEqualTo(200);
        assertThat(answer.getContentType()).isEqualTo("image/jpeg");
        assertThat(answer.getHeaderField("Content-Disposition")).isEqualTo("inline; filename=\"portrait.jpg\"");
        assertThat(answer.getInputStream().readAllBytes()).isEqualTo(CONTENT);

        ObjectName another = ObjectName.freshPortrait();
        linked.put(another, CONTENT);
        URI elsewhere = URI.create(link.toString().replace(name.value(), another.value()));
        assertThat(get(elsewhere).getResponseCode()).as("signed for another object").isEqualTo(403);
        URI longer = URI.create(link.toString().replaceFirst("X-Amz-Expires=\\d+", "X-Amz-Expires=3600"));
        assertThat(get(longer).getResponseCode()).as("made to live longer").isEqualTo(403);
    }

    @Test
    void itsLinksLiveNoLongerThanOurs() {
        S3Objects linked = new S3Objects(server.settings().withLinks(Duration.ofMinutes(5)));
        assertThat(linked.link(ObjectName.freshPortrait(), AS_PORTRAIT, Duration.ofSeconds(30)).orElseThrow())
                .asString().contains("X-Amz-Expires=30&");
        assertThat(linked.link(ObjectName.freshPortrait(), AS_PORTRAIT, Duration.ofHours(2)).orElseThrow())
                .asString().contains("X-Amz-Expires=300&");
    }

    @Test
    void aWrongKeyOrBucketIsTroubleOfTheStoreAndNoMissingPicture() {
        var wrong = new S3Settings.Credentials(S3Server.CREDENTIALS.id(), "another secret");
        S3Objects stranger = new S3Objects(
                S3Settings.at(server.settings().endpoint().orElseThrow(), S3Server.BUCKET, wrong));
        assertThatThrownBy(stranger::check).isInstanceOf(StoreException.Unavailable.class);
        assertThatThrownBy(() -> stranger.get(ObjectName.freshPhoto())).isInstanceOf(StoreException.Unavailable.class);
        S3Objects lost = new S3Objects(S3Settings.at(server.settings().endpoint().orElseThrow(), "no-such-bucket",
                S3Server.CREDENTIALS));
        assertThatThrownBy(() -> lost.get(ObjectName.freshPhoto())).isInstanceOf(StoreException.Unavailable.class);
        assertThatThrownBy(lost::check).isInstanceOf(StoreException.Unavailable.class);
    }

    @Test
    void keepsSecretsOutOfTexts() {
        assertThat(server.settings().toString()).contains("tester").doesNotContain("the secret");
    }

    @Test
    void keepsItsObjectsUnderTheNamesTheyHaveHere() {
        S3Objects plain = new S3Objects(server.settings());
        ObjectName name = ObjectName.freshPortrait();
        plain.put(name, CONTENT);
        assertThat(Files.exists(folder.resolve(S3Server.BUCKET).resolve(name.value()))).isTrue();
    }

    private static HttpURLConnection get(URI link) throws Exception {
        return (HttpURLConnection) link.toURL().openConnection();
    }
}
