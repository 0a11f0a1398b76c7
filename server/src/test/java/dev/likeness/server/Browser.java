package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.chromium.ChromiumNetworkConditions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real Chromium without a window, of this machine; nothing is downloaded. Tests are skipped where there is none. */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** The check of a page for accessibility computes for seconds, on a busy machine for many. */
    private static final Duration PATIENCE_WITH_SCRIPTS = Duration.ofMinutes(2);
    private static @Nullable Browser shared;

    private final ChromeDriver driver;
    private final String address;
    private final Path downloads;

    private Browser(ChromeDriver driver, String address, Path downloads) {
        this.driver = driver;
        this.address = address;
        this.downloads = downloads;
    }

    /** One for all tests of the pages of {@link TestService}: starting one takes longer than most of them. */
    static synchronized Browser shared() {
        if (shared == null) {
            Browser browser = open(TestService.address().toString());
            Runtime.getRuntime().addShutdownHook(new Thread(browser::close, "browser"));
            shared = browser;
        }
        return shared;
    }

    /** Nothing is left of what was there before: storage, files, size of the window, complaints. */
    void forgetEverything() {
        visit("/web/icon.svg");
        assertThat(await("""
                const done = arguments[arguments.length - 1];
                localStorage.clear();
                sessionStorage.clear();
                const request = indexedDB.deleteDatabase('likeness');
                request.onsuccess = () => done('forgotten');
                request.onerror = () => done(String(request.error));
                request.onblocked = () => done('a page still holds the database');
                """)).isEqualTo("forgotten");
        size(1440, 900);
        complaints();
        try (Stream<Path> files = Files.list(downloads)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A browser that knows nothing yet, for the pages of this service. */
    static Browser open(String address) {
        Optional<Path> chromium = first("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
        Optional<Path> driver = first("/usr/bin/chromedriver", "/usr/lib/chromium/chromedriver");
        Assumptions.assumeTrue(chromium.isPresent() && driver.isPresent(),
                "no Chromium: install it (Debian: chromium chromium-driver) to test the pages");
        Path downloads = folder();
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions().setBinary(chromium.orElseThrow().toFile()).addArguments(
                "--headless=new", "--no-sandbox", "--no-first-run", "--disable-extensions", "--disable-sync",
                "--disable-background-networking", "--disable-component-update", "--mute-audio", "--disable-gpu",
                "--disable-dev-shm-usage", "--lang=en-US",
                "--force-prefers-reduced-motion", "--use-fake-ui-for-media-stream",
                "--use-fake-device-for-media-stream",
                "--window-size=1440,900").setExperimentalOption("prefs",
                        Map.of("intl.accept_languages", "en-US",
                                "download.default_directory", downloads.toString(), "download.prompt_for_download",
                                false));
        options.setCapability("goog:loggingPrefs", logging);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.orElseThrow().toFile()).usingAnyFreePort().build();
        ChromeDriver driving = new ChromeDriver(service, options);
        driving.manage().timeouts().scriptTimeout(PATIENCE_WITH_SCRIPTS);
        return new Browser(driving, address, downloads);
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory(Path.of("target"), "downloads").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> first(String... places) {
        return Stream.of(places).map(Path::of).filter(Files::isExecutable).findFirst();
    }

    void visit(String path) {
        driver.get(address + path);
    }

    /** As {@link #visit}, though the page is there already: nothing of it is left. */
    void visitAnew(String path) {
        driver.get(address + "/web/icon.svg");
        visit(path);
    }

    /** As somebody who has pasted this key before. */
    void visitAs(String key, String path) {
        driver.get(address + "/web/icon.svg");
        run("localStorage.setItem('likeness.key', arguments[0])", key);
        visit(path);
    }

    void reload() {
        driver.navigate().refresh();
    }

    void size(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
    }

    /** The first that is seen, once it is. */
    WebElement see(String css) {
        return see(css, "");
    }

    /** The first of these that is seen and reads so, once it does. */
    WebElement see(String css, String text) {
        try {
            return Awaitility.await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(25))
                    .ignoreExceptions()
                    .until(() -> reading(css, text).filter(WebElement::isDisplayed)
                            .filter(element -> element.getText().contains(text)).findFirst(), Optional::isPresent)
                    .orElseThrow();
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("\"" + text + "\" is not seen in " + css + " on " + url() + ":\n" + text("body")
                    + "\n" + complaints(), e);
        }
    }

    /** Those that read so, seen or not; picked out in the browser, because asking it about each takes long. */
    private Stream<WebElement> reading(String css, String text) {
        return ((List<?>) Objects.requireNonNull(run("""
                const [css, text] = arguments;
                const plain = (words) => words.replace(/\\s+/g, ' ');
                return [...document.querySelectorAll(css)]
                    .filter((each) => plain(each.innerText ?? each.textContent).includes(plain(text)));
                """, css, text))).stream().map(WebElement.class::cast);
    }

    void click(String css, String text) {
        WebElement element = see(css, text);
        run("arguments[0].scrollIntoView({block: 'center'})", element);
        element.click();
    }

    /** Presses the mouse at one place of an element, moves it to another and lets go; both as shares of its width and height. */
    void drag(String css, double fromX, double fromY, double toX, double toY) {
        WebElement element = see(css);
        run("arguments[0].scrollIntoView({block: 'center'})", element);
        int width = element.getSize().width;
        int height = element.getSize().height;
        new Actions(driver)
                .moveToElement(element, (int) Math.round((fromX - 0.5) * width),
                        (int) Math.round((fromY - 0.5) * height))
                .clickAndHold()
                .moveByOffset((int) Math.round((toX - fromX) * width), (int) Math.round((toY - fromY) * height))
                .release().perform();
    }

    void check(String css) {
        run("arguments[0].click()", driver.findElement(By.cssSelector(css)));
    }

    WebElement hidden(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    boolean has(String css) {
        return driver.findElements(By.cssSelector(css)).stream().anyMatch(WebElement::isDisplayed);
    }

    /** How many of these are seen. */
    long count(String css) {
        return driver.findElements(By.cssSelector(css)).stream().filter(WebElement::isDisplayed).count();
    }

    /**
     * What of this page reads as English: texts, and names of controls. Left aside are code, names that people gave, units and
     * formats, and what says of itself that it is English ({@code lang}).
     */
    List<String> english() {
        return ((List<?>) Objects.requireNonNull(
                run("""
                        const aside = 'code, pre, textarea, [lang=en], .brand, script, style, noscript, [hidden], .visually-hidden.key';
                        const fine = new RegExp('[^ ]+[.](jpg|png|heic)|Likeness|PTC|JPEG|PNG|WebP|ZIP|PDF|HEIC|AVIF|TIFF|dpi|openapi.json|API|Letter|Generated by AI'
                            + '|https?:\\\\S+|Java(Script)?|Python|curl|GB|kB|CPU|Apache-2.0|GMT|sRGB|CMYK|gpen|skin(_unifi)?|Chromium', 'g');
                        const left = [];
                        const look = (text, where) => {
                            if (/[A-Za-z]{3,}/.test(text.replace(fine, ''))) left.push(where + ': ' + text.trim());
                        };
                        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                        while (walker.nextNode()) {
                            const parent = walker.currentNode.parentElement;
                            if (!parent.closest(aside) && (parent.checkVisibility() || parent.tagName === 'OPTION'))
                                look(walker.currentNode.data, parent.tagName + '.' + parent.className);
                        }
                        for (const each of document.querySelectorAll('[aria-label], [placeholder], [title]'))
                            if (!each.closest(aside) && each.checkVisibility())
                                ['aria-label', 'placeholder', 'title'].forEach(name =>
                                    each.hasAttribute(name) && look(each.getAttribute(name), name));
                        return left;
                        """)))
                .stream().map(String::valueOf).toList();
    }

    /** When the page that was opened could be used, milliseconds after it was asked for. */
    double interactive() {
        return ((Number) Objects.requireNonNull(await("""
                const done = arguments[arguments.length - 1];
                const look = () => { const [mark] = performance.getEntriesByName('interactive');
                                     if (mark) done(mark.startTime); else setTimeout(look, 20); };
                look();
                """))).doubleValue();
    }

    /** The page as it would be printed, or as it is seen. */
    void printing(boolean printed) {
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", printed ? "print" : ""));
    }

    /** As if typed wherever the focus is. */
    void press(CharSequence keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    String text(String css) {
        return driver.findElement(By.cssSelector(css)).getText();
    }

    String url() {
        return driver.getCurrentUrl();
    }

    /** The whole file that the page gave to the visitor, once it is there; its name ends so. */
    Path downloaded(String end) {
        return Awaitility.await().atMost(PATIENCE).until(() -> {
            try (Stream<Path> files = Files.list(downloads)) {
                return files.filter(file -> file.toString().endsWith(end)).findFirst();
            }
        }, Optional::isPresent).orElseThrow();
    }

    /** From now on every answer comes this late, and no faster than so many bytes a second. */
    void slow(Duration latency, int bytesPerSecond) {
        ChromiumNetworkConditions conditions = new ChromiumNetworkConditions();
        conditions.setLatency(latency);
        conditions.setDownloadThroughput(bytesPerSecond);
        conditions.setUploadThroughput(bytesPerSecond);
        driver.setNetworkConditions(conditions);
    }

    /**
     * From now on, until the page is left, a script answers what the page asks of addresses like this. In it
     * {@code plain()} asks the service, {@code before(path, options)} asks it for something else.
     */
    void answer(String path, String script) {
        run("""
                const before = window.fetch;
                window.fetch = async (path, options) => {
                    const plain = () => before(path, options);
                    if (!String(path).includes('%s')) return plain();
                    %s
                };
                """.formatted(path, script));
    }

    /** A script that runs in every page of this tab before those of the page, until this is closed. */
    interface Standing extends AutoCloseable {
        @Override
        void close();
    }

    Standing beforePages(String script) {
        Object standing = Objects.requireNonNull(driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument",
                Map.of("source", script)).get("identifier"));
        return () -> driver.executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument",
                Map.of("identifier", standing));
    }

    /** From now on nothing comes from addresses like these; with none, everything does again. */
    void block(String... addresses) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of(addresses)));
    }

    /** Drops or pastes (the event's type) a file of a picture, as from another window. */
    void bring(String event, String css, byte[] jpeg) {
        run("""
                const [event, css, base64] = arguments;
                const carried = new DataTransfer();
                const bytes = Uint8Array.from(atob(base64), each => each.charCodeAt(0));
                carried.items.add(new File([bytes], 'me.jpg', {type: 'image/jpeg'}));
                const of = {bubbles: true, cancelable: true, dataTransfer: carried, clipboardData: carried};
                document.querySelector(css).dispatchEvent(
                    event === 'paste' ? new ClipboardEvent(event, of) : new DragEvent(event, of));
                """, event, css, Base64.getEncoder().encodeToString(jpeg));
    }

    /** The whole page as PNG, also what lies below the window. */
    byte[] photograph() {
        // Fonts and transitions have come to rest after two frames.
        await("const done = arguments[0]; setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 250)");
        Map<String, Object> shot = driver.executeCdpCommand("Page.captureScreenshot",
                Map.of("format", "png", "captureBeyondViewport", true, "clip", whole()));
        return Base64.getDecoder().decode(String.valueOf(shot.get("data")));
    }

    /** What of the page is in the window, as PNG. */
    byte[] window() {
        await("const done = arguments[0]; setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 250)");
        return Base64.getDecoder().decode(String.valueOf(driver.executeCdpCommand("Page.captureScreenshot",
                Map.of("format", "png")).get("data")));
    }

    private Map<String, Object> whole() {
        return Map.of("x", 0, "y", 0, "scale", 1, "width",
                Objects.requireNonNull(run("return document.documentElement.clientWidth")), "height",
                Objects.requireNonNull(run("return Math.max(innerHeight, document.documentElement.scrollHeight)")));
    }

    /** How much of the page has moved by itself since it was opened: the score that browsers give for it. */
    double layoutShift() {
        return ((Number) Objects.requireNonNull(
                await("""
                        const done = arguments[arguments.length - 1];
                        let sum = 0;
                        new PerformanceObserver(list => list.getEntries().forEach(e => { if (!e.hadRecentInput) sum += e.value; }))
                            .observe({type: 'layout-shift', buffered: true});
                        setTimeout(() => done(sum), 100);
                        """)))
                .doubleValue();
    }

    @Nullable
    Object run(String script, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(script, arguments);
    }

    @Nullable
    Object await(String script, Object... arguments) {
        return ((JavascriptExecutor) driver).executeAsyncScript(script, arguments);
    }

    String newTab() {
        String before = driver.getWindowHandle();
        driver.switchTo().newWindow(WindowType.TAB);
        return before;
    }

    /** Turns to another tab, and gives this one. */
    String show(String other) {
        String before = driver.getWindowHandle();
        driver.switchTo().window(other);
        return before;
    }

    /** Closes this tab, which would go on listening to what later tests do, and returns to another. */
    void closeTab(String other) {
        driver.close();
        driver.switchTo().window(other);
    }

    /** What the console complained about since the last call. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue()).map(LogEntry::toString)
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
