package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.ErrorCode;
import dev.likeness.service.keys.NewKey;
import dev.likeness.service.keys.Scope;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the pages say, in which language, and how much of it is sent. */
class PageTextsTest extends OnPages {
    @Test
    void nothingOnAChinesePageIsEnglish() throws IOException {
        key = TestService.key("10", NewKey.named("钥匙").with(Scope.ALL)).key();
        Rest.closed(key, Rest.ordered(key, "\"template\":\"plain-grey\",\"width\":512,\"height\":512"));
        Rest.closed(key, Rest.ordered(key, "\"prompt\":\"no face\""));
        studio();
        photo();
        browser.check("[data-t-label='tool.language']");
        browser.see(SUBMIT, "生成写真");
        browser.see(".look[data-name=plain-grey]");
        browser.run("""
                document.querySelectorAll('details').forEach(each => { each.open = true; });
                document.querySelector('.look[data-name=plain-grey]').click();
                """);
        browser.see(".heard .aside", "模板中无法采纳的词");
        browser.see(".id-photo select option[value=CN]");
        for (String country : List.of("CN", "GB", "FR", "MY", "TR")) {
            browser.run("const s = document.querySelector('.id-photo select'); s.value = arguments[0]; "
                    + "s.dispatchEvent(new Event('change'))", country);
            browser.see(".id-photo .facts-list", "×");
            assertThat(english()).as(country).isEqualTo(List.of());
        }
        browser.check(CONSENT);
        browser.click(SUBMIT, "生成");
        browser.see(".rules .pass", "头部高度");
        browser.see(".tile.failed").click();
        browser.see(".stage .refusal", "未找到人脸");
        assertThat(english()).as("refused").isEqualTo(List.of());
        for (String page : StudioPageTest.PAGES) {
            browser.run("location.hash = '#/' + arguments[0]", page);
            browser.see("nav a[data-page=" + page + "][aria-current]");
            browser.see(page.equals("docs") ? ".operation" : page.equals("lab") ? ".empty" : "h1, .tile");
            assertThat(english()).as(page).isEqualTo(List.of());
        }
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void everyErrorHasItsChineseSentenceAndEveryTextItsTranslation() throws IOException {
        JsonNode english = words("en");
        JsonNode chinese = words("zh");
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(chinese.path("problem").path(code.wireName()).asString("")).as(code.wireName()).isNotEmpty();
        }
        english.properties().forEach(group -> group.getValue().properties()
                .forEach(text -> assertThat(chinese.path(group.getKey()).has(text.getKey()))
                        .as(group.getKey() + "." + text.getKey()).isTrue()));
    }

    @Test
    void thePageIsSmallStrictAndAskedForOnce() throws IOException {
        var page = TestService.get(URI.create(TestService.address() + "/")).response();
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse("")).contains("default-src 'none'",
                "script-src 'self'", "style-src 'self'").doesNotContain("unsafe");
        String tag = page.headers().firstValue("ETag").orElseThrow();
        assertThat(TestService.send(TestService.request("/", "").header("If-None-Match", tag).GET()).status())
                .isEqualTo(304);
        for (String outside : new String[]{"/web/..%2fPageController.class", "/web/Web.class", "/web/looks/..",
                "/web/none.js"}) {
            assertThat(TestService.rawStatusAndBody("GET " + outside + " HTTP/1.1")).as(outside)
                    .doesNotContain(" 200 ");
        }
        long whole = 0;
        long packed = 0;
        for (String name : List.of("js", "css", "html", "en.json")) {
            try (var files = Files.list(Path.of("src/main/resources/dev/likeness/server/web"))) {
                for (Path file : files.filter(each -> each.toString().endsWith(name)).toList()) {
                    packed += sent(file, "gzip");
                    whole += name.equals("en.json") ? 0 : sent(file, "identity");
                }
            }
        }
        assertThat(whole).as("script and style, every page opened").isLessThan(200_000);
        assertThat(packed).as("what a browser fetches, every page opened").isLessThan(100_000);
        String index = new String(page.body(), StandardCharsets.UTF_8);
        assertThat(index.lines().filter(line -> line.contains("modulepreload")).count())
                .as("what the studio needs comes in one round")
                .isGreaterThan(25);
        String code = new String(TestService.send(TestService.request("/web/snippets.js", "").GET()).response().body(),
                StandardCharsets.UTF_8);
        assertThat(code).as("without indentation, but for texts").contains("\n    time.sleep(0.5)")
                .doesNotContain("@ts-check");
        assertThat(code.lines().count()).as("line for line the source")
                .isEqualTo(Files.readString(Path.of("src/main/resources/dev/likeness/server/web/snippets.js")).lines()
                        .count());
    }

    private static int sent(Path file, String coding) {
        return TestService
                .send(TestService.request("/web/" + file.getFileName(), "").header("Accept-Encoding", coding).GET())
                .response().body().length;
    }

    private static JsonNode words(String language) {
        return TestService.send(TestService.request("/web/" + language + ".json", "").GET()).json();
    }

    /** But for the engine's name, the prompt of the order that failed, the version of what is not packaged, and given names. */
    private List<String> english() {
        Set<String> given = new HashSet<>();
        for (String list : List.of("/v1/keys", "/v1/accounts")) {
            TestService.send(TestService.request(list, key)).json().path("items").forEach(each -> {
                given.add(each.path("name").asString());
                given.add(each.path("account").asString(""));
            });
        }
        assertThat(given).as("of the keys and accounts, also those of other tests").contains("钥匙");
        return browser.english().stream()
                .filter(each -> !given.contains(each.replaceFirst("^[^:]*: (· )?", "")))
                .filter(each -> !each
                        .matches("(?s).*: (flat|.* · flat · .*|no face.*|Likeness \\(not packaged\\))"))
                .toList();
    }
}
