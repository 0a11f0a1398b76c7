package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.service.keys.IssuedKey;
import dev.likeness.service.keys.NewKey;
import dev.likeness.service.keys.Scope;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import tools.jackson.databind.JsonNode;

/** What once was wrong with the pages. */
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
    void theTemplatesOfTheLabsPickerStandBesideEachOtherWithTheirTitles() {
        browser.visitAs(key, "/#/lab");
        browser.click(".lab-bar .primary", "Add a template");
        for (int width : new int[]{320, 820, 1440}) {
            browser.size(width, 900);
            browser.see(".pick .look-title", "Plain grey");
            assertThat(browser
                    .run("""
                            const [look] = document.querySelectorAll('.pick .look');
                            const [whole, thumb, title] = [look, look.querySelector('.thumb'), look.querySelector('.look-title')]
                                .map(each => each.getBoundingClientRect());
                            return thumb.height > 60 && title.top >= thumb.bottom && title.bottom <= whole.bottom + 1
                                && title.height > 10;
                            """))
                    .as("at " + width).isEqualTo(true);
        }
    }

    @Test
    void aPageWhoseWordsDoNotComeSpeaksEnglishAndWorks() {
        browser.run("localStorage.setItem('likeness.language', 'zh')");
        browser.block("*/web/zh.json*");
        try {
            studio();
            browser.see("nav a", "Studio");
            browser.check("[data-t-label='tool.language']");
            browser.see(".toast", "cannot be reached");
            assertThat(browser.run("return document.documentElement.lang")).isEqualTo("en");
            assertThat(browser.run("return localStorage.getItem('likeness.language')")).as("for the next visit")
                    .isEqualTo("zh");
        } finally {
            browser.block();
        }
        browser.check("[data-t-label='tool.language']");
        browser.see("nav a", "影棚");
        browser.complaints();
    }

    @Test
    void aPageStartsThoughAnotherTabHasTheStorageOpenThatIsBeingDeleted() {
        studio();
        String first = browser.newTab();
        browser.visit("/web/icon.svg");
        browser.run("indexedDB.deleteDatabase('likeness')");
        browser.visit("/#/studio");
        browser.see(".look-title", "Plain grey");
        browser.closeTab(first);
        choose("me.jpg");
        browser.see(".badge", "Preview");
    }

    @Test
    void aPageStartsWithoutItsStorageWhereAnotherNeverLetsGoOfItAndKeepsThingsAgainOnceItDoes() {
        studio();
        browser.visit("/web/icon.svg");
        browser.await(
                "const done = arguments[0]; indexedDB.open('likeness').onsuccess = (e) => done(held = e.target);");
        String first = browser.newTab();
        browser.visit("/web/icon.svg");
        browser.run("indexedDB.deleteDatabase('likeness')");
        browser.visit("/#/studio");
        browser.see(".look-title", "Plain grey");
        String second = browser.show(first);
        browser.run("held.result.close()");
        browser.show(second);
        choose("me.jpg");
        browser.see(".badge", "Preview");
        browser.reload();
        browser.see(".badge", "Preview");
        browser.closeTab(first);
    }

    @Test
    void theLanguageThatWasAskedForLastIsSpokenThoughItsWordsCameFirst() {
        studio();
        browser.run("""
                const plain = window.fetch;
                window.fetch = async (path, options) => {
                    if (String(path).includes('zh.json')) await new Promise(r => setTimeout(r, 600));
                    return plain(path, options);
                };
                """);
        browser.await("""
                const done = arguments[0];
                const button = document.querySelector("[data-t-label='tool.language']");
                button.click();
                button.click();
                setTimeout(done, 1500);
                """);
        assertThat(browser.run("return document.documentElement.lang")).isEqualTo("en");
        assertThat(browser.run("return localStorage.getItem('likeness.language')")).isEqualTo("en");
        browser.see("nav a", "Studio");
    }

    @Test
    void aPhotoThatTheServiceDrawsIsAskedForAgainWhereItWasBusy() {
        studio();
        browser.run("""
                const plain = window.fetch;
                window.asked = 0;
                window.fetch = async (path, options) => {
                    if (path !== '/v1/photos/picture') return plain(path, options);
                    return window.asked++ === 0
                        ? new Response('{"code": "too_busy"}', {status: 503})
                        : plain('/web/sitter-1.jpg');
                };
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
        browser.slow(Duration.ofMillis(1200), 10_000_000);
        try {
            browser.visitAnew("/#/studio");
            browser.see(".drop");
            choose("you.png");
            browser.see(".look");
            browser.see(".tray .photo[aria-current][aria-label*='you.png']");
        } finally {
            browser.slow(Duration.ZERO, 100_000_000);
        }
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
    void anEngineThatIsNotInstalledSaysWhatItLacksInTheVisitorsLanguage() {
        browser.run("localStorage.setItem('likeness.language', 'zh')");
        studio();
        browser.run(
                """
                        const plain = window.fetch;
                        window.fetch = async (path, options) => path !== '/v1/engines' ? plain(path, options) : new Response(
                            JSON.stringify({items: [{name: 'klein', title: 'FLUX.2', summary_zh: '模型', price: '0.05', ready: false,
                                abilities: [], missing: 'engine "klein" is not here, because there is no model in /m: "likeness '
                                    + 'models pull klein-4b" gets it, or LIKENESS_KLEIN names its folder'}]}));
                        location.hash = '#/engines';
                        """);
        browser.see(".engine .missing", "/m 中没有模型。");
        assertThat(browser.text("main")).doesNotContain("undefined", "is not here");
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
    void signingOutTellsWhatIsLostAndEndsTheKeyOfThisBrowser() {
        IssuedKey own = TestService.key("1", NewKey.named("browser").with(Scope.ALL));
        browser.visitAs(own.key(), "/#/lab");
        browser.click(".sample button", "public domain");
        browser.click(".lab-edit summary", "Edit");
        browser.see(".lab-edit textarea").sendKeys(" and a library");
        browser.see(".lab-edit .heard .followed", "library");
        // The draft is kept a moment after it is typed.
        Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            browser.run("document.querySelector('dialog[open]')?.close()");
            browser.check("#tools button:nth-child(3)");
            browser.see("dialog .refusal", "Plain grey");
        });
        browser.click("dialog .danger", "Sign out");
        browser.see(".gate");
        assertThat(TestService.get("/v1/key", own.key()).status()).isEqualTo(401);
    }

    @Test
    void aPriceIsSavedByAButtonAfterAQuestionAndCanBeUndone() {
        browser.visitAs(key, "/#/books");
        String before = Objects.requireNonNull(browser.see(".price-field").getDomProperty("value"));
        browser.see(".price-field").sendKeys(Keys.chord(Keys.CONTROL, "a"), "7", Keys.TAB);
        assertThat(TestService.get("/v1/prices", key).json().path("prices").path("*").asString()).isEqualTo(before);
        browser.click("td button", "Save");
        browser.see("dialog", before + " → 7");
        browser.click("dialog .danger-back", "Save");
        browser.click("td button", "Undo");
        Awaitility.await().until(() -> TestService.get("/v1/prices", key).json().path("prices").path("*").asString()
                .equals(before));
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
    void aPublishedTemplateHasAChineseTitleAndCanBeWithdrawn() {
        browser.visitAs(key, "/#/lab");
        browser.click(".sample button", "public domain");
        browser.click(".lab-edit summary", "Edit");
        browser.see(".lab-field input").sendKeys("-own");
        browser.run("""
                const [, , title] = document.querySelectorAll('.lab-field input');
                title.value = '我的模板'; title.dispatchEvent(new Event('input'));
                """);
        browser.click(".lab-edit button", "Publish");
        browser.see(".toast", "Published");
        browser.check("#tools button");
        browser.see(".lab-title", "我的模板");
        browser.click(".lab-edit .danger", "撤回");
        browser.click("dialog .danger-back", "撤回");
        browser.see(".toast", "已撤回");
        assertThat(TestService.get("/v1/templates/plain-grey-own", key).status()).isEqualTo(404);
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

    @Test
    void theApisPageStandsInTheFrameAndCallsWithTheKeyOfTheVisitor() {
        browser.visitAs(key, "/docs");
        browser.see("nav a[aria-current]", "API");
        browser.click(".operation summary", "/v1/balance");
        browser.click(".operation[open] details summary", "Try it");
        browser.click(".operation[open] form button", "Send");
        browser.see(".operation pre", "\"balance\": \"10.00\"");
        browser.click("nav a", "Studio");
        browser.see(".drop", "Drop photos");
    }
}
