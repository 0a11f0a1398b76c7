package dev.likeness.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.likeness.core.Cancellation;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import dev.likeness.core.Progress;
import dev.likeness.core.relaying.RelayingEngine;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the clouds' tables of errors, as the answer to an order and as the answer to the question for its result. */
class UpstreamErrorsTest {
    private static final FakeCloud CLOUD = new FakeCloud();
    private static final List<RelayingEngine> ENGINES = List.of(CLOUD.engine(Cloud.VOLCENGINE),
            CLOUD.engine(Cloud.AI302));

    /** HTTP, code, what the client is told, whether another engine may go on, how often it is sent. */
    private static final String SERVICE = """
            400,50200,UPSTREAM_FAILED,true,1
            400,50201,UPSTREAM_FAILED,true,1
            400,50204,UPSTREAM_FAILED,true,1
            400,50205,PHOTO_TOO_LARGE,false,1
            400,50206,PHOTO_MISSING,false,1
            400,50207,PHOTO_UNREADABLE,false,1
            400,50213,PHOTO_TOO_LARGE,false,1
            400,50215,UPSTREAM_REFUSED,false,1
            400,50411,UPSTREAM_REFUSED,false,1
            400,50412,UPSTREAM_REFUSED,false,1
            400,50413,UPSTREAM_REFUSED,false,1
            400,50511,UPSTREAM_REFUSED,true,4
            400,50512,UPSTREAM_REFUSED,true,1
            400,50516,UPSTREAM_REFUSED,true,1
            400,50517,UPSTREAM_REFUSED,true,1
            400,50518,UPSTREAM_REFUSED,false,1
            400,50519,UPSTREAM_REFUSED,true,1
            400,50520,UPSTREAM_FAILED,true,1
            400,50521,UPSTREAM_FAILED,true,1
            400,50522,UPSTREAM_FAILED,true,1
            429,50429,UPSTREAM_FAILED,true,4
            429,50430,UPSTREAM_FAILED,true,4
            500,50500,UPSTREAM_FAILED,true,4
            500,50501,UPSTREAM_FAILED,true,4
            401,50400,UPSTREAM_FAILED,true,1
            404,50402,UPSTREAM_FAILED,true,1
            400,60102,NO_FACE,false,1
            400,60208,UPSTREAM_REFUSED,false,1
            400,59999,UPSTREAM_FAILED,true,1
            """;
    private static final String GATEWAY = """
            400,MissingParameter,1
            400,InvalidParameter,1
            400,MissingRequestInfo,1
            400,InvalidTimestamp,1
            400,InvalidAuthorization,1
            400,InvalidCredential,1
            401,InvalidAccessKey,1
            401,SignatureDoesNotMatch,1
            401,InvalidSecretToken,1
            403,AccessDenied,1
            404,ServiceNotFound,1
            404,InvalidActionOrVersion,1
            429,FlowLimitExceeded,4
            500,InternalError,1
            502,InternalServiceError,1
            503,ServiceUnavailableTemp,1
            504,InternalServiceTimeout,1
            """;
    private static final String AI302 = """
            401,-10001
            403,-10002
            503,-10003
            402,-10004
            401,-10005
            429,-10006
            429,-10007
            429,-10018
            429,-10012
            503,-10008
            404,-10009
            404,-10010
            400,-10011
            504,-1024
            """;

    @AfterAll
    static void end() {
        ENGINES.forEach(RelayingEngine::close);
        CLOUD.close();
    }

    @ParameterizedTest
    @CsvSource(textBlock = SERVICE)
    void anOrderThatIsRefused(int status, String code, ErrorCode told, boolean passable, int sent) {
        for (RelayingEngine engine : ENGINES) {
            CLOUD.onEverything(FakeCloud.json(status, FakeCloud.envelope(Integer.parseInt(code), "Its own words",
                    "null")));
            MemoryErrand books = new MemoryErrand();
            PortraitException refusal = refusal(engine, books);
            assertThat(refusal.code()).isEqualTo(told);
            assertThat(refusal.upstreamCode()).contains(code);
            assertThat(refusal).hasMessageStartingWith(engine.name() + ": ").hasMessageContaining(
                    "[" + code + " Its own words]");
            assertThat(passable(refusal)).isEqualTo(passable);
            assertThat(CLOUD.submissions()).isEqualTo(sent);
            assertThat(CLOUD.questions()).isZero();
            assertThat(books.written).hasSize(2 * sent).endsWith("REFUSED " + sent);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = SERVICE)
    void anOrderThatFailsLater(int status, String code, ErrorCode told, boolean passable, int sent) {
        // An order is handed in anew only where its picture was refused; what was taken may have been paid for. Where too
        // much is asked at once, only the time that an order may take ends the questions.
        boolean output = code.equals("50511");
        boolean busy = code.startsWith("504") && status == 429;
        try (RelayingEngine impatient = CLOUD.engine(Cloud.VOLCENGINE, "DEADLINE=1")) {
            CLOUD.works();
            CLOUD.server.resetScenarios();
            CLOUD.onResult(FakeCloud.json(status, FakeCloud.envelope(Integer.parseInt(code), "Its own words", "null")));
            MemoryErrand books = new MemoryErrand();
            PortraitException refusal = refusal(impatient, books);
            assertThat(refusal.code()).isEqualTo(busy ? ErrorCode.TIMED_OUT : told);
            assertThat(refusal.upstreamCode().orElse("")).isEqualTo(busy ? "" : code);
            assertThat(passable(refusal)).isEqualTo(passable);
            assertThat(CLOUD.submissions()).isEqualTo(output ? 3 : 1);
            assertThat(CLOUD.questions()).isGreaterThanOrEqualTo(output ? 3 : sent);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = GATEWAY)
    void theGatewayOfVolcengine(int status, String code, int sent) {
        CLOUD.onEverything(FakeCloud.json(status, "{\"ResponseMetadata\":{\"RequestId\":\"1\",\"Service\":\"cv\","
                + "\"Error\":{\"CodeN\":100010,\"Code\":\"" + code + "\",\"Message\":\"Its own words\"}}}"));
        PortraitException refusal = refusal(ENGINES.getFirst(), new MemoryErrand());
        assertThat(refusal.code()).isEqualTo(ErrorCode.UPSTREAM_FAILED);
        assertThat(refusal.upstreamCode()).contains(code);
        assertThat(passable(refusal)).isTrue();
        assertThat(CLOUD.submissions()).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource(textBlock = AI302)
    void theGatewayOf302(int status, String code) {
        CLOUD.onEverything(FakeCloud.json(status, "{\"error\":{\"err_code\":" + code + ",\"message\":\"Its own words\","
                + "\"message_cn\":\"…\",\"message_jp\":\"…\",\"type\":\"api_error\"}}"));
        PortraitException refusal = refusal(ENGINES.get(1), new MemoryErrand());
        assertThat(refusal.code()).isEqualTo(ErrorCode.UPSTREAM_FAILED);
        assertThat(refusal.upstreamCode()).contains(code);
        assertThat(passable(refusal)).isTrue();
        assertThat(CLOUD.submissions()).isOne();
    }

    @Test
    void noRowIsForgotten() {
        Set<String> rows = Stream.of(SERVICE, GATEWAY, AI302).flatMap(String::lines).map(line -> line.split(",")[1])
                .filter(code -> !code.equals("59999")).collect(Collectors.toSet());
        assertThat(UpstreamCode.known()).isEqualTo(rows);
    }

    static Stream<String> secrets() {
        return Stream.of("sk-example", "c2VjcmV0LWV4YW1wbGU=");
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void wrongCredentialsAreSaidToBeWrongAndNeverShown(String secret) {
        for (RelayingEngine engine : ENGINES) {
            CLOUD.onEverything(FakeCloud.json(401, "{\"error\":{\"err_code\":-10001,\"message\":\"no\"}}"));
            PortraitException refusal = refusal(engine, new MemoryErrand());
            assertThat(refusal).hasMessageContaining("operator");
            assertThat(Arrays.toString(refusal.getStackTrace()) + refusal + engine + engine.cloud())
                    .doesNotContain(secret);
        }
    }

    private static boolean passable(PortraitException refusal) {
        return refusal instanceof PortraitException.Upstream upstream && upstream.passable();
    }

    private static PortraitException refusal(RelayingEngine engine, MemoryErrand books) {
        return catchThrowableOfType(PortraitException.class, () -> engine.render(new RelayingEngine.Commission(
                FakeCloud.request(), FakeCloud.photo(64, 64), books), Progress.NONE, Cancellation.NEVER));
    }
}
