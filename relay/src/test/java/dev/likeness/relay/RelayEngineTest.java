package dev.likeness.relay;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.notContaining;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.http.Fault;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.likeness.core.Cancellation;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.FrameSize;
import dev.likeness.core.Note;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitException.Upstream;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Progress;
import dev.likeness.core.Rendering;
import dev.likeness.core.relaying.Errand;
import dev.likeness.core.relaying.RelayingEngine;
import dev.likeness.imaging.PhotoDecoder;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RelayEngineTest {
    private static final FakeCloud CLOUD = new FakeCloud();
    private final MemoryErrand books = new MemoryErrand();

    @AfterAll
    static void end() {
        CLOUD.close();
    }

    @BeforeEach
    void works() {
        CLOUD.works();
    }

    @ParameterizedTest
    @EnumSource
    void handsEveryParameterOnOneToOne(Cloud cloud) {
        render(cloud);
        JsonObject sent = JsonParser.parseString(CLOUD.server.findAll(postRequestedFor(urlMatching(FakeCloud.SUBMIT)))
                .getFirst().getBodyAsString()).getAsJsonObject();
        byte[] photo = Base64.getDecoder().decode(sent.remove("binary_data_base64").getAsJsonArray().get(0)
                .getAsString());
        assertThat(PhotoDecoder.decode(photo).width()).isEqualTo(64);
        sent.remove("req_key");
        assertThat(sent)
                .hasToString("{\"prompt\":\"on a stage\",\"width\":512,\"height\":512,\"gpen\":0.4,\"skin\":0.3,"
                        + "\"skin_unifi\":0.1,\"gen_mode\":\"reference_char\",\"seed\":7}");
        assertThat(books.written).containsExactly("begin 1", "accepted 1 " + FakeCloud.TASK, "DONE 1");
    }

    @Test
    void aPromptThatIsNotThereIsNotSent() {
        PortraitRequest silent = PortraitRequest.of("", new FrameSize(512, 512), FakeCloud.request().retouch(),
                Optional.empty(), 7);
        render(Cloud.AI302, silent);
        CLOUD.server.verify(postRequestedFor(urlMatching(FakeCloud.SUBMIT)).withRequestBody(notContaining("prompt"))
                .withRequestBody(matching(".*\"gen_mode\":\"reference\".*")));
    }

    @Test
    void thePhotoIsShownByItsAddressWhereThereIsOne() {
        books.shown = Optional.of(URI.create("https://portraits.example/u/1.jpg"));
        render(Cloud.VOLCENGINE);
        CLOUD.server.verify(postRequestedFor(urlMatching(FakeCloud.SUBMIT)).withRequestBody(
                matching(".*\"image_input\":\"https://portraits.example/u/1.jpg\".*"))
                .withRequestBody(notContaining("binary_data_base64")));
    }

    @Test
    void speaksAsEachCloudWantsIt() {
        render(Cloud.VOLCENGINE);
        CLOUD.server.verify(postRequestedFor(urlEqualTo("/?Action=CVSync2AsyncSubmitTask&Version=2022-08-31"))
                .withRequestBody(matching(".*\"req_key\":\"i2i_portrait_photo\".*"))
                .withHeader("Authorization",
                        matching("HMAC-SHA256 Credential=AKLTEXAMPLE0001/\\d{8}/cn-north-1/cv/request,"
                                + " SignedHeaders=content-type;host;x-content-sha256;x-date, Signature=[0-9a-f]{64}"))
                .withHeader("X-Content-Sha256", matching("[0-9a-f]{64}")));
        render(Cloud.AI302);
        CLOUD.server.verify(postRequestedFor(urlEqualTo("/doubao/drawing/portrait"))
                .withHeader("Authorization", equalTo("Bearer sk-example"))
                .withHeader("Idempotency-Key", matching("key-\\d")));
        CLOUD.server.verify(postRequestedFor(urlEqualTo("/doubao/drawing/portrait_result")).withRequestBody(
                matching(".*\"task_id\":\"" + FakeCloud.TASK + "\".*return_url.*")));
    }

    @Test
    void aLargePhotoIsMadeSmallEnough() {
        byte[] noise = new byte[2600 * 2600 * 3];
        new Random(1).nextBytes(noise);
        byte[] file = Pictures.outgoing(new Photo(2600, 2600, noise, "0".repeat(64), List.of()));
        assertThat(file.length).isBetween(200_000, Pictures.MOST_BYTES);
    }

    @Test
    void aPictureOfAnotherSizeIsBroughtToTheOneThatWasOrdered() {
        CLOUD.serves(FakeCloud.picture(528, 512));
        Rendering rendering = render(Cloud.AI302);
        assertThat(rendering.width()).isEqualTo(512);
        assertThat(rendering.height()).isEqualTo(512);
        assertThat(rendering.notes()).extracting(Note::kind).contains(Note.Kind.FRAMING, Note.Kind.ENGINE);
        CLOUD.serves(FakeCloud.picture(400, 400));
        assertThat(render(Cloud.AI302).width()).isEqualTo(512);
    }

    // ---- What breaks

    @Test
    void whereTheAnswerToAnOrderIsLostItIsNotHandedInASecondTime() {
        CLOUD.onSubmit(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        Upstream refusal = refusal(Cloud.VOLCENGINE);
        assertThat(refusal).hasMessageContaining("not paid for twice");
        assertThat(refusal.code()).isEqualTo(ErrorCode.UPSTREAM_FAILED);
        assertThat(refusal.passable()).isTrue();
        assertThat(CLOUD.submissions()).isOne();
        assertThat(books.written).containsExactly("begin 1", "UNSURE 1");
    }

    @Test
    void anUpstreamThatRecognizesRepeatsGetsTheSameOrderUnderTheSameKey() {
        CLOUD.server.stubFor(post(urlMatching(FakeCloud.SUBMIT)).inScenario("lost").whenScenarioStateIs("Started")
                .willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)).willSetStateTo("back"));
        CLOUD.server.stubFor(post(urlMatching(FakeCloud.SUBMIT)).inScenario("lost").whenScenarioStateIs("back")
                .willReturn(FakeCloud.json(200, FakeCloud.envelope(10000, "Success", "{\"task_id\":\"1\"}"))));
        render(Cloud.AI302, FakeCloud.request(), "IDEMPOTENT=true");
        assertThat(CLOUD.server.findAll(postRequestedFor(urlMatching(FakeCloud.SUBMIT))))
                .hasSizeGreaterThan(1).allSatisfy(
                        request -> assertThat(request.getHeader("Idempotency-Key")).isEqualTo("key-1"));
        assertThat(books.written).containsExactly("begin 1", "accepted 1 1", "DONE 1");
    }

    @Test
    void anAnswerThatTakesTooLongCountsAsLost() {
        CLOUD.onSubmit(FakeCloud.json(200, FakeCloud.envelope(10000, "Success", "{\"task_id\":\"1\"}"))
                .withFixedDelay(3000));
        assertThat(refusal(Cloud.VOLCENGINE)).hasMessageContaining("no answer within 1.5 seconds");
        assertThat(books.written).containsExactly("begin 1", "UNSURE 1");
    }

    @Test
    void anUpstreamThatCannotBeReachedIsTriedAgainBecauseNothingWasSent() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        Upstream refusal = refusal(Cloud.AI302, "URL=http://127.0.0.1:" + port);
        assertThat(refusal).hasMessageContaining("cannot be reached");
        assertThat(books.written).containsExactly("begin 1", "REFUSED 1", "begin 2", "REFUSED 2", "begin 3",
                "REFUSED 3",
                "begin 4", "REFUSED 4");
    }

    @Test
    void aWebPageIsNoAnswer() {
        CLOUD.onSubmit(aResponse().withStatus(502).withHeader("Content-Type", "text/html")
                .withBody("<html><body>Bad Gateway</body></html>"));
        assertThat(refusal(Cloud.VOLCENGINE)).hasMessageContaining("a web page (HTTP 502)");
        assertThat(books.written).containsExactly("begin 1", "UNSURE 1");
    }

    @Test
    void questionsThatBreakAreAskedAgain() {
        CLOUD.server.stubFor(post(urlMatching(FakeCloud.RESULT)).inScenario("made").whenScenarioStateIs("generating")
                .willReturn(aResponse().withStatus(504).withBody("<html>")).willSetStateTo("reset"));
        CLOUD.server.stubFor(post(urlMatching(FakeCloud.RESULT)).inScenario("made").whenScenarioStateIs("reset")
                .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)).willSetStateTo("empty"));
        CLOUD.server.stubFor(post(urlMatching(FakeCloud.RESULT)).inScenario("made").whenScenarioStateIs("empty")
                .willReturn(aResponse().withBody("")).willSetStateTo("done"));
        assertThat(render(Cloud.VOLCENGINE).width()).isEqualTo(512);
        assertThat(CLOUD.submissions()).isOne();
    }

    @Test
    void alinkThatHasExpiredIsAskedForAnewAndThenThePictureItself() {
        CLOUD.onResult(FakeCloud.json(200, CLOUD.linked("/o/gone.jpg")));
        CLOUD.server.stubFor(post(urlMatching(FakeCloud.RESULT)).atPriority(1)
                .withRequestBody(matching(".*return_url\\W+false.*"))
                .willReturn(FakeCloud.json(200, FakeCloud.inside(FakeCloud.picture(512, 512)))));
        CLOUD.server.stubFor(get(urlEqualTo("/o/gone.jpg")).willReturn(aResponse().withStatus(403)));
        assertThat(render(Cloud.VOLCENGINE).width()).isEqualTo(512);
        assertThat(CLOUD.questionsFor(".*return_url\\W+true.*")).isEqualTo(2);
        assertThat(CLOUD.questionsFor(".*return_url\\W+false.*")).isOne();
        assertThat(CLOUD.submissions()).isOne();
    }

    @Test
    void aPictureOfNoBytesIsNone() {
        CLOUD.onResult(FakeCloud.json(200, CLOUD.linked("/o/1.jpg")));
        CLOUD.serves(new byte[0]);
        Upstream refusal = refusal(Cloud.AI302);
        assertThat(refusal.code()).isEqualTo(ErrorCode.UPSTREAM_FAILED);
        assertThat(refusal).hasMessageContaining("made a portrait, but").hasMessageContaining("the photo is empty");
        assertThat(books.written).endsWith("GIVEN_UP 1");
    }

    @Test
    void aPictureThatIsAWebPageIsNone() {
        CLOUD.onResult(FakeCloud.json(200, CLOUD.linked("/o/1.jpg")));
        CLOUD.serves("<!DOCTYPE html><html>sign in</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(refusal(Cloud.AI302)).hasMessageContaining("made a portrait, but");
    }

    @Test
    void anAnswerDoesNotSendThisServiceIntoItsOwnersNetwork() {
        String link = CLOUD.linked("/o/1.jpg").replace("localhost", "127.0.0.1");
        CLOUD.onResult(FakeCloud.json(200, link));
        assertThat(refusal(Cloud.AI302)).hasMessageContaining("private network");
    }

    @Test
    void anOrderThatTheUpstreamForgotIsGivenUp() {
        CLOUD.onResult(FakeCloud.json(200, FakeCloud.pending("not_found")));
        assertThat(refusal(Cloud.VOLCENGINE)).hasMessageContaining("does not know the order any more");
        assertThat(books.written).endsWith("GIVEN_UP 1");
    }

    @Test
    void anOrderThatNeverEndsIsGivenUp() {
        CLOUD.onResult(FakeCloud.json(200, FakeCloud.pending("generating")));
        Upstream refusal = refusal(Cloud.VOLCENGINE, "DEADLINE=1");
        assertThat(refusal.code()).isEqualTo(ErrorCode.TIMED_OUT);
        assertThat(refusal).hasMessageContaining("within 1 seconds");
    }

    // ---- What another worker left

    @Test
    void goesOnWithTheUpstreamsTaskOfAWorkerThatDied() {
        MemoryErrand left = MemoryErrand.left(Optional.of("42"), Duration.ofSeconds(20));
        render(Cloud.VOLCENGINE, left);
        assertThat(CLOUD.submissions()).isZero();
        assertThat(CLOUD.questionsFor(".*\"task_id\":\"42\".*")).isEqualTo(3);
        assertThat(left.written).containsExactly("DONE 1");
    }

    @Test
    void anOrderThatAWorkerDiedOverWhileItHandedItInIsNotHandedInAgain() {
        MemoryErrand left = MemoryErrand.left(Optional.empty(), Duration.ofSeconds(20));
        assertThatThrownBy(() -> render(Cloud.VOLCENGINE, left)).isInstanceOf(Upstream.class)
                .hasMessageContaining("a worker ended");
        assertThat(CLOUD.submissions()).isZero();
        assertThat(left.written).containsExactly("UNSURE 1");
        // Where the upstream recognizes it, it is.
        MemoryErrand known = MemoryErrand.left(Optional.empty(), Duration.ofSeconds(20));
        try (RelayingEngine engine = CLOUD.engine(Cloud.AI302, "IDEMPOTENT=true")) {
            engine.render(commission(FakeCloud.request(), known), Progress.NONE, Cancellation.NEVER);
        }
        assertThat(known.written).containsExactly("accepted 1 " + FakeCloud.TASK, "DONE 1");
    }

    @Test
    void aPlaceThatIsTakenIsToldToWhoeverRunsTheEngine() {
        books.full = true;
        assertThatThrownBy(() -> render(Cloud.VOLCENGINE)).isInstanceOf(Errand.NoRoom.class);
        assertThat(CLOUD.submissions()).isZero();
    }

    @Test
    void aStopWhileAnOrderIsOnItsWayIsHeardOnceItIsWrittenDown() {
        Thread.currentThread().interrupt();
        try (RelayingEngine engine = CLOUD.engine(Cloud.VOLCENGINE)) {
            Cancellation stopped = () -> Thread.currentThread().isInterrupted()
                    && books.written.contains("accepted 1 " + FakeCloud.TASK);
            assertThatThrownBy(() -> engine.render(commission(FakeCloud.request(), books), Progress.NONE, stopped))
                    .isInstanceOf(PortraitException.Cancelled.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(books.current).isPresent();
        render(Cloud.VOLCENGINE);
        assertThat(CLOUD.submissions()).isOne();
    }

    @Test
    void whatTheCloudsHaveNoFieldForIsRefusedBeforeItIsSent() {
        assertThatThrownBy(() -> render(Cloud.VOLCENGINE, FakeCloud.request().ofFace(OptionalInt.of(1))))
                .isInstanceOf(PortraitException.InvalidRequest.class).hasMessageContaining("several faces");
        assertThatThrownBy(() -> render(Cloud.VOLCENGINE,
                FakeCloud.request().in(PortraitRequest.Setting.withoutBackground())))
                .isInstanceOf(PortraitException.InvalidRequest.class).hasMessageContaining("without a background");
        assertThat(CLOUD.submissions()).isZero();
    }

    private static RelayingEngine.Commission commission(PortraitRequest request, Errand errand) {
        return new RelayingEngine.Commission(request, FakeCloud.photo(64, 64), errand);
    }

    private Rendering render(Cloud cloud) {
        return render(cloud, FakeCloud.request());
    }

    private Rendering render(Cloud cloud, MemoryErrand errand) {
        try (RelayingEngine engine = CLOUD.engine(cloud)) {
            return engine.render(commission(FakeCloud.request(), errand), Progress.NONE, Cancellation.NEVER);
        }
    }

    private Rendering render(Cloud cloud, PortraitRequest request, String... settings) {
        try (RelayingEngine engine = CLOUD.engine(cloud, settings)) {
            return engine.render(commission(request, books), Progress.NONE, Cancellation.NEVER);
        }
    }

    private Upstream refusal(Cloud cloud, String... settings) {
        return catchThrowableOfType(Upstream.class, () -> render(cloud, FakeCloud.request(), settings));
    }
}
