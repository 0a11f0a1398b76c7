package dev.likeness.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.zip.ZipFile;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Goes two ways through the pages of a running service as a visitor would and photographs each step: from a sideways HEIC of several
 * people to a sheet of passport photos, and from three photos and five templates to a ZIP. {@code samples/ways.sh} starts the
 * service and calls it.
 */
class RecordedWays {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final String service = System.getProperty("ways.service", "");
    private final String key = System.getProperty("ways.key", "");
    private final Path group = Path.of(System.getProperty("ways.group", ""));
    private final Path samples = Path.of(System.getProperty("ways.samples", ""));
    private final Path out = Path.of(System.getProperty("ways.out", ""));

    @Test
    void bothWays() throws IOException {
        Assumptions.assumeFalse(service.isEmpty(), "for samples/ways.sh only");
        Files.createDirectories(out);
        try (Browser browser = Browser.open(service)) {
            browser.size(1280, 900);
            toTheSheet(browser);
            toTheZip(browser);
            browser.complaints().forEach(System.out::println);
        }
    }

    private void toTheSheet(Browser browser) throws IOException {
        browser.visitAs(key, "/#/studio");
        browser.see(".look");
        browser.check(".under input"); // no preview of what lies on its side
        choose(browser, group);
        wait(browser, ".verdict[data-verdict]:not([data-verdict=''])");
        browser.see(".under button", "Turn or crop");
        step(browser, "sheet-1-dropped");
        browser.click(".under button", "Turn or crop");
        browser.see(".crop canvas");
        browser.click("dialog button", "Turn right");
        step(browser, "sheet-2-turned");
        browser.click("dialog button", "Use this");
        wait(browser, ".faces button:nth-child(2), .verdict button");
        if (!browser.has(".faces button")) { // one stood out and was taken by itself
            browser.click(".verdict button", "Another person");
            wait(browser, ".faces button:nth-child(2)");
        }
        browser.run("scrollTo(0, 0)");
        step(browser, "sheet-3-people");
        browser.check(".faces button:nth-child(" + leftmost(browser) + ")");
        browser.check(".under input");
        browser.click(".id-photo summary", "Identity photo");
        wait(browser, ".id-photo select:not(:disabled)");
        Awaitility.await().atMost(PATIENCE).until(() -> Boolean.TRUE.equals(
                browser.run("return !!document.querySelector('.id-photo option[value=DE]')")));
        browser.run("const s = document.querySelector('.id-photo select'); s.value = 'DE'; "
                + "s.dispatchEvent(new Event('change'))");
        browser.run("const s = document.querySelectorAll('.id-photo select')[1]; s.value = 'de-passport'; "
                + "s.dispatchEvent(new Event('change'))");
        wait(browser, ".guide span");
        browser.run("document.querySelector('.id-photo').scrollIntoView({block: 'center'})");
        step(browser, "sheet-4-document");
        browser.check(".submit input");
        browser.click(".submit .primary", "Make");
        wait(browser, ".rules .pass");
        browser.run("document.querySelector('.rules').scrollIntoView({block: 'center'})");
        step(browser, "sheet-5-report");
        browser.click(".result button", "Print sheet");
        step(browser, "sheet-6-print");
        browser.click("dialog button", "As JPEG");
        keep(browser.downloaded("10x15.jpg"), "sheet-7-sheet.jpg");
        browser.click("dialog button", "Close");
    }

    private void toTheZip(Browser browser) throws IOException {
        browser.forgetEverything();
        browser.size(1280, 900);
        browser.visitAs(key, "/web/icon.svg");
        browser.run("sessionStorage.setItem('likeness.look', JSON.stringify({width: 512, height: 640}))");
        browser.visit("/#/studio");
        browser.see(".look");
        browser.see(".tile.done");
        long before = browser.count(".tile");
        for (Path photo : new Path[]{samples.resolve("astronaut.png"), samples.resolve("grace_hopper.jpg"),
                samples.resolve("both.jpg")}) {
            choose(browser, photo);
            Awaitility.await().atMost(PATIENCE).until(() -> browser.has(".tray .photo"));
        }
        Awaitility.await().atMost(PATIENCE).until(() -> browser.count(".tray .photo img") == 3);
        wait(browser, ".faces button:nth-child(2), .badge");
        if (browser.has(".faces button")) { // the last photo shows two people
            browser.check(".faces button:nth-child(" + leftmost(browser) + ")");
        }
        wait(browser, ".frame:not(.pending) .divider");
        step(browser, "zip-1-photos");
        browser.click(".gallery .chip", "Several");
        for (String look : new String[]{"window-light", "library", "oil-portrait", "city-night", "pencil-portrait"}) {
            browser.run("document.querySelector('.look[data-name=" + look + "]').click()");
        }
        browser.check(".submit input");
        browser.check(".submit label:nth-of-type(2) input");
        browser.see(".submit .primary", "Make 15 pictures");
        step(browser, "zip-2-templates");
        browser.click(".submit .primary", "Make 15 pictures");
        Awaitility.await().atMost(PATIENCE).until(() -> browser.count(".tile.done") >= before + 4);
        browser.run("document.querySelector('.history').scrollIntoView()");
        step(browser, "zip-3-tiles");
        Awaitility.await().atMost(PATIENCE).until(() -> browser.count(".tile.done") >= before + 15);
        browser.click(".history-tools .chip", "Choose several");
        browser.run("[...document.querySelectorAll('.tile.done')].slice(0, 15).forEach(each => each.click())");
        browser.run("document.querySelector('.history').scrollIntoView()");
        step(browser, "zip-4-chosen");
        browser.click(".pick-bar button", "ZIP");
        try (ZipFile zip = new ZipFile(browser.downloaded(".zip").toFile())) {
            zip.stream().forEach(entry -> System.out.println(entry.getName() + " " + entry.getSize()));
        }
        browser.click(".pick-bar button", "Contact sheet");
        keep(browser.downloaded("contact-sheet.jpg"), "zip-5-sheet.jpg");
    }

    /** The place in the list of the person who stands farthest to the left, from 1. */
    private static long leftmost(Browser browser) {
        return ((Number) java.util.Objects.requireNonNull(browser.run("""
                const boxes = [...document.querySelectorAll('.faces button')];
                const lefts = boxes.map(each => each.getBoundingClientRect().left);
                return 1 + lefts.indexOf(Math.min(...lefts));
                """))).longValue();
    }

    private static void wait(Browser browser, String css) {
        Awaitility.await().atMost(PATIENCE).until(() -> browser.has(css));
    }

    private static void choose(Browser browser, Path photo) {
        browser.hidden(".stage input[type=file]").sendKeys(photo.toAbsolutePath().toString());
    }

    private void keep(Path file, String name) throws IOException {
        Files.copy(file, out.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private void step(Browser browser, String name) throws IOException {
        System.out.println(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + " " + name);
        Files.write(out.resolve(name + ".png"), browser.window());
    }
}
