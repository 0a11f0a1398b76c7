package dev.likeness.server;

import static dev.likeness.server.TestService.PHOTO;
import static dev.likeness.server.TestService.balance;
import static dev.likeness.server.TestService.get;
import static dev.likeness.server.TestService.key;
import static dev.likeness.server.TestService.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.images.Image;
import com.openai.models.images.ImageEditParams;
import com.openai.models.images.ImageGenerateParams;
import dev.likeness.core.Watermark;
import dev.likeness.server.TestService.Reply;
import dev.likeness.service.keys.Limits;
import dev.likeness.service.keys.NewKey;
import dev.likeness.service.keys.Scope;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** OpenAI's dialect, spoken by its official Java client where that can say it. */
class OpenAiTest {
    private static final String EDITS = "/v1/images/edits";
    private static final String GENERATIONS = "/v1/images/generations";

    private static OpenAIClient client(String key) {
        return OpenAIOkHttpClient.builder().apiKey(key).baseUrl(TestService.address() + "/v1").build();
    }

    private static ImageEditParams.Builder edit() {
        return ImageEditParams.builder().image(TestService.photo("jpeg")).prompt("on a beach").size("512x640");
    }

    @Test
    void theOfficialClientEditsAPhoto() throws IOException {
        String key = key("1");
        List<Image> images = client(key).images()
                .edit(edit().model("gpt-image-1").n(2).putAdditionalBodyProperty("seed", JsonValue.from("41"))
                        .putAdditionalBodyProperty("gpen", JsonValue.from("0.6")).build())
                .data().orElseThrow();
        assertThat(images).hasSize(2);
        for (int i = 0; i < 2; i++) {
            Image image = images.get(i);
            assertThat(image.url()).as("these models answer in base64").isEmpty();
            assertThat(image._additionalProperties().get("seed")).isEqualTo(JsonValue.from(41 + i));
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(
                    Base64.getDecoder().decode(image.b64Json().orElseThrow())));
            assertThat(picture.getWidth()).isEqualTo(512);
            assertThat(picture.getHeight()).isEqualTo(640);
        }
        assertThat(balance(key)).isEqualTo("0.90");
        JsonNode listed = get("/v1/portraits", key).json().path("items");
        assertThat(listed.path(0).path("request").path("gpen").asDouble()).isEqualTo(0.6);
        assertThat(listed.path(0).path("batch")).isEqualTo(listed.path(1).path("batch"));
    }

    @Test
    void theOfficialClientSendsSeveralImagesAndAsksForLinks() {
        String key = key("1");
        InputStream first = new ByteArrayInputStream(TestService.photo("png"));
        InputStream second = new ByteArrayInputStream(TestService.photo("jpeg"));
        Image image = client(key).images()
                .edit(ImageEditParams.builder().imageOfInputStreams(List.of(first, second)).prompt("x").size("512x512")
                        .responseFormat(ImageEditParams.ResponseFormat.URL).build())
                .data().orElseThrow().getFirst();
        assertThat(get(URI.create(image.url().orElseThrow())).status()).isEqualTo(200);
    }

    @Test
    void theOfficialClientGeneratesFromAPhotoInJson() {
        String key = key("1");
        Image image = client(key).images()
                .generate(ImageGenerateParams.builder().prompt("x").model("flat").size("512x512")
                        .responseFormat(ImageGenerateParams.ResponseFormat.B64_JSON)
                        .putAdditionalBodyProperty("image", JsonValue.from("data:image/jpeg;base64," + PHOTO))
                        .putAdditionalBodyProperty("seed", JsonValue.from(9))
                        .putAdditionalBodyProperty("watermark", JsonValue.from(true)).build())
                .data().orElseThrow().getFirst();
        assertThat(image.b64Json()).isPresent();
        JsonNode portrait = get("/v1/portraits", key).json().path("items").path(0);
        assertThat(portrait.path("request").path("seed").asLong()).isEqualTo(9);
        assertThat(portrait.path("watermark").path("opacity").asDouble()).isEqualTo(0.3);
    }

    @Test
    void theOfficialClientUnderstandsEveryRefusal() {
        OpenAIClient client = client(key("1"));
        assertThatThrownBy(() -> client.images().edit(edit().size("8x8").build()))
                .isInstanceOfSatisfying(BadRequestException.class, error -> {
                    assertThat(error.code()).contains("size_out_of_range");
                    assertThat(error.param()).contains("size");
                    assertThat(error.type()).contains("invalid_request_error");
                });
        assertThatThrownBy(() -> client.images().edit(edit().prompt("no face").build()))
                .isInstanceOfSatisfying(BadRequestException.class,
                        error -> assertThat(error.code()).contains("no_face"));
        assertThatThrownBy(() -> client("lk_some-other-key-of-nobody").images().edit(edit().build()))
                .isInstanceOfSatisfying(UnauthorizedException.class,
                        error -> assertThat(error.code()).contains("invalid_api_key"));
        assertThatThrownBy(() -> client(key("0.01")).images().edit(edit().build()))
                .isInstanceOfSatisfying(RateLimitException.class,
                        error -> assertThat(error.code()).contains("insufficient_quota"));
        assertThatThrownBy(() -> client.models().retrieve("none")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> client.images().edit(edit().prompt("crash").build()))
                .isInstanceOfSatisfying(OpenAIServiceException.class,
                        error -> assertThat(error.statusCode()).isEqualTo(500));
        assertThat(client.models().list().items()).extracting(model -> model.id()).containsExactly("flat");
        assertThat(client.models().retrieve("flat").ownedBy()).isEqualTo("likeness");
    }

    @Test
    void tellsWhenToComeBackAndWhetherToTryAgain() {
        String key = key("1",
                NewKey.named("slow").with(Limits.NONE.withPerSecond(Optional.of(new BigDecimal("0.1"))))).key();
        assertThat(post(GENERATIONS, key, json("\"size\":\"512x512\"")).status()).isEqualTo(200);
        Reply soon = post(GENERATIONS, key, json(""));
        assertThat(soon.status()).isEqualTo(429);
        assertThat(error(soon).path("code").asString()).isEqualTo("rate_limit_exceeded");
        assertThat(Integer.parseInt(soon.response().headers().firstValue("Retry-After").orElse("0"))).isBetween(1, 10);
        assertThat(soon.response().headers().firstValue("x-should-retry")).contains("true");
        Reply narrow = post(GENERATIONS, key("1", NewKey.named("r").with(Set.of(Scope.PORTRAITS_READ))).key(),
                json(""));
        assertThat(narrow.status()).isEqualTo(403);
        assertThat(narrow.response().headers().firstValue("x-should-retry")).contains("false");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"\"n\":0|n|wrong_type", "\"n\":11|n|wrong_type",
            "\"n\":1.5|n|wrong_type", "\"n\":\"many\"|n|wrong_type", "\"n\":[1]|n|wrong_type",
            "\"size\":\"big\"|size|wrong_type", "\"size\":\"512\"|size|wrong_type",
            "\"size\":\"512x4096\"|size|size_out_of_range", "\"size\":{}|size|wrong_type",
            "\"response_format\":\"gif\"|response_format|wrong_type", "\"seed\":-2|seed|seed_out_of_range",
            "\"seed\":\"x\"|seed|wrong_type", "\"gpen\":7|gpen|strength_out_of_range",
            "\"skin\":0.33|skin|strength_off_grid", "\"skin_unifi\":\"x\"|skin_unifi|wrong_type",
            "\"gen_mode\":\"magic\"|gen_mode|unknown_mode", "\"prompt\":[]|prompt|wrong_type",
            "\"prompt\":\"a\\u0000\"|prompt|malformed_request", "\"watermark\":{}|watermark|wrong_type",
            "\"watermark\":\"LONG\"|watermark|watermark_invalid",
            "\"model\":{}|model|wrong_type", "\"mask\":\"AAAA\"|mask|wrong_type",
            "\"mask\":{\"image_url\":\"http://a.example/m.png\"}|mask|wrong_type",
            "\"background\":\"transparent\",\"output_format\":\"jpeg\"|output_format|transparent_needs_alpha",
            "\"prompt\":\"transparent background\",\"output_format\":\"jpg\"|output_format|transparent_needs_alpha",
            "\"background\":\"pink\"|background|wrong_type", "\"background\":\"#12\"|background|wrong_type",
            "\"output_format\":\"gif\"|output_format|wrong_type",
            "\"output_format\":\"png\",\"response_format\":\"url\"|response_format|wrong_type",
            "\"output_compression\":101|output_compression|wrong_type",
            "\"output_format\":\"png\",\"output_compression\":50|output_compression|wrong_type",
            "\"output_compression\":50,\"response_format\":\"url\"|response_format|wrong_type",
            "\"quality\":\"ultra\"|quality|wrong_type", "\"stream\":\"maybe\"|stream|wrong_type",
            "\"stream\":true,\"response_format\":\"url\"|response_format|wrong_type",
            "\"stream\":true,\"partial_images\":4|partial_images|wrong_type",
            "\"stream\":true,\"gpen\":7|gpen|strength_out_of_range",
            "\"partial_images\":1|partial_images|wrong_type", "\"size\":\"4K\"|size|wrong_type"})
    void blamesEveryWrongFieldAndChargesNothing(String field, String param, String code) {
        String key = key("1");
        Reply reply = post(GENERATIONS, key, json(field.replace("LONG", "x".repeat(Watermark.MAX_TEXT + 1))));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(error(reply).path("param").asString()).isEqualTo(param);
        assertThat(error(reply).path("code").asString()).isEqualTo(code);
        assertThat(balance(key)).isEqualTo("1.00");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"{}|photo_missing", "{\"image\":\"\"}|photo_missing",
            "{\"image\":[]}|photo_missing", "{\"image\":5}|wrong_type", "{\"image\":\"!!\"}|invalid_image",
            "{\"image\":\"AAAA\"}|invalid_image", "{\"image\":\"http://10.1.1.1/a.jpg\"}|photo_url_refused"})
    void blamesTheImage(String body, String code) {
        String key = key("1");
        Reply reply = post(GENERATIONS, key, body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(error(reply).path("param").asString()).isIn("image", "");
        assertThat(error(reply).path("code").asString()).isEqualTo(code);
        assertThat(balance(key)).isEqualTo("1.00");
    }

    @Test
    void takesWhatOtherClientsSend() {
        String key = key("1");
        for (String image : new String[]{"[\"" + PHOTO + "\",\"ignored\"]".replace(",\"ignored\"", ""),
                "{\"image_url\":\"data:image/png;base64," + PHOTO + "\"}",
                "[{\"image_url\":{\"url\":\"" + PHOTO + "\"}}]"}) {
            Reply reply = post(GENERATIONS, key,
                    "{\"image\":" + image + ",\"size\":\"512x512\",\"model\":\"doubao-seededit\",\"quality\":\"hd\"}");
            assertThat(reply.status()).as(image).isEqualTo(200);
            assertThat(reply.json().path("data").path(0).has("url")).isTrue();
        }
        Reply form = post(EDITS, key, "size=512x512&response_format=b64_json&image="
                + URLEncoder.encode("data:image/jpeg;base64," + PHOTO, StandardCharsets.UTF_8),
                "application/x-www-form-urlencoded");
        assertThat(form.json().path("data").path(0).has("b64_json")).isTrue();
        Reply several = Rest.form(EDITS, key, "image[]", Map.of("size", "auto", "model", "dall-e-2",
                "background", "auto", "user", "me"));
        assertThat(several.json().path("data").path(0).has("url")).isTrue();
        assertThat(several.response().headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(several.json().path("created").asLong()).isPositive();
        Reply masked = Rest.form(EDITS, key, "image", Map.of("mask", "x"));
        assertThat(masked.status()).isEqualTo(400);
        assertThat(error(masked).path("param").asString()).isEqualTo("mask");
        assertThat(get(EDITS, key).status()).isEqualTo(405);
    }

    private static String json(String fields) {
        return "{\"image\":\"" + PHOTO + "\"" + (fields.isEmpty() ? "" : "," + fields) + "}";
    }

    private static JsonNode error(Reply reply) {
        return reply.json().path("error");
    }
}
