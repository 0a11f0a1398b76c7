package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.service.keys.IssuedKey;
import dev.likeness.service.keys.NewKey;
import dev.likeness.service.keys.Scope;
import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What once was wrong around the studio: languages, what a browser keeps, the lab, engines and the API's page. */
class PageAsideTest extends OnPages {
    PageAsideTest() throws IOException {
        file("me.jpg", TestService.photo("jpeg"));
    }

    @BeforeEach
    void account() {
        key = TestService.key("10", NewKey.named("test").with(Scope.ALL)).key();
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
    void theLanguageThatWasAskedForLastIsSpokenThoughItsWordsCameFirst() {
        studio();
        browser.answer("zh.json", """
                await new Promise((go) => { window.letThrough = go; });
                setTimeout(() => { window.through = true; }, 100); // by then the page has heard of it
                return plain();
                """);
        String button = "[data-t-label='tool.language']";
        browser.check(button);
        Awaitility.await().until(() -> Boolean.TRUE.equals(browser.run("return !!window.letThrough")));
        browser.check(button);
        browser.run("window.letThrough()");
        Awaitility.await().until(() -> Boolean.TRUE.equals(browser.run("return window.through")));
        assertThat(browser.run("return document.documentElement.lang")).isEqualTo("en");
        assertThat(browser.run("return localStorage.getItem('likeness.language')")).isEqualTo("en");
        browser.see("nav a", "Studio");
    }

    @Test
    void anEngineThatIsNotInstalledSaysWhatItLacksInTheVisitorsLanguage() {
        browser.run("localStorage.setItem('likeness.language', 'zh')");
        studio();
        browser.answer("/v1/engines",
                """
                        return new Response(JSON.stringify({items: [{name: 'klein', title: 'FLUX.2', summary_zh: '模型', price: '0.05',
                            ready: false, abilities: [], missing: 'engine "klein" is not here, because there is no model in /m: '
                                + '"likeness models pull klein-4b" gets it, or LIKENESS_KLEIN names its folder'}]}));
                        """);
        browser.run("location.hash = '#/engines'");
        browser.see(".engine .missing", "/m 中没有模型。");
        assertThat(browser.text("main")).doesNotContain("undefined", "is not here");
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
        // It waits for its storage three seconds, each time that it needs it: here shorter ones.
        try (Browser.Standing _ = browser.beforePages("""
                const plain = window.setTimeout;
                window.setTimeout = (call, ms, ...rest) => plain(call, ms === 3000 ? 300 : ms, ...rest);
                """)) {
            browser.visit("/#/studio");
            browser.see(".look-title", "Plain grey");
        }
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
    void signingOutTellsWhatIsLostAndEndsTheKeyOfThisBrowser() {
        IssuedKey own = TestService.key("1", NewKey.named("browser").with(Scope.ALL));
        browser.visitAs(own.key(), "/#/lab");
        browser.click(".sample button", "public domain");
        browser.click(".lab-edit summary", "Edit");
        browser.see(".lab-edit textarea").sendKeys(" and a library");
        browser.see(".lab-edit .heard .followed", "library");
        // The draft is kept a moment after it is typed.
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> Boolean.TRUE.equals(browser.await("""
                const done = arguments[0];
                const request = indexedDB.open('likeness');
                request.onsuccess = () => {
                    const kept = request.result.transaction('drafts').objectStore('drafts').get('lab');
                    kept.onsuccess = () => {
                        request.result.close();
                        done(!!kept.result?.columns.some((column) => column.changed));
                    };
                };
                """)));
        browser.check("#tools button:nth-child(3)");
        browser.see("dialog .refusal", "Plain grey");
        browser.click("dialog .danger", "Sign out");
        browser.see(".gate");
        assertThat(TestService.get("/v1/key", own.key()).status()).isEqualTo(401);
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

    @Test
    void aWorkerThatDiedIsToldAsGoneForAnHourAndThenNoMore() {
        String heartbeat = """
                insert into workers (id, host, places, engines, devices, started_at, seen_at)
                values (?, ?, 1, '{flat}', '{processors}', now() - interval '1 day', now() - ? * interval '1 minute')
                """;
        try {
            TestService.database().alone(sql -> sql.update(heartbeat, "lately", "died-lately", 55));
            TestService.database().alone(sql -> sql.update(heartbeat, "long ago", "died-long-ago", 65));
            browser.visitAs(key, "/#/service");
            browser.see("tr:has(.state.bad)", "died-lately");
            assertThat(browser.text("main")).doesNotContain("died-long-ago");
            TestService.database().alone(sql -> sql.update(
                    "update workers set seen_at = seen_at - interval '10 minutes' where id = ?", "lately"));
            Awaitility.await().until(() -> !browser.text("main").contains("died-lately"));
        } finally {
            TestService.database().alone(sql -> sql.update("delete from workers where id in (?, ?)", "lately",
                    "long ago"));
        }
    }
}
