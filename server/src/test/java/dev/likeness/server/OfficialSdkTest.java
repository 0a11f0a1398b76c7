package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import com.volcengine.service.visual.IVisualService;
import com.volcengine.service.visual.impl.VisualServiceImpl;
import dev.likeness.server.TestService.Reply;
import java.net.URI;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Volcengine's own Java SDK, unmodified: only scheme, host and keys are set. */
class OfficialSdkTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final SignedClient CLIENT = SignedClient.owning("10");
    private static final IVisualService SDK = VisualServiceImpl.getInstance();

    @BeforeAll
    static void pointsTheSdkHere() {
        SDK.setScheme("http");
        // The SDK keeps the host in a static field that all of its instances share.
        SDK.setHost("127.0.0.1:" + TestService.address().getPort());
        SDK.setAccessKey(CLIENT.key().id());
        SDK.setSecretKey(CLIENT.key().secret());
    }

    @AfterAll
    static void pointsItBack() {
        SDK.setHost("visual.volcengineapi.com");
    }

    @Test
    void submitsPollsAndGetsTheSameBytesAsTheLinkGives() throws Exception {
        String task = json(SDK.cvSync2AsyncSubmitTask(order(Map.of("prompt", "演唱会现场", "width", 640, "height", 512,
                "seed", 7, "gpen", 0.5)))).path("data").path("task_id").asString();
        assertThat(task).matches("[0-9]{19}");
        byte[] portrait = Base64.getDecoder().decode(result(task, "").path("binary_data_base64").path(0).asString());
        assertThat(portrait).startsWith(0xff, 0xd8, 0xff);
        String link = result(task, "{\"return_url\":true}").path("image_urls").path(0).asString();
        Reply fetched = TestService.get(URI.create(link));
        assertThat(fetched.response().body()).isEqualTo(portrait);
        String marked = result(task, "{\"return_url\":true,\"logo_info\":{\"add_logo\":true,\"opacity\":1}}")
                .path("image_urls").path(0).asString();
        assertThat(TestService.get(URI.create(marked)).response().body()).isNotEqualTo(portrait);
    }

    @Test
    void getsThePortraitInOneCall() throws Exception {
        JsonNode done = json(SDK.cvProcess(order(Map.of("return_url", true))));
        assertThat(done.path("code").asInt()).isEqualTo(10000);
        assertThat(TestService.get(URI.create(done.path("data").path("image_urls").path(0).asString())).status())
                .isEqualTo(200);
    }

    @Test
    void usesTheOlderPairOfActionsAndCancels() throws Exception {
        String task = json(SDK.cvSubmitTask(order(Map.of("prompt", "never done")))).path("data").path("task_id")
                .asString();
        JsonNode cancelled = json(SDK.cvCancelTask(Map.of("req_key", "i2i_portrait_photo", "task_id", task)));
        assertThat(cancelled.path("code").asInt()).isEqualTo(10000);
        Exception ended = catchException(
                () -> SDK.cvGetResult(Map.of("req_key", "i2i_portrait_photo", "task_id", task)));
        assertThat(ended).hasMessageContaining("\"code\":50215");
    }

    @Test
    void hearsOfErrorsInTheirBodies() {
        assertThat(catchException(() -> SDK.cvSync2AsyncSubmitTask(order(Map.of("width", 1)))))
                .hasMessageContaining("\"code\":50200").hasMessageContaining("width");
        SDK.setSecretKey("some other secret of nobody");
        assertThat(catchException(() -> SDK.cvSync2AsyncSubmitTask(order(Map.of()))))
                .hasMessageContaining("SignatureDoesNotMatch");
        SDK.setSecretKey(CLIENT.key().secret());
        SDK.setAccessKey("AKLTNOBODYHASTHIS");
        assertThat(catchException(() -> SDK.cvSync2AsyncSubmitTask(order(Map.of()))))
                .hasMessageContaining("InvalidAccessKey");
        SDK.setAccessKey(CLIENT.key().id());
    }

    @Test
    void signsAnAddressThatHoldsByItself() throws Exception {
        String query = ((VisualServiceImpl) SDK).getSignUrl("CVGetResult", List.of());
        Reply reply = SignedClient.send("POST", query, "{}", Map.of());
        // Past the gateway: what is missing is the task.
        assertThat(reply.json().toString()).contains("\"code\":50201");
        assertThat(SignedClient.send("POST", query.replace("X-NotSignBody", "X-NotSignedBody"), "{}", Map.of())
                .status()).isEqualTo(401);
    }

    private static Map<String, Object> order(Map<String, ?> fields) {
        Map<String, Object> order = new HashMap<>(Map.of("req_key", "i2i_portrait_photo", "image_input",
                TestService.PHOTO));
        order.putAll(fields);
        return order;
    }

    private static JsonNode result(String task, String reqJson) {
        return Awaitility.await().until(
                () -> json(SDK.cvSync2AsyncGetResult(
                        Map.of("req_key", "i2i_portrait_photo", "task_id", task, "req_json", reqJson))).path("data"),
                data -> data.path("status").asString().equals("done"));
    }

    /** The SDK answers with objects of its own JSON library. */
    private static JsonNode json(Object answer) {
        return JSON.readTree(answer.toString());
    }
}
