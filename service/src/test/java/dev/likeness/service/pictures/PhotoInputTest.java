package dev.likeness.service.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.PortraitException.UnusablePhoto;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
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
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        assertThat(PhotoInput.of(ascii, 0, ascii.length)).isEqualTo(new PhotoInput.Link(text));
    }

    /** Around the edges of the pieces that it is decoded in. */
    @ParameterizedTest
    @ValueSource(ints = {12_286, 12_287, 12_288, 12_289, 12_290, 12_291, 24_575, 24_576, 24_577, 100_003})
    void readsLongBase64OfAllKindsToTheLastByte(int bytes) {
        byte[] file = new byte[bytes];
        new Random(bytes).nextBytes(file);
        Base64.Encoder plain = Base64.getEncoder();
        for (String text : List.of(plain.encodeToString(file), plain.withoutPadding().encodeToString(file),
                Base64.getUrlEncoder().encodeToString(file), Base64.getMimeEncoder().encodeToString(file),
                "data:image/jpeg;base64," + plain.encodeToString(file))) {
            byte[] within = ("{\"photo\":\"" + text + "\"}").getBytes(StandardCharsets.ISO_8859_1);
            for (PhotoInput read : List.of(PhotoInput.of(text), PhotoInput.of(within, 10, within.length - 2))) {
                assertThat(read).isInstanceOfSatisfying(PhotoInput.Upload.class,
                        upload -> assertThat(upload.file()).isEqualTo(file));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "==", "!", "\u0141", "é"})
    void refusesLongBase64ThatEndsOrIsBrokenInTheMiddle(String fault) {
        String whole = "aGVs".repeat(10_000);
        for (int end : List.of(PhotoInput.PIECE, 2 * PhotoInput.PIECE, 20_000)) {
            String text = whole.substring(0, end - fault.length()) + fault + whole.substring(end);
            assertThatThrownBy(() -> PhotoInput.of(text)).isInstanceOf(UnusablePhoto.class);
        }
    }
}
