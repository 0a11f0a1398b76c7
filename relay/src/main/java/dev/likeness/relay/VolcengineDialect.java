package dev.likeness.relay;

import com.google.gson.JsonObject;
import dev.likeness.core.relaying.Errand;
import dev.likeness.core.signing.Hmac256;
import dev.likeness.core.signing.QueryPair;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Volcengine's own: actions in the query, requests signed with a pair of keys. It documents nothing by which a repeated
 * submission is recognized.
 */
final class VolcengineDialect implements Dialect {
    private static final String REQ_KEY = "i2i_portrait_photo";
    private static final String VERSION = "2022-08-31";
    private static final String REGION = "cn-north-1";
    private static final String SERVICE = "cv";
    private static final String TYPE = "application/json";
    private static final List<String> SIGNED = List.of("content-type", "host", "x-content-sha256", "x-date");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final URI address;
    private final String accessKeyId;
    private final Secret secretKey;
    private final InstantSource clock;

    VolcengineDialect(URI address, String accessKeyId, Secret secretKey, InstantSource clock) {
        this.address = address;
        this.accessKeyId = accessKeyId;
        this.secretKey = secretKey;
        this.clock = clock;
    }

    @Override
    public HttpRequest submission(JsonObject order, Errand.Submission submission) {
        return signed("CVSync2AsyncSubmitTask", order);
    }

    @Override
    public HttpRequest question(JsonObject question) {
        return signed("CVSync2AsyncGetResult", question);
    }

    @Override
    public boolean recognizesRepeats() {
        return false;
    }

    private HttpRequest signed(String action, JsonObject fields) {
        fields.addProperty("req_key", REQ_KEY);
        byte[] body = fields.toString().getBytes(StandardCharsets.UTF_8);
        String query = QueryPair.canonical(List.of(new QueryPair("Action", action), new QueryPair("Version", VERSION)));
        String date = DATE.format(clock.instant());
        String hash = Hmac256.sha256(body);
        String headers = "content-type:" + TYPE + "\nhost:" + address.getRawAuthority() + "\nx-content-sha256:" + hash
                + "\nx-date:" + date + "\n";
        String day = date.substring(0, DAY);
        String scope = Hmac256.scope(day, REGION, SERVICE);
        String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        String signature = Hmac256.signature(Hmac256.signingKey(secretKey.value(), day, REGION, SERVICE), date, scope,
                Hmac256.canonicalRequest("POST", path, query, headers, SIGNED, hash), HexFormat.of());
        return HttpRequest.newBuilder(address.resolve(path + "?" + query)).header("Content-Type", TYPE)
                .header("X-Content-Sha256", hash).header("X-Date", date)
                .header("Authorization", Hmac256.ALGORITHM + " Credential=" + accessKeyId + "/" + scope
                        + ", SignedHeaders=" + String.join(";", SIGNED) + ", Signature=" + signature)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
    }

    /** Digits of yyyyMMdd. */
    private static final int DAY = 8;
}
