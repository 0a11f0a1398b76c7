package dev.likeness.server.volcengine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.signing.Hmac256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors were made with the signers of public clients; the other cases with {@link Signer}, which they anchor. */
class SignatureCheckTest {
    private static final String SECRET = "c2VjcmV0LWV4YW1wbGU=";
    private static final String QUERY = "Action=CVSync2AsyncSubmitTask&Version=2022-08-31";
    private static final String DATE = "20250102T030405Z";
    private static final String BODY = "{\"req_key\":\"i2i_portrait_photo\",\"image_input\":\"https://example.com/face.jpg\","
            + "\"prompt\":\"演唱会现场\",\"width\":1024,\"height\":1024,\"seed\":-1}";
    private static final String HASH = "f94c41bebbc9ed4edf127c5f62a4a0c37f46d742f49b2470e8c10f247e257115";
    private static final String FOUR = "content-type;host;x-content-sha256;x-date";
    private static final String BY_FOUR = "c17fd58b1b67a573c5b631a15e963ef05bed2aa71b5c8bae301aad098f130a16";

    @Test
    void hashesTheBodyAndDerivesTheKeyAsTheVectorsSay() {
        assertThat(Hmac256.sha256(BODY.getBytes(StandardCharsets.UTF_8))).isEqualTo(HASH);
        assertThat(HexFormat.of().formatHex(Hmac256.signingKey(SECRET, "20250102", "cn-north-1", "cv")))
                .isEqualTo("9c823137ad610ca6f6d18c9999ba46ea2538f4e656bd3614164d0c75cdbcfd4f");
    }

    @ParameterizedTest
    @CsvSource({FOUR + "," + BY_FOUR,
            "x-content-sha256;x-date,841b3be87c934f63caa8a271d236236e7fe538b9f53ef7686e4a8c205f62a822",
            "host;x-date;x-content-sha256;content-type,a32e854d4936affb348a6ee0dc809d0674e91c4f3aaf531caae6849be439d8e1"})
    void acceptsTheSignaturesOfTheVectorsWhateverTheOrderOfTheHeaders(String headers, String signature) {
        assertThat(judge(headers, signature, Map.of())).isInstanceOf(Verdict.Accepted.class);
        assertThat(judge(headers, signature.replace('1', '2'), Map.of())).isEqualTo(MISMATCH);
    }

    private static final Verdict<Credential> MISMATCH = Verdict.refused(VolcengineError.SIGNATURE_DOES_NOT_MATCH,
            "The request signature we calculated does not match the signature you provided. "
                    + "Check the secret access key and the signing method.");

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"host|127.0.0.1:9999|x-forwarded-host|127.0.0.1:8080",
            "host|visual.example.org|x-forwarded-host|127.0.0.1:8080",
            "content-type|application/json; charset=utf-8|x-other|1", "content-type||x-other|1",
            "x-content-sha256||x-other|1",
            "x-content-sha256|F94C41BEBBC9ED4EDF127C5F62A4A0C37F46D742F49B2470E8C10F247E257115|x-other|1"})
    void acceptsWhatChangesOnTheWay(String name, String sent, String other, String value) {
        Map<String, String> changes = new HashMap<>(Map.of(other, value));
        changes.put(name, sent == null ? "" : sent);
        boolean upperCaseHash = name.equals("x-content-sha256") && sent != null;
        if (upperCaseHash) {
            // What was signed is what the header says, so it cannot be spelled otherwise.
            assertThat(judge(FOUR, BY_FOUR, changes)).isEqualTo(MISMATCH);
        } else {
            assertThat(judge(FOUR, BY_FOUR, changes)).isInstanceOf(Verdict.Accepted.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"visual.volcengineapi.com", "my.alias", "here", "here:8080"})
    void acceptsAHostThatWasSignedButNotSent(String signed) {
        Signer signer = new Signer(SECRET, DATE).header("host", signed).header("x-date", DATE);
        ReceivedRequest request = signer.request("POST", "/", QUERY, HASH);
        Map<String, String> headers = new HashMap<>(request.headers());
        headers.put("host", "here:8080");
        assertThat(judge(new ReceivedRequest("POST", "/", QUERY, headers, HASH), CHECK))
                .isInstanceOf(Verdict.Accepted.class);
        headers.put("host", "elsewhere");
        assertThat(judge(new ReceivedRequest("POST", "/", QUERY, headers, HASH), CHECK) instanceof Verdict.Accepted)
                .isEqualTo(signed.contains("alias") || signed.contains("volcengine"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Version=2022-08-31&Action=A|Action=A&Version=2022-08-31",
            "b=2&a=x y&a=%7E&c|a=x%20y&a=~&b=2&c=", "k=%E6%BC%94&z=1*|k=%E6%BC%94&z=1%2A", "a=1+2|a=1%202",
            "Version=1&Action=A|Version=1&Action=A", "a=%2f|a=%2F", "a=%2f|a=%2f"})
    void acceptsTheQueryNormalisedOrAsItStands(String sent, String signed) {
        ReceivedRequest signedRequest = new Signer(SECRET, DATE).header("x-date", DATE).request("POST", "/", signed,
                HASH);
        ReceivedRequest received = new ReceivedRequest("POST", "/", sent, signedRequest.headers(), HASH);
        assertThat(judge(received, CHECK)).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void acceptsAGetThatSignsItsDateAlone() {
        String empty = Hmac256.sha256(new byte[0]);
        assertThat(empty).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(judge(new Signer(SECRET, DATE).header("x-date", DATE).request("GET", "", QUERY, empty), CHECK))
                .isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void refusesABodyThatIsNotTheOneAnnounced() {
        String other = Hmac256.sha256("other".getBytes(StandardCharsets.UTF_8));
        ReceivedRequest signed = new Signer(SECRET, DATE).header("x-content-sha256", HASH).request("POST", "/", QUERY,
                HASH);
        Verdict<Credential> verdict = judge(new ReceivedRequest("POST", "/", QUERY, signed.headers(), other), CHECK);
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Refused.class, refused -> {
            assertThat(refused.error()).isEqualTo(VolcengineError.SIGNATURE_DOES_NOT_MATCH);
            assertThat(refused.message()).contains("X-Content-Sha256");
        });
        ReceivedRequest silent = new Signer(SECRET, DATE).request("POST", "/", QUERY, HASH);
        assertThat(judge(new ReceivedRequest("POST", "/", QUERY, silent.headers(), other), CHECK)).isEqualTo(MISMATCH);
    }

    @ParameterizedTest
    @CsvSource({"899,true", "-899,true", "901,false", "-901,false"})
    void letsClocksDifferByAQuarterOfAnHour(long seconds, boolean accepted) {
        SignatureCheck check = new SignatureCheck(Set.of(), VolcengineSettings.DEFAULT.clockWindow(),
                InstantSource.fixed(Instant.parse("2025-01-02T03:04:05Z").plusSeconds(seconds)));
        Verdict<Credential> verdict = judge(new Signer(SECRET, DATE).request("POST", "/", QUERY, HASH), check);
        if (accepted) {
            assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        } else {
            assertThat(verdict).isInstanceOfSatisfying(Verdict.Refused.class,
                    refused -> assertThat(refused.error()).isEqualTo(VolcengineError.INVALID_TIMESTAMP));
        }
    }

    @Test
    void takesAWiderWindowFromItsSettings() {
        SignatureCheck patient = new SignatureCheck(Set.of(), Duration.ofHours(2),
                InstantSource.fixed(Instant.parse("2025-01-02T05:00:00Z")));
        assertThat(judge(new Signer(SECRET, DATE).request("POST", "/", QUERY, HASH), patient))
                .isInstanceOf(Verdict.Accepted.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"''|" + DATE + "|MISSING_REQUEST_INFO",
            "Bearer abc|" + DATE + "|INVALID_AUTHORIZATION",
            "HMAC-SHA256 Signature=ab|" + DATE + "|INVALID_AUTHORIZATION",
            "'HMAC-SHA256 Credential=a/20250102/r/s/request, Nonsense=1, Signature=ab'|" + DATE
                    + "|INVALID_AUTHORIZATION",
            "'HMAC-SHA256 Credential=a/20250102/r/s/aws4_request, SignedHeaders=host, Signature=ab'|" + DATE
                    + "|INVALID_CREDENTIAL",
            "'HMAC-SHA256 Credential=a/20250102/r/request, SignedHeaders=host, Signature=ab'|" + DATE
                    + "|INVALID_CREDENTIAL",
            "'HMAC-SHA256 Credential=a/20250103/r/s/request, SignedHeaders=host, Signature=ab'|" + DATE
                    + "|INVALID_CREDENTIAL",
            "'HMAC-SHA256 Credential=a/20250102/r/s/request, SignedHeaders=host, Signature=ab'|yesterday"
                    + "|INVALID_TIMESTAMP",
            "'HMAC-SHA256 Credential=a/20250102/r/s/request, SignedHeaders=host, Signature=ab'|20251332T030405Z"
                    + "|INVALID_TIMESTAMP",
            "'HMAC-SHA256 Credential=a/20250102/r/s/request, SignedHeaders=host, Signature=ab'|''"
                    + "|MISSING_REQUEST_INFO"})
    void tellsWhatIsWrongWithAClaim(String authorization, String date, VolcengineError error) {
        ReceivedRequest request = new ReceivedRequest("POST", "/", QUERY,
                Map.of("authorization", authorization, "x-date", date), HASH);
        assertThat(SignatureClaim.of(request)).isInstanceOfSatisfying(Verdict.Refused.class,
                refused -> assertThat(refused.error()).isEqualTo(error));
    }

    @Test
    void acceptsASignatureThatStandsInTheAddress() {
        String query = new Signer(SECRET, DATE).presigned("GET", "/", "Action=CVGetResult&Version=2022-08-31");
        assertThat(judge(new ReceivedRequest("GET", "/", query, Map.of(), HASH), CHECK))
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(judge(new ReceivedRequest("GET", "/", query.replace("CVGetResult", "CVProcess"), Map.of(), HASH),
                CHECK)).isEqualTo(MISMATCH);
        assertThat(judge(new ReceivedRequest("POST", "/", query, Map.of(), HASH), CHECK)).isEqualTo(MISMATCH);
    }

    private static final SignatureCheck CHECK = new SignatureCheck(Set.of("my.alias", SignatureCheck.ORIGINAL_HOST),
            VolcengineSettings.DEFAULT.clockWindow(), InstantSource.fixed(Instant.parse("2025-01-02T03:10:00Z")));

    private static Verdict<Credential> judge(String signedHeaders, String signature, Map<String, String> changes) {
        Map<String, String> headers = new HashMap<>(Map.of("host", "127.0.0.1:8080", "content-type",
                "application/json", "x-date", DATE, "x-content-sha256", HASH));
        headers.putAll(changes);
        headers.values().removeIf(String::isEmpty);
        headers.put("Authorization", "HMAC-SHA256 Credential=AKLTEXAMPLE0001/20250102/cn-north-1/cv/request, "
                + "SignedHeaders=" + signedHeaders + ", Signature=" + signature);
        return judge(new ReceivedRequest("POST", "/", QUERY, headers, HASH), CHECK);
    }

    private static Verdict<Credential> judge(ReceivedRequest request, SignatureCheck check) {
        return switch (SignatureClaim.of(request)) {
            case Verdict.Accepted<SignatureClaim>(SignatureClaim claim) -> check.judge(request, claim, SECRET);
            case Verdict.Refused<SignatureClaim>(VolcengineError error, String message) ->
                throw new AssertionError(error + ": " + message);
        };
    }
}
