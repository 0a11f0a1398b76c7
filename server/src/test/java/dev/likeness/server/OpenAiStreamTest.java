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
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.models.images.ImageEditCompletedEvent;
import com.openai.models.images.ImageEditParams;
import com.openai.models.images.ImageEditPartialImageEvent;
import com.openai.models.images.ImageEditStreamEvent;
import com.openai.models.images.ImageGenCompletedEvent;
import com.openai.models.images.ImageGenStreamEvent;
import com.openai.models.images.ImageGenerateParams;
import dev.likeness.server.TestService.Reply;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code stream: true} in OpenAI's dialect. */
class OpenAiStreamTest {
    private static final String GENERATIONS = "/v1/images/generations";

    private static OpenAIClient client(String key) {
        return OpenAIOkHttpClient.builder().apiKey(key).baseUrl(TestService.address() + "/v1").build();
    }

    private static ImageEditParams.Builder edit() {
        return ImageEditParams.builder().image(TestService.photo("jpeg")).prompt("on a beach").size("512x640");
    }

    @Test
    void theOfficialClientReadsAPreviewAndThenTheFinishedEdit() throws IOException {
        String key = key("1");
        List<ImageEditStreamEvent> events;
        try (StreamResponse<ImageEditStreamEvent> stream = client(key).images()
                .editStreaming(edit().model("gpt-image-1").partialImages(2).build())) {
            events = stream.stream().toList();
        }
        assertThat(events).hasSize(2);
        ImageEditPartialImageEvent preview = events.getFirst().asPartialImage();
        assertThat(preview.partialImageIndex()).isZero();
        assertThat(picture(preview.b64Json()).getHeight()).as("half the size of a preview at most").isEqualTo(512);
        ImageEditCompletedEvent done = events.getLast().asCompleted();
        assertThat(picture(done.b64Json()).getHeight()).isEqualTo(640);
        assertThat(done.outputFormat()).isEqualTo(ImageEditCompletedEvent.OutputFormat.JPEG);
        assertThat(done.background()).isEqualTo(ImageEditCompletedEvent.Background.OPAQUE);
        assertThat(done.size().asString()).isEqualTo("512x640");
        assertThat(done.usage().totalTokens()).isZero();
        assertThat(done.createdAt()).isPositive();
        assertThat(done._additionalProperties()).containsKey("portrait");
        assertThat(balance(key)).isEqualTo("0.95");
    }

    @Test
    void theOfficialClientReadsEveryPortraitOfAGenerationWithoutPreviews() throws IOException {
        String key = key("1");
        List<ImageGenStreamEvent> events;
        try (StreamResponse<ImageGenStreamEvent> stream = client(key).images().generateStreaming(ImageGenerateParams
                .builder().prompt("x").size("512x512").n(2).outputFormat(ImageGenerateParams.OutputFormat.PNG)
                .putAdditionalBodyProperty("image", JsonValue.from(PHOTO)).build())) {
            events = stream.stream().toList();
        }
        assertThat(events).hasSize(2).allMatch(ImageGenStreamEvent::isGenerationCompleted);
        for (ImageGenStreamEvent event : events) {
            ImageGenCompletedEvent done = event.asGenerationCompleted();
            assertThat(done.outputFormat()).isEqualTo(ImageGenCompletedEvent.OutputFormat.PNG);
            assertThat(picture(done.b64Json()).getWidth()).isEqualTo(512);
        }
        assertThat(balance(key)).isEqualTo("0.90");
    }

    @Test
    void whatFailsAtOnceIsRefusedWithAStatusAndNotCharged() {
        String key = key("1");
        assertThatThrownBy(() -> {
            try (StreamResponse<ImageEditStreamEvent> stream = client(key).images()
                    .editStreaming(edit().prompt("no face").partialImages(1).build())) {
                stream.stream().forEach(event -> {});
            }
        }).isInstanceOfSatisfying(BadRequestException.class, error -> assertThat(error.code()).contains("no_face"));
        assertThat(balance(key)).isEqualTo("1.00");
    }

    @Test
    void aStreamThatHasBegunEndsInAnErrorWhenItsOrderIsCancelled() throws Exception {
        String key = key("1");
        HttpResponse<InputStream> stream = open(key, "\"prompt\":\"never done\"");
        assertThat(stream.statusCode()).isEqualTo(200);
        String id = stream.headers().firstValue("x-likeness-portraits").orElseThrow();
        assertThat(post("/v1/portraits/" + id + "/cancel", key, "").status()).isEqualTo(200);
        String events = new String(stream.body().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(events).contains("event: error\ndata: {\"error\":{\"message\":").contains("\"code\":\"cancelled\"")
                .doesNotContain("completed").endsWith("\n\n");
        assertThat(balance(key)).isEqualTo("1.00");
    }

    @Test
    void whoHangsUpIsChargedOnceAndFindsThePictureLater() throws Exception {
        String key = key("1");
        String id;
        HttpResponse<InputStream> stream = open(key, "\"prompt\":\"step by step\",\"partial_images\":1");
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("event: image_generation.partial_image");
            id = stream.headers().firstValue("x-likeness-portraits").orElseThrow();
        }
        assertThat(Rest.closed(key, id).path("status").asString()).isEqualTo("done");
        Reply picture = get("/v1/portraits/" + id + "/image", key);
        assertThat(picture.status()).isEqualTo(200);
        assertThat(ImageIO.read(new ByteArrayInputStream(picture.response().body())).getWidth()).isEqualTo(512);
        assertThat(get("/v1/portraits", key).json().path("items").size()).isOne();
        assertThat(balance(key)).isEqualTo("0.95");
    }

    @Test
    void whoAsksAgainWithTheSameKeyGetsTheSamePortraitAndPaysNothingMore() {
        String key = key("1");
        String first = completed(key);
        assertThat(completed(key)).isEqualTo(first);
        assertThat(balance(key)).isEqualTo("0.95");
    }

    private static String completed(String key) {
        Reply reply = TestService.send(TestService.request(GENERATIONS, key).header("Idempotency-Key", "one")
                .POST(HttpRequest.BodyPublishers.ofString(body("\"partial_images\":1"))));
        String text = new String(reply.response().body(), StandardCharsets.UTF_8);
        String data = text.substring(text.lastIndexOf("data: ") + 6).strip();
        JsonNode event = tools.jackson.databind.json.JsonMapper.shared().readTree(data);
        assertThat(event.path("type").asString()).isEqualTo("image_generation.completed");
        return event.path("portrait").asString();
    }

    private static HttpResponse<InputStream> open(String key, String fields) throws Exception {
        return HttpClient.newHttpClient().send(
                TestService.request(GENERATIONS, key).header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body(fields))).build(),
                HttpResponse.BodyHandlers.ofInputStream());
    }

    private static String body(String fields) {
        return "{\"image\":\"" + PHOTO + "\",\"size\":\"512x512\",\"stream\":true," + fields + "}";
    }

    private static BufferedImage picture(String base64) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
    }
}
