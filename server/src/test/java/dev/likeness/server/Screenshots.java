package dev.likeness.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Photographs every page of a running service, in both themes and languages and at the widths of phones, a tablet, a desk and a wide screen, and tells
 * how soon each could be used and how much of it moved. {@code samples/screenshots.sh} starts the service and calls it.
 */
class Screenshots {
    private static final int[] WIDTHS = {320, 390, 820, 1440, 2560};

    private final String service = System.getProperty("screenshots.service", "");
    private final String key = System.getProperty("screenshots.key", "");
    private final Path photo = Path.of(System.getProperty("screenshots.photo", ""));
    private final Path out = Path.of(System.getProperty("screenshots.out", ""));

    @Test
    void everyPage() throws IOException {
        Assumptions.assumeFalse(service.isEmpty(), "for samples/screenshots.sh only");
        Files.createDirectories(out);
        try (Browser browser = Browser.open(service)) {
            browser.visit("/");
            browser.see(".gate");
            shoot(browser, "gate");
            browser.visitAs(key, "/#/studio");
            browser.see(".tile.done img");
            measure(browser, "studio");
            shoot(browser, "studio-empty");
            browser.hidden(".stage input[type=file]").sendKeys(photo.toAbsolutePath().toString());
            browser.see(".badge");
            browser.see("textarea").sendKeys("warm library, Rembrandt light, navy suit, riding a horse");
            browser.see("mark.not-followed");
            browser.see(".frame:not(.pending) .divider");
            shoot(browser, "studio-preview");
            browser.check(".submit input");
            browser.click(".submit .primary", "");
            browser.see(".work .step");
            shoot(browser, "studio-work");
            browser.see(".result .primary");
            browser.see(".divider");
            shoot(browser, "studio-result");
            browser.visitAnew("/#/lab");
            measure(browser, "lab");
            browser.click(".sample button", "");
            browser.see(".cell-frame img");
            waitForCells(browser);
            shoot(browser, "lab");
            browser.click(".lab-edit summary", "Edit");
            shoot(browser, "lab-edit");
            for (String page : new String[]{"books", "engines", "service", "docs"}) {
                browser.visitAnew("/#/" + page);
                browser.see(page.equals("docs") ? ".operation" : "table");
                measure(browser, page);
                shoot(browser, page);
            }
            browser.complaints().forEach(System.out::println);
        }
    }

    private static void waitForCells(Browser browser) {
        org.awaitility.Awaitility.await().atMost(java.time.Duration.ofMinutes(1))
                .until(() -> !browser.has(".cell-frame.pending"));
    }

    private static void measure(Browser browser, String page) {
        Number interactive = (Number) Objects.requireNonNull(browser.await("""
                const done = arguments[arguments.length - 1];
                const look = () => { const [mark] = performance.getEntriesByName('interactive');
                                     if (mark) done(mark.startTime); else setTimeout(look, 20); };
                look();
                """));
        System.out.printf(Locale.ROOT, "%-8s interactive after %4.0f ms, layout shift %.3f%n", page,
                interactive.doubleValue(), browser.layoutShift());
    }

    private void shoot(Browser browser, String name) throws IOException {
        for (String language : new String[]{"en", "zh"}) {
            for (String theme : new String[]{"dark", "light"}) {
                browser.run("document.documentElement.dataset.theme = arguments[0]", theme);
                for (int width : WIDTHS) {
                    browser.size(width, 900);
                    browser.run("scrollTo(0, 0)");
                    Files.write(out.resolve(name + "-" + width + "-" + theme + "-" + language + ".png"),
                            browser.photograph());
                }
            }
            browser.check("#tools button");
        }
        browser.size(1440, 900);
    }
}
