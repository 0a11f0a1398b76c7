package dev.likeness.service.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.PortraitException.UnusablePhoto;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoInputTest {
    @ParameterizedTest
    @ValueSource(strings = {"aGVsbG8=", "aGVsbG8", " aGVs\nbG8= ", "data:image/png;base64,aGVsbG8=",
            "DATA:image/heic;BASE64,aGVsbG8=", "base64,aGVsbG8=", "Base64, aGVsbG8=", "image/jpeg;base64,aGVsbG8="})
    void readsBase64HoweverItIsIntroduced(String text) {
        assertThat(PhotoInput.of(text)).isInstanceOfSatisfying(PhotoInput.Upload.class,
                upload -> assertThat(new String(upload.file(), StandardCharsets.US_ASCII)).isEqualTo("hello"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"base64,", "base64,!!", "data:image/png,aGVsbG8=", "base64aGVsbG8=,", "hello, world"})
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> PhotoInput.of(text)).isInstanceOf(UnusablePhoto.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a.example/base64,b.jpg", "ftp://a.example/b.jpg"})
    void leavesAddressesAsTheyAre(String text) {
        assertThat(PhotoInput.of(text)).isEqualTo(new PhotoInput.Link(text));
    }
}
