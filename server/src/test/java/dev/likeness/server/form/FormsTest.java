package dev.likeness.server.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.PortraitException.InvalidRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormsTest {
    private static final String TYPE = "multipart/form-data; boundary=\"b 1\"";

    @Test
    void findsTextsAndFiles() {
        Form form = read(
                "preamble\r\n--b 1\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\n海 边\r\n\r\n--b 1\r\n"
                        + "content-type: image/jpeg\r\nCONTENT-DISPOSITION: form-data; name=image; filename=\"a;b.jpg\"\r\n\r\n"
                        + "--b 1x is no boundary\r\n--b 1\r\nContent-Disposition: form-data; name=\"empty\"\r\n\r\n\r\n--b 1--\r\n");
        assertThat(form.text("prompt")).contains("海 边\r\n");
        assertThat(form.part("image")).hasValueSatisfying(part -> assertThat(part.file()).isTrue());
        assertThat(form.text("image")).isEmpty();
        assertThat(form.part("empty")).isEmpty();
    }

    @Test
    void takesLineFeedsAlone() {
        assertThat(read("--b 1\nContent-Disposition: form-data; name=\"n\"\n\n3\n--b 1--").text("n")).contains("3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--b 1", "--b 1\r\n", "--b 1\r\nContent-Disposition: form-data; name=\"a\"",
            "--b 1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx", "--other--"})
    void refusesWhatBreaksOff(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(InvalidRequest.class);
    }

    @Test
    void readsUrlEncodedForms() {
        Form form = Forms.read("image=https%3A%2F%2Fexample.com%2Fa.jpg&n=2&flag&prompt=a+b"
                .getBytes(StandardCharsets.UTF_8), "application/x-www-form-urlencoded; charset=utf-8");
        assertThat(form.text("image")).contains("https://example.com/a.jpg");
        assertThat(form.text("prompt")).contains("a b");
        assertThat(form.text("flag")).isEmpty();
        assertThatThrownBy(
                () -> Forms.read("a=%zz".getBytes(StandardCharsets.UTF_8), "application/x-www-form-urlencoded"))
                .isInstanceOf(InvalidRequest.class);
    }

    private static Form read(String body) {
        return Forms.read(body.getBytes(StandardCharsets.UTF_8), TYPE);
    }
}
