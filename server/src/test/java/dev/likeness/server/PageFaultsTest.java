package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.service.keys.NewKey;
import dev.likeness.service.keys.Scope;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import tools.jackson.databind.JsonNode;

/** What once was wrong with the studio's page. */
class PageFaultsTest extends OnPages {
    PageFaultsTest() throws IOException {
        file("me.jpg", TestService.photo("jpeg"));
        file("you.png", TestService.photo("png"));
        file("form.pdf", "%PDF-1.4".getBytes(StandardCharsets.UTF_8));
        file("phone.heic", "    ftypheic, of a camera that this service cannot read".getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream large = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(2400, 1800, BufferedImage.TYPE_INT_RGB), "jpeg", large);
        file("large.jpg", large.toByteArray());
    }

    @BeforeEach
    void account() {
        key = TestService.key("10", NewKey.named("test").with(Scope.ALL)).key();
    }

    @Test
    void aPhotoThatTheServiceDrawsIsAskedForAgainWhereItWasBusy() {
        studio();
        browser.answer("/v1/photos/picture",
                """
                        window.asked = (window.asked ?? 0) + 1;
                        return window.asked === 1 ? new Response('{"code": "too_busy"}', {status: 503}) : before('/web/sitter-1.jpg');
                        """);
        choose("phone.heic");
        browser.see(".tray .photo img");
        assertThat(browser.run("return window.asked")).isEqualTo(2L);
        browser.complaints();
    }

    @Test
    void beforeLiesWhereTheServiceSaysThatThePhotoIs() {
        studio();
        choose("me.jpg");
        browser.see(".badge", "Preview");
        // The place that FlatEngine tells: half as large as the frame, turned, and off the middle.
        String place = String.valueOf(browser.run("return document.querySelector('.before img').style.cssText"));
        assertThat(place).contains("width: 50%", "left: 25%", "top: 12.5%", "rotate(5.7");
        order();
        assertThat(browser.run("return document.querySelector('.before img').style.left")).isEqualTo("25%");
    }

    @Test
    void anotherOrderIsMadeOfThePhotoAsItWasSent() {
        studio();
        choose("large.jpg");
        browser.see(".badge", "Preview");
        order();
        browser.click(".result button", "Again");
        Awaitility.await().until(() -> browser.count(".tile.done") == 2);
        browser.click(".result button", "Use these settings");
        browser.see(".toast", "taken over");
        browser.see(".badge", "Preview");
        order();
        Awaitility.await().until(() -> browser.count(".tile.done") == 3);
        TestService.get("/v1/portraits", key).json().path("items").forEach(
                portrait -> assertThat(portrait.path("crop").path("photo_width").asInt()).isEqualTo(2400));
    }

    @Test
    void eachPersonIsAskedAnewAndAReloadForgetsTheAnswer() {
        studio();
        choose("me.jpg");
        browser.see(".badge", "Preview");
        browser.check(CONSENT);
        assertThat(browser.see(SUBMIT).isEnabled()).isTrue();
        choose("you.png");
        browser.see(".why", "Confirm");
        browser.check(CONSENT);
        browser.reload();
        browser.see(".tray .photo");
        browser.see(".why", "Confirm");
        assertThat(browser.hidden(CONSENT).isSelected()).isFalse();
    }

    @Test
    void aPhotoThatIsChosenWhileTheTemplatesLoadIsNotReplacedByTheOneBefore() {
        studio();
        choose("me.jpg");
        browser.see(".badge", "Preview");
        try (Browser.Standing _ = browser.beforePages("""
                const plain = window.fetch;
                const held = new Promise((go) => { window.letThrough = go; });
                window.fetch = async (path, options) => {
                    if (String(path) === '/v1/templates') await held;
                    return plain(path, options);
                };
                """)) {
            browser.visitAnew("/#/studio");
        }
        browser.see(".drop");
        assertThat(browser.has(".look[data-name=plain-grey]")).isFalse();
        choose("you.png");
        browser.run("window.letThrough()");
        browser.see(".look");
        browser.see(".tray .photo[aria-current][aria-label*='you.png']");
        browser.see(".badge", "Preview");
        assertThat(browser.count(".tray .photo img")).isEqualTo(1);
    }

    @Test
    void aPortraitThatIsShownStaysWhenAnotherIsErased() {
        for (String words : List.of("library", "books")) {
            Rest.closed(key, Rest.ordered(key, "\"prompt\":\"" + words + "\",\"width\":512,\"height\":512"));
        }
        studio();
        browser.click(".tile.done", "library");
        browser.see(".result .primary", "Download");
        browser.click(".history-tools .chip", "Choose several");
        browser.click(".tile.done", "books");
        browser.click(".pick-bar button", "Erase");
        browser.click("dialog .danger-back", "Erase");
        Awaitility.await().ignoreExceptions().until(() -> browser.count(".tile") == 1);
        assertThat(browser.has(".result .primary")).isTrue();
        assertThat(browser.has(".frame .after")).isTrue();
    }

    @Test
    void ofThreeOrdersAllAreFollowedThoughOneIsWatched() {
        studio();
        choose("me.jpg");
        browser.see(".badge", "Preview");
        browser.check(CONSENT);
        for (int i = 1; i <= 3; i++) {
            int orders = i;
            browser.see(SUBMIT).sendKeys(Keys.ENTER);
            Awaitility.await().until(() -> browser.count(".tile") == orders);
        }
        Awaitility.await().until(() -> browser.count(".tile.done") == 3);
    }

    @Test
    void aRefusedFileIsNamedAndTheGoodPhotoStays() {
        studio();
        choose("me.jpg");
        browser.see(".badge", "Preview");
        choose("form.pdf");
        browser.see(".left > .refusal", "form.pdf");
        choose("phone.heic");
        browser.see(".stage .refusal", "phone.heic");
        browser.see(".why", "cannot be used");
        assertThat(browser.see(SUBMIT).isEnabled()).isFalse();
        browser.see(".tray .photo img").click();
        browser.see(".badge", "Preview");
        assertThat(browser.has(".stage .refusal")).isFalse();
    }

    @Test
    void afterARefusalNothingCanBeOrderedUntilSomethingIsChanged() {
        studio();
        choose("me.jpg");
        browser.see(".badge", "Preview");
        browser.check(CONSENT);
        browser.see("textarea").sendKeys("no face");
        browser.see(".stage .refusal", "No face was found");
        browser.see(".stage .refusal button", "Turn or crop");
        assertThat(browser.see(SUBMIT).isEnabled()).isFalse();
        browser.see("textarea").sendKeys(" library");
        Awaitility.await().until(() -> browser.see(SUBMIT).isEnabled());
    }

    @Test
    void eachPictureOpensInTheMiddleWhateverTheHandleWasDraggedTo() {
        studio();
        choose("me.jpg");
        browser.see(".badge", "Preview");
        browser.run("const w = document.querySelector('.wipe'); w.value = 100; w.dispatchEvent(new Event('input'))");
        order();
        assertThat(browser.run("return document.querySelector('.divider').style.left")).isEqualTo("50%");
    }

    @Test
    void aLongDescriptionIsCountedAndNeverCut() {
        studio();
        browser.run("""
                const t = document.querySelector('textarea'); t.value = 'x'.repeat(810);
                t.dispatchEvent(new Event('input'));
                """);
        browser.see(".length.over", "10");
        browser.see(".why", "photo");
        assertThat(browser.run("return document.querySelector('textarea').value.length")).isEqualTo(810L);
    }

    @Test
    void aCancelledPortraitCanBeRemoved() {
        String id = Rest.ordered(key, "\"prompt\":\"no face\"");
        Rest.closed(key, id);
        studio();
        browser.see(".tile.failed").click();
        browser.click(".result .danger", "Erase");
        browser.click("dialog .danger-back", "Erase");
        Awaitility.await().ignoreExceptions().until(() -> browser.count(".tile") == 0);
        assertThat(TestService.get("/v1/portraits/" + id, key).status()).isEqualTo(404);
    }

    @Test
    void thePromptIsNearAndControlEnterOrders() {
        studio();
        choose("me.jpg");
        browser.see(".badge", "Preview");
        browser.run("document.querySelector('.skip').focus()");
        int tabs = 0;
        for (; tabs < 31 && !"TEXTAREA".equals(browser.run("return document.activeElement.tagName")); tabs++) {
            browser.press(Keys.TAB);
        }
        assertThat(tabs).isLessThan(24);
        browser.check(CONSENT);
        browser.press(Keys.chord(Keys.CONTROL, Keys.ENTER));
        browser.see(".result .primary", "Download JPEG");
    }

    @Test
    void aWatermarkHasWordsSizeStrengthAndCornerAndIsSeenBeforeItIsOrdered() throws IOException {
        studio();
        photo();
        browser.run("document.querySelector('.look-form > details:last-child').open = true");
        set(".mark-kind", "own");
        set(".mark-words", "Studio Ada");
        set(".mark-corner", "top-left");
        set(".mark-size", "2");
        set(".mark-strength", "0.7");
        WebElement seen = browser.see(".mark-preview.top-left", "Studio Ada");
        assertThat(seen.getCssValue("opacity")).isEqualTo("0.7");
        // As large as the service draws it: a share of the shorter side.
        assertThat(((Number) Objects.requireNonNull(browser.run("""
                const mark = document.querySelector('.mark-preview');
                return parseFloat(getComputedStyle(mark).fontSize) / document.querySelector('.frame').clientWidth;
                """))).doubleValue()).isBetween(0.10, 0.12);
        order();
        JsonNode mark = TestService.get("/v1/portraits", key).json().path("items").path(0).path("watermark");
        assertThat(mark.path("text").asString()).isEqualTo("Studio Ada");
        assertThat(mark.path("position").asString()).isEqualTo("top-left");
        assertThat(mark.path("opacity").asDouble()).isEqualTo(0.7);
        assertThat(mark.path("size").asDouble()).isEqualTo(2);
    }

    @Test
    void aPrintIsOfThePictureAlone() throws IOException {
        studio();
        photo();
        browser.printing(true);
        assertThat(browser.has(".frame .after")).isTrue();
        for (String rest : List.of(".top", ".panel", ".under", ".made", ".tray", ".badge", ".divider")) {
            assertThat(browser.has(rest)).as(rest).isFalse();
        }
        browser.printing(false);
        assertThat(browser.has(".panel")).isTrue();
    }

    private void set(String css, String value) {
        browser.run("""
                const field = document.querySelector(arguments[0]);
                field.value = arguments[1];
                field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input'));
                """, css, value);
    }
}
