package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.imaging.PhotoFile;
import dev.likeness.server.TestService.Reply;
import dev.likeness.service.keys.Limits;
import dev.likeness.service.keys.NewKey;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A photo before it is paid for, and one of several people in it. */
class PhotoChecksTest {
    private static final String CHECK = "/v1/photos/check";
    private final String key = TestService.key("1");

    @Test
    void tellsTheFacesTheMeasuresAndWhatWouldBeBetterAndChargesNothing() {
        Reply plain = TestService.post(CHECK, key, Rest.order(""));
        assertThat(plain.status()).isEqualTo(200);
        assertThat(plain.json().path("verdict").asString()).isEqualTo("usable");
        assertThat(plain.json().path("taken").asInt()).isZero();
        JsonNode face = plain.json().path("faces").path(0);
        assertThat(face.path("yaw").asInt()).isEqualTo(1);
        assertThat(face.path("width").asInt()).isEqualTo(plain.json().path("width").asInt() / 4);
        assertThat(plain.json().path("measures").path("unevenness").asDouble()).isEqualTo(-1.235);
        assertThat(plain.json().has("error")).isFalse();

        JsonNode identity = Rest.form(CHECK, key, "photo", Map.of("template", "plain-grey")).json();
        assertThat(identity.path("verdict").asString()).isEqualTo("usable_with_advice");
        assertThat(identity.path("advice").path(0).path("code").asString()).isEqualTo("id_mouth_open");
        assertThat(identity.path("advice").path(0).path("text_zh").asString()).contains("证件照");
        assertThat(TestService.balance(key)).isEqualTo("1.00");
    }

    @Test
    void aPhotoIsShownAsJpegInItsOwnPixels() throws IOException {
        String png = Base64.getEncoder().encodeToString(TestService.photo("png"));
        HttpResponse<byte[]> shown = TestService.post("/v1/photos/picture", key, "{\"photo\":\"" + png + "\"}")
                .response();
        assertThat(shown.headers().firstValue("Content-Type")).contains("image/jpeg");
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(shown.body()));
        assertThat(picture.getWidth()).isEqualTo(160);
        assertThat(picture.getHeight()).isEqualTo(120);
        Reply broken = TestService.post("/v1/photos/picture", key, "{\"photo\":\"bm8gcGljdHVyZSBhdCBhbGw=\"}");
        assertThat(Rest.problem(broken)).startsWith("photo_");
        assertThat(TestService.balance(key)).isEqualTo("1.00");
    }

    @Test
    void tellsWhichFormatsOfPhotosAreReadHere() {
        JsonNode formats = TestService.get("/v1/photos/formats", key).json();
        assertThat(formats.path("formats").toString())
                .startsWith("[\"jpeg\",\"png\",\"webp\",\"bmp\",\"tiff\",\"gif\"");
        assertThat(formats.path("formats")).hasSize(PhotoFile.formats().size());
        assertThat(formats.path("max_bytes").asInt()).isEqualTo(20 << 20);
    }

    @Test
    void aPhotoThatWouldBeRefusedIsAnsweredWithTheReason() {
        JsonNode two = TestService.post(CHECK, key, Rest.order("\"prompt\":\"two faces\"")).json();
        assertThat(two.path("verdict").asString()).isEqualTo("refused");
        assertThat(two.path("error").path("code").asString()).isEqualTo("several_faces");
        assertThat(two.path("faces")).hasSize(2);
        assertThat(two.has("taken")).isFalse();
        JsonNode second = TestService.post(CHECK, key, Rest.order("\"prompt\":\"two faces\",\"face\":1")).json();
        assertThat(second.path("taken").asInt()).isEqualTo(1);
        assertThat(second.path("advice").path(0).path("code").asString()).isEqualTo("eyes_covered");
        JsonNode broken = TestService.post(CHECK, key, "{\"photo\":\"bm8gcGljdHVyZSBhdCBhbGw=\"}").json();
        assertThat(broken.path("verdict").asString()).isEqualTo("refused");
        assertThat(broken.path("error").path("code").asString()).startsWith("photo_");
    }

    @Test
    void refusesWhatAnOrderIsRefusedForAndKeepsToTheKeysRate() {
        assertThat(Rest.problem(TestService.post(CHECK, "", "{}"))).isEqualTo("key_missing");
        assertThat(Rest.problem(TestService.post(CHECK, key, "{}"))).isEqualTo("photo_missing");
        assertThat(Rest.problem(TestService.post(CHECK, key, Rest.order("\"engine\":\"none\""))))
                .isEqualTo("unknown_engine");
        assertThat(Rest.problem(TestService.post(CHECK, key, Rest.order("\"template\":\"none\""))))
                .isEqualTo("unknown_template");
        assertThat(Rest.problem(TestService.post(CHECK, key, Rest.order("\"face\":-1")))).isEqualTo("unknown_face");
        assertThat(Rest.problem(TestService.post(CHECK, key, Rest.order("\"prompt\":\"crash\""))))
                .isEqualTo("engine_failed");
        assertThat(Rest.problem(TestService.post(CHECK, key, Rest.order("\"prompt\":\"never done\""))))
                .isEqualTo("too_busy");
        String slow = TestService.key("0",
                NewKey.named("slow").with(Limits.NONE.withPerSecond(Optional.of(new BigDecimal("0.1"))))).key();
        assertThat(TestService.post(CHECK, slow, Rest.order("")).status()).isEqualTo(200);
        assertThat(Rest.problem(TestService.post(CHECK, slow, Rest.order("")))).isEqualTo("rate_limited");
    }

    @Test
    void anOrderOfSeveralPeopleFailsWithTheirPlacesAndIsMadeOnceItNamesOne() {
        String id = Rest.ordered(key, "\"prompt\":\"two faces\"");
        JsonNode failed = Rest.closed(key, id);
        assertThat(failed.path("error").path("code").asString()).isEqualTo("several_faces");
        JsonNode faces = failed.path("error").path("faces");
        assertThat(faces).hasSize(2);
        assertThat(faces.path(1).path("index").asInt()).isEqualTo(1);
        assertThat(faces.path(1).path("x").asInt()).isPositive();
        for (Reply problem : new Reply[]{TestService.get(Rest.PORTRAITS + "/" + id + "/image", key),
                TestService.post("/v1/templates/preview", key, Rest.order("\"prompt\":\"two faces\""))}) {
            assertThat(Rest.problem(problem)).isEqualTo("several_faces");
            assertThat(problem.json().path("faces")).isEqualTo(faces);
        }
        JsonNode done = Rest.closed(key, Rest.ordered(key, "\"prompt\":\"two faces\",\"face\":1"));
        assertThat(done.path("status").asString()).isEqualTo("done");
        assertThat(done.path("request").path("face").asInt()).isEqualTo(1);
        assertThat(done.path("notes").toString()).contains("of face 1");
        assertThat(Rest.closed(key, Rest.ordered(key, "")).path("request").has("face")).isFalse();
        assertThat(Rest.delete(Rest.PORTRAITS + "/" + id, key).status()).isEqualTo(204);
    }
}
