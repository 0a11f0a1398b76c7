package dev.likeness.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Assumptions;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real Chromium without a window, of this machine; nothing is downloaded. Tests are skipped where there is none. */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ChromeDriver driver;
    private final String address;

    private Browser(ChromeDriver driver, String address) {
        this.driver = driver;
        this.address = address;
    }

    /** A browser that knows nothing yet, for the pages of this service. */
    static Browser open(String address) {
        Optional<Path> chromium = first("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
        Optional<Path> driver = first("/usr/bin/chromedriver", "/usr/lib/chromium/chromedriver");
        Assumptions.assumeTrue(chromium.isPresent() && driver.isPresent(),
                "no Chromium: install it (Debian: chromium chromium-driver) to test the pages");
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions().setBinary(chromium.orElseThrow().toFile()).addArguments(
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=en-US",
                "--force-prefers-reduced-motion",
                "--window-size=1440,900").setExperimentalOption("prefs", Map.of("intl.accept_languages", "en-US"));
        options.setCapability("goog:loggingPrefs", logging);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.orElseThrow().toFile()).usingAnyFreePort().build();
        return new Browser(new ChromeDriver(service, options), address);
    }

    private static Optional<Path> first(String... places) {
        return Stream.of(places).map(Path::of).filter(Files::isExecutable).findFirst();
    }

    void visit(String path) {
        driver.get(address + path);
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
            return Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).ignoreExceptions()
                    .until(() -> driver.findElements(By.cssSelector(css)).stream()
                            .filter(element -> element.isDisplayed() && element.getText().contains(text)).findFirst(),
                            Optional::isPresent)
                    .orElseThrow();
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("\"" + text + "\" is not seen in " + css + " on " + url() + ":\n" + text("body")
                    + "\n" + complaints(), e);
        }
    }

    void click(String css, String text) {
        WebElement element = see(css, text);
        run("arguments[0].scrollIntoView({block: 'center'})", element);
        element.click();
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

    String text(String css) {
        return driver.findElement(By.cssSelector(css)).getText();
    }

    String url() {
        return driver.getCurrentUrl();
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
        driver.switchTo().newWindow(org.openqa.selenium.WindowType.TAB);
        return before;
    }

    void tab(String handle) {
        driver.switchTo().window(handle);
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
