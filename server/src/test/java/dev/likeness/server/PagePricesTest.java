package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.service.keys.NewKey;
import dev.likeness.service.keys.Scope;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.openqa.selenium.Keys;

/** Prices that an administrator changes on a page. */
@Isolated("prices are those of all accounts")
class PagePricesTest extends OnPages {
    @BeforeEach
    void account() {
        key = TestService.key("10", NewKey.named("test").with(Scope.ALL)).key();
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
}
