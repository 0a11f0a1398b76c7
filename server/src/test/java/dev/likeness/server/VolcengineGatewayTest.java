package dev.likeness.server;

import static dev.likeness.server.SignedClient.now;
import static dev.likeness.server.SignedClient.order;
import static dev.likeness.server.SignedClient.query;
import static dev.likeness.server.SignedClient.send;
import static dev.likeness.server.SignedClient.usual;
import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.server.TestService.Reply;
import dev.likeness.server.volcengine.Signer;
import dev.likeness.service.keys.AccessKey;
import dev.likeness.service.keys.NewKey;
import dev.likeness.service.keys.Scope;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The gateway before the service: who signed, with which of the ways that clients have. */
class VolcengineGatewayTest {
    private static final String SUBMIT = "CVSync2AsyncSubmitTask";
    private static final SignedClient CLIENT = SignedClient.owning("100");

    private static void assertAccepted(Reply reply) {
        assertThat(reply.json().toString()).contains("\"code\":10000");
        assertThat(reply.status()).isEqualTo(200);
    }

    private static void assertRefused(Reply reply, int status, String code, int number) {
        JsonNode metadata = reply.json().path("ResponseMetadata");
        assertThat(metadata.path("Error").path("Code").asString(reply.json().toString())).isEqualTo(code);
        assertThat(reply.status()).isEqualTo(status);
        if (number > 0) {
            assertThat(metadata.path("Error").path("CodeN").asInt()).isEqualTo(number);
        }
        assertThat(metadata.path("Error").path("Message").asString()).hasSizeGreaterThan(20);
        assertThat(metadata.path("RequestId").asString()).matches("[0-9]{14}[0-9A-F]{20}");
        assertThat(metadata.path("Service").asString()).isEqualTo("cv");
        assertThat(metadata.path("Region").asString()).isEqualTo("cn-north-1");
    }

    @Test
    void acceptsWhatMostClientsSign() {
        assertAccepted(CLIENT.call(SUBMIT, order("")));
    }

    @Test
    void acceptsHashAndDateAloneAsTheNodeSdkSigns() {
        Map<String, String> signed = usual(order(""));
        signed.keySet().retainAll(Set.of("x-content-sha256", "x-date"));
        assertAccepted(CLIENT.call(query(SUBMIT), order(""), signed, Map.of("content-type", "application/json")));
    }

    @Test
    void acceptsTheDateAloneAndABodyWhoseHashIsNotSent() {
        assertAccepted(CLIENT.call(query(SUBMIT), order(""), Map.of("x-date", now()), Map.of()));
        Map<String, String> signed = usual(order(""));
        assertAccepted(CLIENT.call(query(SUBMIT), order(""), signed, Map.of("x-content-sha256", "")));
    }

    @Test
    void acceptsHeadersThatAreNotSorted() {
        Map<String, String> usual = usual(order(""));
        Map<String, String> signed = new LinkedHashMap<>();
        for (String name : new String[]{"host", "x-date", "x-content-sha256", "content-type"}) {
            signed.put(name, usual.getOrDefault(name, ""));
        }
        assertAccepted(CLIENT.call(query(SUBMIT), order(""), signed, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"visual.volcengineapi.com", "cv.alias.test", "localhost"})
    void acceptsAHostThatWasSignedButIsNotSent(String host) {
        Map<String, String> signed = usual(order(""));
        signed.put("host", host);
        assertAccepted(CLIENT.call(query(SUBMIT), order(""), signed, Map.of()));
    }

    @Test
    void acceptsTheHostThatAProxySawAndNoOther() {
        Map<String, String> signed = usual(order(""));
        signed.put("host", "cv.example.org");
        assertAccepted(CLIENT.call(query(SUBMIT), order(""), signed, Map.of("X-Forwarded-Host", "cv.example.org")));
        assertRefused(CLIENT.call(query(SUBMIT), order(""), signed, Map.of()), 401, "SignatureDoesNotMatch", 100010);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=utf-8", "application/json;charset=UTF-8"})
    void acceptsAContentTypeThatGrewOnTheWay(String type) {
        assertAccepted(CLIENT.call(query(SUBMIT), order(""), usual(order("")), Map.of("content-type", type)));
    }

    @Test
    void acceptsAContentTypeThatWasSignedAndThenNotSent() {
        assertAccepted(CLIENT.call(query(SUBMIT), order(""), usual(order("")), Map.of("content-type", "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Version=2022-08-31&Action=CVSync2AsyncSubmitTask",
            "Action=CVSync2AsyncSubmitTask&Version=2022-08-31&Zone=a%20b&Empty=",
            "Action=CVSync2AsyncSubmitTask&Version=2022-08-31&note=~%2A"})
    void acceptsAQueryAsItStandsAndWithMoreInIt(String query) {
        assertAccepted(CLIENT.call(query, order(""), usual(order("")), Map.of()));
    }

    @Test
    void acceptsASignatureInTheAddress() {
        String query = new Signer(CLIENT.key().secret(), now()).presigned(CLIENT.key().id(), "POST", "/",
                query(SUBMIT));
        assertAccepted(send("POST", query, order(""), Map.of()));
        assertRefused(send("POST", query.replace(SUBMIT, "CVProcess"), order(""), Map.of()), 401,
                "SignatureDoesNotMatch", 100010);
    }

    @Test
    void acceptsAGetThatSignsItsDateAloneAndMissesItsBody() {
        String date = now();
        Map<String, String> headers = Map.of("X-Date", date, "Authorization", new Signer(CLIENT.key().secret(), date)
                .header("x-date", date)
                .authorization(CLIENT.key().id(), "GET", "/", query("CVGetResult"), Signer.hash(new byte[0])));
        Reply reply = send("GET", query("CVGetResult"), "", headers);
        assertThat(reply.code()).isEqualTo(50204);
        assertThat(TestService.get("/", "").status()).as("without an Action it is the page").isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"-890,true", "890,true", "-910,false", "910,false"})
    void letsClocksDifferByAQuarterOfAnHour(int seconds, boolean accepted) {
        String date = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC)
                .format(Instant.now().plusSeconds(seconds));
        Map<String, String> signed = usual(order(""));
        signed.put("x-date", date);
        Reply reply = CLIENT.call(query(SUBMIT), order(""), signed, Map.of());
        if (accepted) {
            assertAccepted(reply);
        } else {
            assertRefused(reply, 400, "InvalidTimestamp", 100006);
        }
    }

    @Test
    void refusesARequestThatIsNotSignedOrWronglySo() {
        String body = order("");
        assertRefused(send("POST", query(SUBMIT), body, Map.of("X-Date", now())), 400, "MissingRequestInfo", 0);
        assertRefused(send("POST", query(SUBMIT), body, Map.of("Authorization", "Bearer " + CLIENT.bearer())), 400,
                "InvalidAuthorization", 0);
        Map<String, String> signed = usual(body);
        assertRefused(CLIENT.call(query(SUBMIT), body, signed, Map.of("x-date", "")), 400, "MissingRequestInfo", 0);
        assertRefused(CLIENT.call(query(SUBMIT), body, signed, Map.of("x-date", "now")), 400, "InvalidTimestamp",
                100006);
        assertRefused(CLIENT.call(query(SUBMIT), body, signed, Map.of("x-date", "20200101T000000Z")), 400,
                "InvalidCredential", 0);
        assertRefused(CLIENT.call(query(SUBMIT), body, signed, Map.of("x-content-sha256", Signer.hash(new byte[1]))),
                401, "SignatureDoesNotMatch", 100010);
        assertRefused(CLIENT.call(query(SUBMIT), body, signed, Map.of("content-type", "text/plain")), 401,
                "SignatureDoesNotMatch", 100010);
        SignedClient impostor = new SignedClient(new AccessKey(CLIENT.key().id(), "not the secret of it"), "");
        assertRefused(impostor.call(SUBMIT, body), 401, "SignatureDoesNotMatch", 100010);
        SignedClient nobody = new SignedClient(new AccessKey("AKLTNOBODYHASTHIS", "whatever secret it has"), "");
        assertRefused(nobody.call(SUBMIT, body), 401, "InvalidAccessKey", 100009);
    }

    @Test
    void refusesABodyThatWasExchanged() {
        String signedBody = order("\"seed\":1");
        String sentBody = order("\"seed\":2");
        Map<String, String> headers = usual(signedBody);
        Signer signer = new Signer(CLIENT.key().secret(), headers.getOrDefault("x-date", ""));
        headers.forEach(signer::header);
        Map<String, String> sent = new LinkedHashMap<>(headers);
        sent.put("Authorization", signer.authorization(CLIENT.key().id(), "POST", "/", query(SUBMIT),
                Signer.hash(signedBody.getBytes(StandardCharsets.UTF_8))));
        assertRefused(send("POST", query(SUBMIT), sentBody, sent), 401, "SignatureDoesNotMatch", 100010);
        sent.put("x-content-sha256", Signer.hash(sentBody.getBytes(StandardCharsets.UTF_8)));
        assertRefused(send("POST", query(SUBMIT), sentBody, sent), 401, "SignatureDoesNotMatch", 100010);
    }

    @Test
    void refusesATemporaryTokenThatItNeverIssued() {
        Map<String, String> signed = usual(order(""));
        signed.put("x-security-token", "STS-something");
        assertRefused(CLIENT.call(query(SUBMIT), order(""), signed, Map.of()), 401, "InvalidSecretToken", 0);
    }

    @Test
    void refusesAKeyThatMayNotOrderOrIsLetInNoLonger() {
        SignedClient reader = SignedClient.of("1", NewKey.named("reader").with(Set.of(Scope.PORTRAITS_READ)));
        assertRefused(reader.call(SUBMIT, order("")), 403, "AccessDenied", 0);
        SignedClient expired = SignedClient.of("1", NewKey.named("expired").until(Instant.now().minusSeconds(1)));
        assertRefused(expired.call(SUBMIT, order("")), 401, "InvalidAccessKey", 100009);
        // Who does not know the secret does not learn that the key has expired.
        assertRefused(new SignedClient(new AccessKey(expired.key().id(), "not the secret of it"), "")
                .call(SUBMIT, order("")), 401, "SignatureDoesNotMatch", 100010);
    }

    @ParameterizedTest
    @CsvSource({"Action=CVNothing&Version=2022-08-31,404,InvalidActionOrVersion",
            "Action=CVProcess&Version=2020-01-01,404,InvalidActionOrVersion",
            "Action=CVProcess,404,InvalidActionOrVersion", "Version=2022-08-31,400,MissingParameter",
            "'',400,MissingParameter", "Action=&Version=2022-08-31,400,MissingParameter"})
    void refusesAnActionThatIsNotThere(String query, int status, String code) {
        Reply reply = CLIENT.call(query, order(""), usual(order("")), Map.of());
        assertRefused(reply, status, code, 0);
        assertThat(reply.json().path("ResponseMetadata").path("Action").asString("none"))
                .isIn("CVNothing", "CVProcess", "");
    }

    @Test
    void acceptsHashesInCapitals() {
        Map<String, String> signed = usual(order(""));
        signed.put("x-content-sha256", signed.getOrDefault("x-content-sha256", "").toUpperCase(Locale.ROOT));
        Signer signer = new Signer(CLIENT.key().secret(), signed.getOrDefault("x-date", "")).inCapitals();
        signed.forEach(signer::header);
        Map<String, String> sent = new LinkedHashMap<>(signed);
        sent.put("Authorization", signer.authorization(CLIENT.key().id(), "POST", "/", query(SUBMIT),
                signed.getOrDefault("x-content-sha256", "")));
        assertAccepted(send("POST", query(SUBMIT), order(""), sent));
        sent.computeIfPresent("Authorization", (name, text) -> text.replaceAll("Signature=..", "Signature=00"));
        assertRefused(send("POST", query(SUBMIT), order(""), sent), 401, "SignatureDoesNotMatch", 100010);
    }

    @Test
    void acceptsASlashTooManyWhetherItIsSignedOrNot() {
        for (String path : new String[]{"/", "//"}) {
            Map<String, String> headers = usual(order(""));
            Signer signer = new Signer(CLIENT.key().secret(), headers.getOrDefault("x-date", ""));
            headers.forEach(signer::header);
            HttpRequest.Builder request = HttpRequest
                    .newBuilder(URI.create(TestService.address() + "//?" + query(SUBMIT)))
                    .POST(HttpRequest.BodyPublishers.ofString(order("")));
            headers.entrySet().stream().filter(header -> !header.getKey().equals("host"))
                    .forEach(header -> request.header(header.getKey(), header.getValue()));
            request.header("Authorization", signer.authorization(CLIENT.key().id(), "POST", path, query(SUBMIT),
                    headers.getOrDefault("x-content-sha256", "")));
            assertAccepted(TestService.send(request));
        }
    }

    @Test
    void readsABodyThatIsPackedAndSignedAsItIsSent() throws IOException {
        byte[] packed = LenienceTest.gzip(order("").getBytes(StandardCharsets.UTF_8));
        String date = now();
        Signer signer = new Signer(CLIENT.key().secret(), date).header("x-content-sha256", Signer.hash(packed))
                .header("x-date", date);
        assertAccepted(TestService.send(HttpRequest
                .newBuilder(URI.create(TestService.address() + "/?" + query(SUBMIT)))
                .header("X-Date", date).header("X-Content-Sha256", Signer.hash(packed))
                .header("Content-Encoding", "gzip")
                .header("Authorization",
                        signer.authorization(CLIENT.key().id(), "POST", "/", query(SUBMIT), Signer.hash(packed)))
                .POST(HttpRequest.BodyPublishers.ofByteArray(packed))));
    }

    @Test
    void readsAForm() {
        String form = "req_key=i2i_portrait_photo&image_input="
                + URLEncoder.encode(TestService.PHOTO, StandardCharsets.UTF_8);
        Map<String, String> signed = usual(form);
        signed.put("content-type", "application/x-www-form-urlencoded");
        assertAccepted(CLIENT.call(query(SUBMIT), form, signed, Map.of()));
    }

    @Test
    void readsABodyWhateverItIsCalled() {
        for (String type : new String[]{"application/x-www-form-urlencoded", "multipart/form-data", "text/plain"}) {
            Map<String, String> signed = usual(order(""));
            signed.put("content-type", type);
            assertAccepted(CLIENT.call(query(SUBMIT), order(""), signed, Map.of()));
        }
    }
}
