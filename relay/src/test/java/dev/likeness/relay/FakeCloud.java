package dev.likeness.relay;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.likeness.core.FrameSize;
import dev.likeness.core.GenMode;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Retouch;
import dev.likeness.core.relaying.RelayingEngine;
import dev.likeness.imaging.JpegWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A cloud that answers as it is told, and engines that speak to it without taking their time. */
final class FakeCloud implements AutoCloseable {
    static final String SUBMIT = ".*(SubmitTask.*|/drawing/portrait)";
    static final String RESULT = ".*(GetResult.*|/drawing/portrait_result)";
    static final String TASK = "7392616336519610409";
    private static final Rhythm QUICK = new Rhythm(Duration.ofMillis(5), Duration.ofMillis(1), 3,
            Duration.ofMillis(1500), Duration.ofMillis(50));

    final WireMockServer server = new WireMockServer(WireMockConfiguration.options().dynamicPort());

    FakeCloud() {
        server.start();
    }

    static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse().withStatus(status).withHeader("Content-Type", "application/json").withBody(body);
    }

    static String envelope(int code, String message, String data) {
        return "{\"code\":" + code + ",\"data\":" + data + ",\"message\":\"" + message
                + "\",\"request_id\":\"20260102\",\"status\":" + code + ",\"time_elapsed\":\"1ms\"}";
    }

    static String pending(String status) {
        return envelope(10000, "Success",
                "{\"binary_data_base64\":null,\"image_urls\":null,\"resp_data\":\"\",\"status\":\""
                        + status + "\"}");
    }

    String linked(String path) {
        return envelope(10000, "Success", "{\"binary_data_base64\":[],\"image_urls\":[\"" + server.baseUrl() + path
                + "\"],\"status\":\"done\"}");
    }

    static String inside(byte[] file) {
        return envelope(10000, "Success", "{\"binary_data_base64\":[\"" + java.util.Base64.getEncoder()
                .encodeToString(file) + "\"],\"image_urls\":null,\"status\":\"done\"}");
    }

    /** Takes every order, and has made it when it is asked the second time. */
    void works() {
        server.resetAll();
        onSubmit(json(200, envelope(10000, "Success", "{\"task_id\":\"" + TASK + "\"}")));
        server.stubFor(post(urlMatching(RESULT)).inScenario("made").whenScenarioStateIs(Scenario.STARTED)
                .willReturn(json(200, pending("in_queue"))).willSetStateTo("generating"));
        server.stubFor(post(urlMatching(RESULT)).inScenario("made").whenScenarioStateIs("generating")
                .willReturn(json(200, pending("generating"))).willSetStateTo("done"));
        server.stubFor(post(urlMatching(RESULT)).inScenario("made").whenScenarioStateIs("done")
                .willReturn(json(200, linked("/o/1.jpg"))).willSetStateTo(Scenario.STARTED));
        serves(picture(512, 512));
    }

    void onSubmit(ResponseDefinitionBuilder answer) {
        server.stubFor(post(urlMatching(SUBMIT)).willReturn(answer));
    }

    void onResult(ResponseDefinitionBuilder answer) {
        server.stubFor(post(urlMatching(RESULT)).willReturn(answer));
    }

    void serves(byte[] file) {
        server.stubFor(get(urlEqualTo("/o/1.jpg")).willReturn(aResponse().withBody(file)));
    }

    void onEverything(ResponseDefinitionBuilder answer) {
        server.resetAll();
        server.stubFor(any(anyUrl()).willReturn(answer));
    }

    int submissions() {
        return server.findAll(postRequestedFor(urlMatching(SUBMIT))).size();
    }

    int questions() {
        return server.findAll(postRequestedFor(urlMatching(RESULT))).size();
    }

    int questionsFor(String text) {
        return server.findAll(postRequestedFor(urlMatching(RESULT)).withRequestBody(matching(text))).size();
    }

    RelayingEngine engine(Cloud cloud, String... settings) {
        return cloud.open(environment(cloud, settings), QUICK, InstantSource.system());
    }

    Map<String, String> environment(Cloud cloud, String... settings) {
        Map<String, String> environment = new HashMap<>(Map.of("LIKENESS_VOLCENGINE_ACCESS_KEY_ID", "AKLTEXAMPLE0001",
                "LIKENESS_VOLCENGINE_SECRET_ACCESS_KEY", "c2VjcmV0LWV4YW1wbGU=", "LIKENESS_AI302_API_KEY", "sk-example",
                "LIKENESS_" + cloud.name() + "_URL", server.baseUrl()));
        for (String setting : settings) {
            environment.put("LIKENESS_" + cloud.name() + "_" + setting.replaceFirst("=.*", ""),
                    setting.replaceFirst(".*?=", ""));
        }
        return environment;
    }

    static PortraitRequest request() {
        return PortraitRequest.of("on a stage", new FrameSize(512, 512), new Retouch(0.4, 0.3, 0.1),
                Optional.of(GenMode.REFERENCE_CHAR), 7);
    }

    static Photo photo(int width, int height) {
        byte[] grey = new byte[width * height * 3];
        Arrays.fill(grey, (byte) 120);
        return new Photo(width, height, grey, "0".repeat(64), List.of());
    }

    static byte[] picture(int width, int height) {
        return JpegWriter.encode(photo(width, height), 90);
    }

    @Override
    public void close() {
        server.stop();
    }
}
