package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.service.keys.IssuedKey;
import dev.likeness.service.keys.NewKey;
import dev.likeness.service.keys.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The pages in a real browser against the real service. */
class StudioPageTest extends OnPages {
    static final List<String> PAGES = List.of("studio", "lab", "books", "engines", "service", "docs");

    StudioPageTest() throws IOException {
        file("me.jpg", TestService.photo("jpeg"));
        file("broken.jpg", "no picture at all".getBytes(StandardCharsets.UTF_8));
    }

    @BeforeEach
    void account() {
        key = TestService.key("10");
    }

    @Test
    void aKeyIsAskedForAndAWrongOneIsRefusedWhereItWasTyped() {
        browser.visit("/");
        browser.see("#key").sendKeys("wrong");
        browser.click(".gate .primary", "Sign in");
        browser.see(".gate .refusal", "Invalid API Key");
        browser.see("#key").sendKeys(Keys.chord(Keys.CONTROL, "a"), key);
        browser.click(".gate .primary", "Sign in");
        browser.see(".drop", "Drop photos");
    }

    @Test
    void thePrintedLinkSignsInOnceAndLeavesTheAddress() {
        browser.visit("/#sign-in=AAAA");
        browser.see(".gate .refusal", "used before");
        browser.visit("/web/icon.svg");
        browser.visit("/#sign-in=" + TestService.signInCode());
        browser.see(".drop", "Drop photos");
        assertThat(browser.url()).doesNotContain("sign-in");
        assertThat(browser.run("return localStorage.getItem('likeness.key')")).isNotNull();
        assertThat(Rest.problem(TestService.post("/v1/sign-in", "", "{\"code\":\"" + TestService.signInCode() + "\"}")))
                .isEqualTo("key_invalid");
    }

    @Test
    void aPhotoBecomesAPortraitThatCanBeComparedAndDownloaded() throws IOException {
        studio();
        choose("me.jpg");
        browser.see(".badge", "Preview");
        browser.see("textarea").sendKeys("library zeppelin");
        browser.see("mark.followed");
        browser.see(".heard .not-followed", "zeppelin");
        assertThat(browser.run("return [...document.querySelectorAll('.mirror mark')].map((m) => m.textContent)"))
                .isEqualTo(List.of("library", "zeppelin"));
        browser.click(".heard .instead", "library");
        assertThat(browser.run("return document.querySelector('textarea').value")).isEqualTo("library library");
        assertThat(browser.text(SUBMIT)).contains("0.05");
        browser.check(".submit input");
        browser.click(SUBMIT, "Make the portrait");
        browser.see(".result .primary", "Download JPEG");
        browser.see(".divider");
        assertThat(browser.text(".facts")).contains("512×512");
        browser.click(".result button", "Download JPEG");
        assertThat(sizeOf(browser.downloaded(".jpg"))).isEqualTo("jpeg 512x512");
        browser.click(".result button", "PNG");
        assertThat(sizeOf(browser.downloaded(".png"))).isEqualTo("png 512x512");
        browser.click(".result button", "As code");
        browser.see("pre", "/v1/portraits");
        browser.click("dialog .segments label", "Java");
        browser.see("pre", "HttpRequest");
        browser.click("dialog button", "Close");
        browser.click(".result button", "Full size");
        browser.see(".lightbox img");
        browser.click(".lightbox button", "100");
        browser.check(".lightbox .round");
        assertThat(browser.complaints()).isEmpty();
        browser.reload();
        browser.see(".tile.done").click();
        browser.see(".result .primary", "Download JPEG");
        browser.see(".divider");
        browser.check(".under input");
        browser.click(".result button", "Again, another seed");
        browser.see(".facts");
        org.awaitility.Awaitility.await()
                .until(() -> TestService.get("/v1/portraits", key).json().path("items").size() == 2);
    }

    @Test
    void aPhotoIsJudgedBeforeItIsPaidForAndOneOfSeveralPeopleIsTapped() {
        studio();
        browser.see("textarea").sendKeys("two faces");
        choose("me.jpg");
        browser.see(".verdict", "Several people are in the photo");
        browser.see(".faces button:nth-child(2)").click();
        browser.see(".verdict", "take off sunglasses");
        browser.see(".badge", "Preview");
        browser.click("[data-t-label='tool.language']", "");
        browser.see(".verdict", "请摘下墨镜");
        browser.click("[data-t-label='tool.language']", "");
        browser.check(".submit input");
        browser.click(SUBMIT, "Make the portrait");
        browser.see(".result .primary", "Download JPEG");
        assertThat(TestService.get("/v1/portraits", key).json().path("items").path(0).path("request").path("face")
                .asInt(-1)).isEqualTo(1);
        browser.click(".under button", "Back to the photo");
        browser.click(".verdict button", "Another person");
        browser.see(".faces button:nth-child(1)");
        assertThat(browser.complaints()).as("but for a preview that was refused before the check told of two faces")
                .allMatch(line -> line.contains("/v1/templates/preview") && line.contains("422"));
    }

    @Test
    void aPhotoIsDroppedOrPastedOrTaken() {
        studio();
        browser.bring("drop", ".drop", TestService.photo("jpeg"));
        browser.see(".badge", "Preview");
        browser.visitAnew("/#/studio");
        browser.run("indexedDB.deleteDatabase('likeness')");
        browser.bring("paste", "body", TestService.photo("jpeg"));
        browser.see(".badge", "Preview");
        browser.run("indexedDB.deleteDatabase('likeness')");
        browser.visitAnew("/#/studio");
        browser.click(".drop button", "Camera");
        browser.see("dialog video");
        browser.click("dialog button", "Take photo");
        browser.see(".badge", "Preview");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aReloadInTheMiddleComesBackToTheMakingWhichCanBeCancelledInAnotherTab() {
        studio();
        browser.see("textarea").sendKeys("never done");
        choose("me.jpg");
        // No preview of what never ends.
        browser.check(".under input");
        browser.check(".submit input");
        browser.click(SUBMIT, "Make the portrait");
        browser.see(".work .step", "being made");
        browser.reload();
        browser.see(".work .step", "being made");
        String first = browser.newTab();
        browser.visit("/#/studio");
        browser.click(".work button", "Cancel");
        browser.see(".toast", "cancelled");
        browser.closeTab(first);
        browser.see(".toast", "cancelled");
        assertThat(TestService.balance(key)).isEqualTo("10.00");
    }

    @Test
    void aRefusedPhotoIsExplainedWhereThePictureWouldBe() {
        studio();
        choose("broken.jpg");
        browser.see(".stage .refusal", "cannot be read");
        choose("me.jpg");
        browser.see(".badge", "Preview");
        browser.see("textarea").sendKeys("no face");
        browser.see(".stage .refusal", "No face was found");
    }

    @Test
    void aRevokedKeyLeadsBackToTheDoor() {
        IssuedKey revocable = TestService.key("1", NewKey.named("test").with(Scope.ALL));
        key = revocable.key();
        studio();
        assertThat(Rest.delete("/v1/keys/" + revocable.id(), key).status()).isEqualTo(204);
        browser.run("location.hash = '#/books'");
        browser.see(".gate .refusal", "not let in any more");
        assertThat(browser.run("return localStorage.getItem('likeness.key')")).isNull();
    }

    @Test
    void theLanguageAndTheThemeAreChangedOnTheSpot() {
        studio();
        browser.see("textarea").sendKeys("zeppelin");
        browser.see(".heard .not-followed", "cannot be followed");
        browser.check("#tools button");
        browser.see(SUBMIT, "生成写真");
        browser.see(".heard .not-followed", "无法采纳");
        assertThat(browser.run("return document.documentElement.lang")).isEqualTo("zh-CN");
        Object theme = browser.run("return document.documentElement.dataset.theme");
        browser.check("#tools button:nth-child(2)");
        assertThat(browser.run("return document.documentElement.dataset.theme")).isNotEqualTo(theme);
    }

    /** Colours do not depend on the width, nor places on the theme: each is seen with one of the other. */
    @Test
    void noPageMovesByItselfIsTooWideOrBreaksAccessibilityInEitherTheme() throws IOException {
        String axe = resource("/axe.min.js");
        key = TestService.key("10", NewKey.named("test").with(Scope.ALL)).key();
        studio();
        photo();
        Rest.closed(key, Rest.ordered(key, "\"template\":\"plain-grey\",\"width\":512,\"height\":512"));
        for (String page : PAGES) {
            browser.visitAnew("/#/" + page);
            browser.see("nav a[data-page=" + page + "][aria-current]");
            double interactive = browser.interactive();
            double shift = browser.layoutShift();
            System.out.printf(Locale.ROOT, "%s: interactive after %.0f ms, layout shift %.3f%n", page, interactive,
                    shift);
            assertThat(shift).as("what moved by itself on " + page).isLessThan(0.05);
            browser.run(axe);
            for (int width : new int[]{320, 390, 820, 1440, 2560}) {
                browser.size(width, 900);
                assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth"))
                        .as("%s is not wider than %d", page, width).isEqualTo(true);
                if (width == 390 || width == 1440) {
                    browser.run("document.documentElement.dataset.theme = arguments[0]",
                            width == 390 ? "light" : "dark");
                    assertThat(browser.await("""
                            const done = arguments[arguments.length - 1];
                            axe.run(document, {resultTypes: ['violations']}).then(r => done(r.violations.map(v =>
                                v.id + ' ' + v.nodes.map(n => n.target + ' ' + n.failureSummary).join(' | '))));
                            """)).as(page + " " + width).isEqualTo(List.of());
                }
            }
        }
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theLabPutsPhotosBesideTemplatesAndPublishesWhatWasEdited() throws IOException {
        browser.visitAs(key, "/#/lab");
        browser.click(".sample button", "public domain");
        browser.see(".cell-frame img");
        browser.click(".lab-edit summary", "Edit");
        browser.click(".lab-edit button", "Keep as version");
        browser.see(".lab-edit textarea").sendKeys(" and a library");
        browser.see(".lab-edit .heard .followed", "library");
        browser.see(".cell figcaption", "v1");
        browser.see(".lab-edit input").sendKeys("-new");
        browser.click(".lab-edit button", "Publish");
        browser.see(".toast", "Published");
        assertThat(TestService.get("/v1/templates/plain-grey-new", key).json().path("prompt").asString())
                .isEqualTo("before plain grey paper and a library");
        browser.reload();
        browser.see(".lab-title", "Plain grey");
        browser.see(".cell-frame img");
        browser.click(".lab-bar button", "Contact sheet");
        assertThat(sizeOf(browser.downloaded("contact-sheet.jpg"))).startsWith("jpeg ");
        browser.click(".lab-bar button", "Export");
        Path carried = browser.downloaded("templates.json");
        assertThat(Files.readString(carried)).contains("plain grey paper and a library");
        browser.hidden(".lab-bar input[accept='application/json']").sendKeys(carried.toString());
        browser.see(".toast", "imported");
        assertThat(browser.run("return document.querySelectorAll('.lab-head').length")).isEqualTo(2L);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theBooksShowWhatWasPaidAndLetAnAdministratorMakeAKey() {
        IssuedKey admin = TestService.key("25", NewKey.named("test").with(Scope.ALL));
        browser.visitAs(admin.key(), "/#/books");
        browser.see(".figures", "25.00");
        browser.see(".card td", "deposit");
        browser.see(".make input").sendKeys("shop window");
        browser.click(".make button", "Make a key");
        String made = browser.see("dialog code").getText();
        assertThat(TestService.get("/v1/key", made).json().path("name").asString()).isEqualTo("shop window");
        browser.click("dialog button", "Close");
        browser.click("td button", "Limits");
        browser.see("input[name=monthly]").sendKeys("12.5");
        browser.click("dialog button", "Save");
        browser.see("td", "A month 12.5");
        actOn("shop window", "Rotate");
        String rotated = browser.see("dialog code").getText();
        assertThat(TestService.get("/v1/key", made).status()).isEqualTo(401);
        browser.click("dialog button", "Close");
        actOn("shop window", "Revoke");
        browser.click("dialog .danger-back", "Revoke");
        browser.see("td", "revoked");
        assertThat(TestService.get("/v1/key", rotated).status()).isEqualTo(401);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theEnginesAndTheServiceTellWhatIsThereAndWhatFailed() {
        IssuedKey admin = TestService.key("1", NewKey.named("test").with(Scope.ALL));
        String failed = TestService.submit(admin.key(), TestService.order("\"prompt\":\"no face\""));
        TestService.finished(admin.key(), failed);
        browser.visitAs(admin.key(), "/#/engines");
        browser.see(".engine code", "flat");
        browser.see(".engine .state.good", "ready");
        browser.see(".abilities th", "Likeness");
        browser.click("nav a", "Service");
        browser.see(".state.off, .state.good"); // idle, or at work for another test
        browser.see("td", "No face was found");
        browser.see("td", "…" + failed.substring(failed.length() - 6));
        assertThat(browser.complaints()).isEmpty();
        browser.visitAs(key, "/#/studio");
        browser.see(".look");
        assertThat(browser.has("nav a[data-page=service]")).isFalse();
    }

    /** Presses a button in the row of the key of this name. */
    private void actOn(String key, String button) {
        browser.run("""
                [...document.querySelectorAll('tr')].find(row => row.textContent.includes(arguments[0]))
                    .querySelectorAll('button').forEach(each => each.textContent === arguments[1] && each.click())
                """, key, button);
    }

    private static String sizeOf(Path picture) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(picture.toFile())) {
            ImageReader reader = ImageIO.getImageReaders(in).next();
            reader.setInput(in);
            return reader.getFormatName().toLowerCase(Locale.ROOT) + " " + reader.getWidth(0) + "x"
                    + reader.getHeight(0);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(StudioPageTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
