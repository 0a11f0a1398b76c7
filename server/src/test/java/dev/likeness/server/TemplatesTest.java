package dev.likeness.server;

import static dev.likeness.server.Rest.closed;
import static dev.likeness.server.Rest.delete;
import static dev.likeness.server.Rest.form;
import static dev.likeness.server.Rest.order;
import static dev.likeness.server.Rest.ordered;
import static dev.likeness.server.Rest.problem;
import static dev.likeness.server.Rest.put;
import static dev.likeness.server.TestService.balance;
import static dev.likeness.server.TestService.get;
import static dev.likeness.server.TestService.key;
import static dev.likeness.server.TestService.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.server.TestService.Reply;
import dev.likeness.service.keys.Limits;
import dev.likeness.service.keys.NewKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Our own API: style templates. */
class TemplatesTest {
    private static final String TEMPLATES = "/v1/templates";
    private static final String MINE = "{\"name\":\"harbour-dusk\",\"title\":\"Harbour at dusk\",\"title_zh\":\"黄昏港口\","
            + "\"tags\":[\"city\"],\"prompt\":\"in a harbour at dusk\",\"gen_mode\":\"reference_char\",\"gpen\":0.7}";

    @Test
    void areMadeChangedAndDeletedByTheirOwner() {
        String key = key("1");
        Reply made = post(TEMPLATES, key, MINE);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.response().headers().firstValue("Location")).contains("/v1/templates/harbour-dusk");
        JsonNode all = get(TEMPLATES, key).json().path("items");
        assertThat(all.path(0).path("name").asString()).isEqualTo("harbour-dusk");
        assertThat(all.path(0).path("own").asBoolean()).isTrue();
        assertThat(all.path(1).path("name").asString()).isEqualTo("plain-grey");
        assertThat(all.path(1).path("own").asBoolean()).isFalse();
        Reply twice = post(TEMPLATES, key, MINE);
        assertThat(twice.status()).isEqualTo(409);
        assertThat(problem(twice)).isEqualTo("template_exists");

        Reply changed = put(TEMPLATES + "/harbour-dusk", key, "{\"prompt\":\"in a harbour at dawn\"}");
        assertThat(changed.json().path("prompt").asString()).isEqualTo("in a harbour at dawn");
        assertThat(get(TEMPLATES + "/harbour-dusk", key).json().path("gpen").asDouble()).isEqualTo(0.4);
        assertThat(problem(get(TEMPLATES + "/harbour-dusk", key("1")))).isEqualTo("not_found");

        assertThat(delete(TEMPLATES + "/harbour-dusk", key).status()).isEqualTo(204);
        assertThat(get(TEMPLATES + "/harbour-dusk", key).status()).isEqualTo(404);
        assertThat(delete(TEMPLATES + "/harbour-dusk", key).status()).isEqualTo(404);
    }

    @Test
    void thoseThatShipWithAnEngineCannotBeChanged() {
        String key = key("1");
        assertThat(get(TEMPLATES + "/plain-grey", key).json().path("title_zh").asString()).isEqualTo("素灰");
        assertThat(problem(put(TEMPLATES + "/plain-grey", key, "{\"prompt\":\"x\"}"))).isEqualTo("not_found");
        assertThat(delete(TEMPLATES + "/plain-grey", key).status()).isEqualTo(404);
    }

    @Test
    void lendTheirModeAndStrengthsToAnOrder() {
        String key = key("1");
        post(TEMPLATES, key, MINE);
        String id = ordered(key, "\"template\":\"Harbour at dusk\",\"prompt\":\"rain\",\"skin\":0.9");
        JsonNode request = closed(key, id).path("request");
        assertThat(request.path("prompt").asString()).isEqualTo("rain");
        assertThat(request.path("template").asString()).isEqualTo("harbour-dusk");
        assertThat(request.path("gen_mode").asString()).isEqualTo("reference_char");
        assertThat(request.path("gpen").asDouble()).isEqualTo(0.7);
        assertThat(request.path("skin").asDouble()).isEqualTo(0.9);
    }

    @Test
    void workAsThePromptOfEveryDialect() {
        String key = key("1");
        post(TEMPLATES, key, MINE);
        String id = TestService.submit(key, TestService.order("\"prompt\":\"黄昏港口\""));
        JsonNode request = closed(key, id).path("request");
        assertThat(request.path("prompt").asString()).isEmpty();
        assertThat(request.path("template").asString()).isEqualTo("harbour-dusk");
        String strangers = TestService.submit(key("1"), TestService.order("\"prompt\":\"黄昏港口\""));
        assertThat(strangers).isNotEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"{\"prompt\":\"x\"}|missing_field",
            "{\"name\":\"a\"}|missing_field", "{\"name\":\"A b\",\"prompt\":\"x\"}|malformed_request",
            "{\"name\":\"a\",\"prompt\":\" \"}|malformed_request", "{\"name\":\"a\",\"prompt\":7}|wrong_type",
            "{\"name\":\"a\",\"prompt\":\"x\",\"tags\":\"t\"}|wrong_type",
            "{\"name\":\"a\",\"prompt\":\"x\",\"tags\":[\"two words\"]}|malformed_request",
            "{\"name\":\"a\",\"prompt\":\"x\",\"gen_mode\":\"y\"}|unknown_mode",
            "{\"name\":\"a\",\"prompt\":\"x\",\"gpen\":2}|strength_out_of_range",
            "{\"name\":\"a\",\"prompt\":\"x\",\"mode\":\"creative\"}|malformed_request"})
    void thatMakeNoSenseAreRefused(String body, String code) {
        String key = key("1");
        assertThat(problem(post(TEMPLATES, key, body))).isEqualTo(code);
        assertThat(get(TEMPLATES, key).json().path("items")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"2048, 2048, 512, 512", "1080, 1440, 384, 512", "1920, 1080, 512, 288", "512, 2048, 128, 512"})
    void arePreviewedInTheProportionsOfTheOrder(int width, int height, int seenWidth, int seenHeight)
            throws IOException {
        Reply preview = post(TEMPLATES + "/preview", key("0"),
                order("\"engine\":\"flat\",\"width\":" + width + ",\"height\":" + height));
        var picture = ImageIO.read(new ByteArrayInputStream(preview.response().body()));
        assertThat(picture.getWidth()).isEqualTo(seenWidth);
        assertThat(picture.getHeight()).isEqualTo(seenHeight);
    }

    @Test
    void areNotPreviewedByAnEngineThatIsNotThereNorInASizeThatCannotBeOrdered() {
        String key = key("0");
        assertThat(problem(post(TEMPLATES + "/preview", key, order("\"engine\":\"none\""))))
                .isEqualTo("unknown_engine");
        assertThat(problem(post(TEMPLATES + "/preview", key, order("\"width\":511")))).isEqualTo("size_out_of_range");
    }

    @Test
    void areTriedOnAPhotoWithoutChargeButAtTheKeysRate() throws IOException {
        String key = key("0");
        Reply preview = form(TEMPLATES + "/preview", key, "photo", Map.of("template", "plain-grey", "width", "2048"));
        assertThat(preview.response().headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(ImageIO.read(new ByteArrayInputStream(preview.response().body())).getWidth()).isEqualTo(512);
        assertThat(problem(post(TEMPLATES + "/preview", key, order("\"prompt\":\"no face\"")))).isEqualTo("no_face");
        assertThat(problem(post(TEMPLATES + "/preview", key, order("\"prompt\":\"crash\""))))
                .isEqualTo("engine_failed");
        assertThat(problem(post(TEMPLATES + "/preview", key, "{}"))).isEqualTo("photo_missing");
        assertThat(balance(key)).isEqualTo("0.00");

        String slow = key("0", NewKey.named("slow").with(Limits.NONE.withPerSecond(Optional.of(new BigDecimal("0.1")))))
                .key();
        assertThat(post(TEMPLATES + "/preview", slow, order("")).status()).isEqualTo(200);
        Reply tooSoon = post(TEMPLATES + "/preview", slow, order(""));
        assertThat(tooSoon.status()).isEqualTo(429);
        assertThat(problem(tooSoon)).isEqualTo("rate_limited");
        assertThat(Integer.parseInt(tooSoon.response().headers().firstValue("Retry-After").orElse("0")))
                .isBetween(1, 10);
    }
}
