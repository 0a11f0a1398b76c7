package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The way from photos to files, as a visitor goes it. */
class PageWayTest extends InTheStudio {
    PageWayTest() throws IOException {}

    @Test
    void aPhotoIsTurnedAndCroppedInItsFullSize() {
        choose("me.jpg");
        browser.see(".badge", "Preview");
        browser.click(".under button", "Turn or crop");
        browser.see(".crop canvas");
        browser.click("dialog button", "Turn right");
        browser.run("""
                const straight = document.querySelector('dialog .strength input');
                straight.value = 5; straight.dispatchEvent(new Event('input'));
                document.querySelector('dialog details').open = true;
                const left = document.querySelector('[data-side=left]');
                left.value = 25; left.dispatchEvent(new Event('input'));
                """);
        browser.see("dialog output", "5°");
        browser.run("document.querySelector('.badge').textContent = ''");
        browser.click("dialog button", "Use this");
        browser.see(".badge", "Preview");
        order();
        var crop = TestService.get("/v1/portraits", key).json().path("items").path(0).path("crop");
        assertThat(crop.path("photo_width").asInt()).as("three quarters of 120").isEqualTo(90);
        assertThat(crop.path("photo_height").asInt()).isEqualTo(160);
        browser.see(".under button", "Back to the photo");
        assertThat(browser.text(".under")).as("a portrait is not turned").doesNotContain("Turn or crop");
    }

    @Test
    void templatesOnTheVisitorsFaceAreRenderedInTheOrderOfTheEyeAndNoFurtherOnceScrolledAway() throws IOException {
        for (int i = 10; i < 30; i++) {
            TestService.post("/v1/templates", key,
                    "{\"name\":\"own-" + i + "\",\"title\":\"Own\",\"prompt\":\"library\"}");
        }
        browser.reload();
        photo();
        // From here on previews of templates take for ever; what is asked for and what is given up is told.
        browser.run("""
                const plain = window.fetch;
                window.asked = []; window.left = [];
                window.fetch = (path, options) => {
                    const name = options?.body instanceof FormData && options.body.get('template');
                    if (path !== '/v1/templates/preview' || !name) return plain(path, options);
                    window.asked.push(name);
                    return new Promise((_, reject) => options.signal.addEventListener('abort', () => {
                        window.left.push(name);
                        reject(new DOMException('left', 'AbortError'));
                    }));
                };
                const looks = document.querySelector('.looks');
                looks.scrollTop = looks.scrollHeight;
                """);
        Awaitility.await().until(() -> !list("asked").isEmpty());
        String first = list("asked").getLast();
        browser.run("document.querySelector('.looks').scrollTop = 0");
        Awaitility.await().until(() -> list("left").contains(first));
        browser.run("const looks = document.querySelector('.looks'); looks.scrollTop = looks.scrollHeight");
        Awaitility.await().until(() -> list("asked").size() > 1);
    }

    private List<String> list(String name) {
        return ((List<?>) Objects.requireNonNull(browser.run("return window[arguments[0]]", name))).stream()
                .map(String::valueOf).toList();
    }

    @Test
    void photosByTemplatesByVariationsAreOneOrderWithItsPriceAndOneZip() throws IOException {
        choose("me.jpg");
        choose("you.png");
        Awaitility.await().until(() -> browser.count(".tray .photo img") == 2);
        browser.see(".look[data-name=plain-grey] img[src^=blob]");
        browser.click(".gallery .chip", "Several");
        browser.click(".look", "Plain grey");
        browser.run(
                "const n = document.querySelector('.takes input'); n.value = 2; n.dispatchEvent(new Event('input'))");
        browser.check(".submit input");
        browser.check(".submit label:nth-of-type(2) input");
        browser.see(SUBMIT, "Make 4 pictures");
        browser.see(SUBMIT + " .price", "0.20 PTC");
        browser.click(SUBMIT, "Make 4 pictures");
        browser.see(".toast", "4 portraits ordered");
        Awaitility.await().until(() -> browser.count(".tile.done") == 4);
        assertThat(TestService.balance(key)).isEqualTo("9.80");
        browser.see(".result .primary", "Download JPEG");
        assertThat(browser.has(".badge")).as("no preview replaces the first").isFalse();
        browser.click(".history-tools .chip", "Choose several");
        browser.run("document.querySelectorAll('.tile.done').forEach(each => each.click())");
        browser.click(".pick-bar button", "ZIP");
        try (ZipFile zip = new ZipFile(browser.downloaded(".zip").toFile())) {
            assertThat(zip.size()).isEqualTo(4);
            zip.stream().forEach(entry -> {
                try (var in = zip.getInputStream(entry)) {
                    assertThat(ImageIO.read(in).getWidth()).as(entry.getName()).isEqualTo(512);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
        }
        browser.click(".pick-bar button", "Contact sheet");
        assertThat(ImageIO.read(browser.downloaded("contact-sheet.jpg").toFile()).getWidth()).isGreaterThan(1400);
        browser.run("[...document.querySelectorAll('.tile.done')].slice(2).forEach(each => each.click())");
        browser.click(".pick-bar button", "Compare");
        browser.see(".pair figure:nth-child(2) img");
    }

    @Test
    void portraitsAreNamedFavouredSearchedAndTurnedOver() {
        Rest.closed(key, Rest.ordered(key, "\"prompt\":\"library\",\"width\":512,\"height\":512"));
        Rest.closed(key, Rest.ordered(key, "\"template\":\"plain-grey\",\"width\":512,\"height\":512"));
        browser.reload();
        browser.see(".tile.done", "Plain grey").click();
        browser.click(".result button", "Name it");
        browser.see("dialog input").sendKeys(" of Grace");
        browser.click("dialog button", "Save");
        browser.see(".tile", "Plain grey of Grace");
        browser.see(".history-tools input").sendKeys("grace");
        Awaitility.await().until(() -> browser.count(".strip li") == 1);
        browser.run("const s = document.querySelector('.history-tools input'); s.value = ''; "
                + "s.dispatchEvent(new Event('input'))");
        browser.run("[...document.querySelectorAll('.star')].at(-1).click()");
        browser.click(".history-tools .chip", "Favourites");
        Awaitility.await().until(() -> browser.count(".strip li") == 1);
        browser.click(".history-tools .chip", "Favourites");
        browser.click(".result button", "Full size");
        browser.see(".lightbox-title", "1 / 2");
        browser.click(".lightbox .next", "");
        browser.see(".lightbox-title", "2 / 2");
    }

    @Test
    void anIdentityPhotoFollowsItsDocumentAndIsPrintedOnASheet() {
        choose("me.jpg");
        browser.see(".badge", "Preview");
        browser.click(".id-photo summary", "Identity photo");
        browser.see(".id-photo select:not(:disabled)");
        Awaitility.await().until(() -> browser.count(".id-photo option[value=CN]") == 1
                || Boolean.TRUE.equals(browser.run("return !!document.querySelector('.id-photo option[value=CN]')")));
        browser.run("const s = document.querySelector('.id-photo select'); s.value = 'CN'; "
                + "s.dispatchEvent(new Event('change'))");
        browser.see(".id-photo .facts-list", "22 × 32 mm");
        browser.see(".id-photo .facts-list", "dpi");
        browser.see(".id-photo .facts-list", "kB");
        browser.see(".id-photo .swatch");
        browser.see(".guide span", "chin");
        browser.check(".submit input");
        browser.click(SUBMIT, "Make the portrait");
        browser.see(".rules .pass", "Head height");
        browser.click(".result button", "Print sheet");
        browser.click("dialog button", "As PDF");
        assertThat(browser.downloaded(".pdf")).isNotEmptyFile();
    }

    @Test
    void theWordsAreHelpedWith() {
        browser.see("textarea").sendKeys("warm, sak");
        browser.click(".suggestions button", "sakura");
        assertThat(browser.run("return document.querySelector('textarea').value")).isEqualTo("warm, sakura");
        browser.run("""
                document.querySelector('.look-form details').open = true;
                const light = document.querySelectorAll('.look-form details select')[1];
                light.value = 'soft light'; light.dispatchEvent(new Event('change'));
                """);
        assertThat(browser.run("return document.querySelector('textarea').value"))
                .isEqualTo("warm, sakura, soft light");
    }

    @Test
    void theBackgroundIsAColourAGradientNoneOrAnOwnPicture() throws IOException {
        photo();
        browser.click(".segments label", "Colour");
        browser.click(".swatch[aria-label='#f4e1d2']", "");
        order();
        browser.click(".segments label", "Gradient");
        browser.run("""
                const [first, second] = document.querySelectorAll('.swatches input[type=color]');
                first.value = '#008080'; first.dispatchEvent(new Event('input'));
                second.value = '#f4e1d2'; second.dispatchEvent(new Event('input'));
                """);
        makes(2);
        browser.click(".segments label", "None");
        makes(3);
        browser.see(".result .primary", "Download PNG");
        browser.click(".segments label", "Picture");
        browser.hidden("input[data-t-label='ground.choose']").sendKeys(file("ground.jpg", TestService.photo("jpeg"))
                .toAbsolutePath().toString());
        makes(4);
        browser.see(".notes", "before 160 x 120");
        var items = TestService.get("/v1/portraits", key).json().path("items");
        assertThat(items.path(0).path("request").path("background_blur").asDouble()).isEqualTo(0.3);
        assertThat(items.path(1).path("request").path("background").asString()).isEqualTo("transparent");
        assertThat(items.path(2).path("request").path("background").asString()).isEqualTo("#008080 to #f4e1d2");
        assertThat(items.path(3).path("request").path("background").asString()).isEqualTo("#f4e1d2");
    }

    private void makes(int portraits) {
        browser.click(SUBMIT, "Make the portrait");
        Awaitility.await().until(() -> browser.count(".tile.done") == portraits);
    }

    @Test
    void aFinishedFileThatIsDroppedBringsItsSettingsBack() throws IOException {
        String id = Rest.ordered(key, "\"prompt\":\"library\",\"width\":640,\"height\":512");
        Rest.closed(key, id);
        byte[] file = TestService.get("/v1/portraits/" + id + "/image", key).response().body();
        browser.bring("drop", ".drop", file);
        browser.see(".toast", "taken over");
        assertThat(browser.run("return document.querySelector('textarea').value")).isEqualTo("library");
        assertThat(browser.run("return document.querySelector('.size input').value")).isEqualTo("640");
    }
}
