package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a visitor does with photos before anything is ordered. */
class PagePhotosTest extends InTheStudio {
    private static final String SAMPLE = ".look[data-name=plain-grey] img[src^=blob]";
    private static final String OTHER = ".tray .photo:not([aria-current]) img";

    PagePhotosTest() throws IOException {}

    @Test
    void thePartThatStaysIsDrawnOverThePhotoInAnyDirection() {
        choose("me.jpg");
        browser.see(".badge", "Preview");
        browser.click(".under button", "Turn or crop");
        browser.drag(".crop", 0.75, 0.9, 0.25, 0.4);
        assertSides(25, 40, 25, 10);
        // A click, or a hand that shakes, cuts nothing.
        browser.drag(".crop", 0.5, 0.5, 0.52, 0.52);
        assertSides(25, 40, 25, 10);
        // Beyond the edge is at the edge.
        browser.drag(".crop", 0.4, 0.2, 1.1, 0.8);
        assertSides(40, 20, 0, 20);
        browser.run("document.querySelector('.badge').textContent = ''");
        browser.click("dialog button", "Use this");
        browser.see(".badge", "Preview");
        order();
        var crop = TestService.get("/v1/portraits", key).json().path("items").path(0).path("crop");
        assertThat(crop.path("photo_width").asInt()).as("0.6 of 160").isCloseTo(96, Offset.offset(3));
        assertThat(crop.path("photo_height").asInt()).as("0.6 of 120").isCloseTo(72, Offset.offset(3));
    }

    /** What is cut off on the left, at the top, on the right and at the bottom, in percent. */
    private void assertSides(int left, int top, int right, int bottom) {
        int[] wanted = {left, top, right, bottom};
        String[] sides = {"left", "top", "right", "bottom"};
        for (int i = 0; i < sides.length; i++) {
            assertThat(Integer.parseInt(String.valueOf(
                    browser.run("return document.querySelector('[data-side=' + arguments[0] + ']').value", sides[i]))))
                    .as(sides[i]).isCloseTo(wanted[i], Offset.offset(3));
        }
    }

    @Test
    void theTemplatesShowTheFaceOfEachPhotoAndAreRenderedOnceForIt() {
        choose("me.jpg");
        String mine = sample("");
        choose("you.png");
        String yours = sample(mine);
        browser.answer("/v1/templates/preview",
                """
                        if (options.body.get('template')) window.asked = [...(window.asked ?? []), options.body.get('template')];
                        return plain();
                        """);
        browser.see(OTHER).click();
        Awaitility.await().until(() -> sample(yours).equals(mine));
        browser.see(".badge", "Preview");
        browser.see(OTHER).click();
        Awaitility.await().until(() -> sample(mine).equals(yours));
        browser.see(".badge", "Preview");
        assertThat(browser.run("return window.asked")).as("rendered anew").isNull();
    }

    /** The picture of the template, once it is another than this. */
    private String sample(String before) {
        return Awaitility.await().ignoreExceptions()
                .until(() -> Objects.requireNonNull(browser.hidden(SAMPLE).getDomAttribute("src")),
                        source -> !source.equals(before));
    }
}
