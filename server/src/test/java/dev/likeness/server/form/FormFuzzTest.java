package dev.likeness.server.form;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.likeness.core.PortraitException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the body: fields, or a refusal. */
class FormFuzzTest {
    @MethodSource("forms")
    @FuzzTest(maxDuration = "10m")
    void readsOrRefuses(byte[] body) {
        read(body, "multipart/form-data; boundary=x");
        read(body, "application/x-www-form-urlencoded");
        // The head of the body as the type that a client names.
        int line = 0;
        while (line < Math.min(body.length, 200) && body[line] != '\n') {
            line++;
        }
        read(body, "multipart/form-data; " + new String(body, 0, line, StandardCharsets.ISO_8859_1));
    }

    private static void read(byte[] body, String type) {
        try {
            Forms.read(body, type);
        } catch (PortraitException refused) {
            // That is an answer.
        }
    }

    static Stream<byte[]> forms() {
        return Stream.of("", "a=b&c=%e4%b8%ad&d", "%", "boundary=\"x\"\n", "--x--", """
                --x\r
                Content-Disposition: form-data; name="prompt"\r
                \r
                library\r
                --x\r
                Content-Disposition: form-data; name="photo"; filename*=UTF-8''a%20b.jpg\r
                Content-Type: image/jpeg\r
                \r
                JFIF\r
                --x--\r
                """).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }
}
