package dev.likeness.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Tests of the pages: one browser and one service for all, a fresh account and an empty browser for each. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("browser")
abstract class OnPages {
    static final String SUBMIT = ".submit .primary";
    static final String CONSENT = ".submit input";
    /** Small portraits: what is tested is the page. */
    private static final String SMALL = "{\"width\":512,\"height\":512}";

    final Browser browser = Browser.shared();
    private final Path folder;
    String key = "";

    OnPages() {
        try {
            folder = Files.createTempDirectory(Path.of("target"), "photos");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeEach
    final void forgetEverything() {
        browser.forgetEverything();
    }

    final void studio() {
        browser.visitAs(key, "/web/icon.svg");
        browser.run("sessionStorage.setItem('likeness.look', arguments[0])", SMALL);
        browser.visit("/#/studio");
        browser.see(".look");
    }

    /** A file that can be chosen by its name. */
    final Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    final void choose(String name) {
        browser.hidden(".stage input[type=file]").sendKeys(folder.resolve(name).toAbsolutePath().toString());
    }

    /** A photo is chosen, and its preview is there. */
    final void photo() throws IOException {
        file("me.jpg", TestService.photo("jpeg"));
        choose("me.jpg");
        browser.see(".badge", "Preview");
    }

    final void order() {
        if (!browser.hidden(CONSENT).isSelected()) {
            browser.check(CONSENT);
        }
        browser.click(SUBMIT, "Make the portrait");
        browser.see(".result .primary", "Download");
    }
}
