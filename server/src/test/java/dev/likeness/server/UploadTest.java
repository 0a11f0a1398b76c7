package dev.likeness.server;

import static dev.likeness.server.TestService.balance;
import static dev.likeness.server.TestService.finished;
import static dev.likeness.server.TestService.get;
import static dev.likeness.server.TestService.key;
import static dev.likeness.server.TestService.post;
import static dev.likeness.server.TestService.submit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.server.TestService.Reply;
import dev.likeness.service.database.SealedSecrets;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.keys.Keys;
import dev.likeness.service.keys.Limits;
import dev.likeness.service.keys.NewKey;
import dev.likeness.service.pictures.UploadMeter;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadTest {
    private static final String PATH = "/302/upload-file";

    @ParameterizedTest
    @CsvSource({"png,image/png", "jpeg,image/jpeg", "bmp,image/bmp"})
    void makesAnAddressThatAnyoneMayOpenAndAnOrderMayName(String format, String type) {
        String key = key("1");
        byte[] photo = TestService.photo(format);
        Reply uploaded = upload(key, "file", photo);
        assertThat(uploaded.status()).isEqualTo(200);
        assertThat(uploaded.code()).isEqualTo(200);
        assertThat(uploaded.json().path("message").asString()).isEqualTo("success");
        String link = uploaded.json().path("data").asString();
        Reply opened = get(URI.create(link));
        assertThat(opened.response().body()).isEqualTo(photo);
        assertThat(opened.response().headers().firstValue("Content-Type")).contains(type);

        for (String elsewhere : new String[]{link, link.replaceFirst("http://[^/]+", "https://photos.example.com")}) {
            Reply done = finished(key, submit(key, "{\"image_input\":\"" + elsewhere + "\"}"));
            assertThat(done.data().path("status").asString()).isEqualTo("done");
        }
        // An order's own copy is erased once it is done; the upload stays for the next order.
        assertThat(get(URI.create(link)).status()).isEqualTo(200);
        assertThat(balance(key)).isEqualTo("0.90");
    }

    @Test
    void refusesALinkOfItsOwnThatHasExpiredOrWasChanged() {
        String key = key("1");
        String link = upload(key, "file", TestService.photo("png")).json().path("data").asString();
        for (String wrong : new String[]{link.replaceFirst("e=[0-9]+", "e=1"), link.replaceFirst("s=.", "s=!")}) {
            Reply refused = post(TestService.SUBMIT, key, "{\"image_input\":\"" + wrong + "\"}");
            assertThat(refused.code()).isEqualTo(50215);
            assertThat(refused.errorCode()).isEqualTo("photo_url_failed");
            assertThat(get(URI.create(wrong)).status()).isEqualTo(404);
        }
        assertThat(get(URI.create(link.replaceFirst("\\?.*", ""))).status()).isEqualTo(404);
        assertThat(get(TestService.address().resolve("/u/20260101/x")).status()).isEqualTo(404);
        assertThat(balance(key)).isEqualTo("1.00");
    }

    @Test
    void refusesWhatIsNoPhotoAndWhoHasNoKey() {
        String key = key("1");
        assertThat(upload(key, "file", "hello".getBytes(StandardCharsets.UTF_8)).code()).isEqualTo(50207);
        assertThat(upload(key, "photo", TestService.photo("png")).code()).isEqualTo(50206);
        assertThat(upload(key, "file", new byte[0]).code()).isEqualTo(50206);
        assertThat(upload(key, "file", new byte[(20 << 20) + 1]).code()).isEqualTo(50205);
        assertThat(post(PATH, key, "{}").code()).isEqualTo(50204);
        assertThat(upload("", "file", TestService.photo("png")).status()).isEqualTo(401);
    }

    @Test
    void tellsTheVideoOfAPhoneByNameAndWhatToDo() {
        Reply refused = upload(key("1"), "file", "\0\0\0\u0020ftypqt  ".getBytes(StandardCharsets.US_ASCII));
        assertThat(refused.code()).isEqualTo(50207);
        assertThat(refused.json().toString()).contains("a video", "JPEG");
    }

    private static Reply upload(String key, String field, byte[] file) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--limit\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"me.png\"\r\n"
                + "Content-Type: image/png\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes("\r\n--limit--\r\n".getBytes(StandardCharsets.UTF_8));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(TestService.address() + PATH))
                .header("Content-Type", "multipart/form-data; boundary=limit")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
        return TestService.send(key.isEmpty() ? request : request.header("Authorization", "Bearer " + key));
    }

    @Test
    void anUploadNeedsThePriceOfOnePortraitAndCountsAgainstTheKeysRate() {
        Reply poor = upload(key("0.04"), "file", TestService.photo("png"));
        assertThat(poor.status()).isEqualTo(402);
        assertThat(poor.errorCode()).isEqualTo("balance_short");

        String slow = key("1", NewKey.named("slow").with(new Limits(Optional.of(new BigDecimal("0.001")),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()))).key();
        assertThat(upload(slow, "file", TestService.photo("png")).status()).isEqualTo(200);
        Reply tooFast = upload(slow, "file", TestService.photo("png"));
        assertThat(tooFast.status()).isEqualTo(429);
        assertThat(tooFast.errorCode()).isEqualTo("rate_limited");
        assertThat(tooFast.response().headers().firstValue("Retry-After")).isPresent();
        assertThat(balance(slow)).isEqualTo("1.00");
    }

    @Test
    void anAccountMayLeaveTwoHundredMegabytesHereAtOnce() {
        String key = key("1");
        byte[] photo = TestService.photo("png");
        new UploadMeter(TestService.database()).take(
                new Keys(TestService.database(), SealedSecrets.open(TestService.folder())).admit(key).account(),
                ObjectName.freshUpload("png"), 200_000_000 - photo.length);
        assertThat(upload(key, "file", photo).status()).isEqualTo(200);
        Reply full = upload(key, "file", photo);
        assertThat(full.status()).isEqualTo(429);
        assertThat(full.errorCode()).isEqualTo("uploads_full");
        assertThat(full.json().toString()).contains("200 MB");
    }
}
