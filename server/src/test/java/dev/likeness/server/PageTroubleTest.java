package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.server.settings.Role;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages when the line is slow, and when the service goes away in the middle and comes back. */
@OwnService
class PageTroubleTest {
    private static final String SUBMIT = ".submit .primary";

    @TempDir
    Path folder = Path.of("");

    @Test
    void aSlowLineOnlyTakesLonger() throws IOException {
        String key = TestService.key("1");
        try (Browser browser = Browser.open(TestService.address().toString())) {
            browser.visitAs(key, "/web/icon.svg");
            browser.complaints();
            browser.slow(Duration.ofMillis(150), 80_000);
            browser.visit("/#/studio");
            browser.see(".look");
            choosePhoto(browser);
            browser.see(".badge", "Preview");
            browser.check(".submit input");
            browser.click(SUBMIT, "Make the portrait");
            browser.see(".result .primary", "Download JPEG");
            assertThat(browser.layoutShift()).isLessThan(0.05);
            assertThat(browser.complaints()).isEmpty();
        }
        assertThat(TestService.balance(key)).isEqualTo("0.95");
    }

    @Test
    void ordersKeepTheirPlaceAndArriveThoughTheServiceWasStartedAnewMeanwhile() throws IOException {
        ServerSettings settings = ServerSettings.in(PreparedData.in(folder.resolve("data"))).withPort(freePort());
        String key;
        try (LikenessServer desk = LikenessServer.start(settings.withRole(Role.API), List.of(new FlatEngine()));
                Browser browser = Browser.open(desk.address().toString())) {
            key = desk.newKey().orElseThrow().key();
            browser.visitAs(key, "/#/studio");
            browser.see(".look");
            choosePhoto(browser);
            browser.see(".badge", "Preview");
            browser.check(".submit input");
            browser.click(SUBMIT, "Make the portrait");
            browser.see(".work .step", "next in line");
            assertThat(order(desk, key)).isEqualTo(202);
            // The newest stands first: this opens the one that waits behind the other.
            browser.reload();
            browser.see(".work .step", "1");
            desk.close();
            browser.see("#line", "does not answer");
            browser.run("location.hash = '#/books'");
            browser.see(".empty", "could not be loaded");
            browser.run("location.hash = '#/studio'");
            browser.see(".work .step", "1");
            try (LikenessServer again = LikenessServer.start(settings, List.of(new FlatEngine()))) {
                assertThat(again.address()).isEqualTo(desk.address());
                browser.see(".result .primary", "Download JPEG");
                browser.reload();
                browser.see(".tile.done").click();
                browser.see(".result .primary", "Download JPEG");
                assertThat(balance(again, key)).isEqualTo("999.90");
            }
        }
    }

    private void choosePhoto(Browser browser) throws IOException {
        Path photo = Files.write(folder.resolve("me.jpg"), TestService.photo("jpeg"));
        browser.hidden(".stage input[type=file]").sendKeys(photo.toAbsolutePath().toString());
    }

    private static int order(LikenessServer service, String key) {
        return TestService.send(HttpRequest.newBuilder(URI.create(service.address() + "/v1/portraits"))
                .header("Authorization", "Bearer " + key).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"photo\":\"" + TestService.PHOTO + "\"}"))).status();
    }

    private static String balance(LikenessServer service, String key) {
        return TestService.send(HttpRequest.newBuilder(URI.create(service.address() + "/v1/balance"))
                .header("Authorization", "Bearer " + key)).json().path("balance").asString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
