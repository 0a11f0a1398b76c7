package dev.likeness.server.volcengine;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a client writes: a claim, or a verdict. The first line is the query, the others are headers. */
class SignatureFuzzTest {
    @MethodSource("requests")
    @FuzzTest(maxDuration = "10m")
    void claimsOrRefuses(byte[] request) {
        String[] lines = new String(request, StandardCharsets.ISO_8859_1).split("\n", -1);
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            String[] pair = lines[i].split(":", 2);
            headers.put(pair[0], pair.length == 2 ? pair[1] : "");
        }
        SignatureClaim.of(new ReceivedRequest("POST", "/", lines[0], headers, ""));
    }

    static Stream<byte[]> requests() {
        return Stream.of("", """
                Action=CVProcess&Version=2022-08-31
                Authorization: HMAC-SHA256 Credential=AK/20260101/cn-north-1/cv/request, SignedHeaders=host;x-date, \
                Signature=0a
                X-Date: 20260101T000000Z""",
                "X-Algorithm=HMAC-SHA256&X-Credential=AK%2F20260101%2Fcn-north-1%2Fcv%2Frequest&X-Date=20260101T000000Z"
                        + "&X-SignedHeaders=host&X-Signature=0a",
                "\nauthorization:HMAC-SHA256 Credential=", "%=%&X-Credential=%").map(
                        text -> text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
