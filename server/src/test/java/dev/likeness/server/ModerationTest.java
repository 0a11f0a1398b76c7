package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.server.TestService.Reply;
import dev.likeness.server.moderation.Guarding;
import dev.likeness.server.settings.FirstAccount;
import dev.likeness.server.settings.Role;
import dev.likeness.server.settings.Work;
import dev.likeness.server.volcengine.Signer;
import dev.likeness.service.audit.AuditChain;
import dev.likeness.service.audit.AuditTrail;
import dev.likeness.service.audit.AuditTrail.Entry;
import dev.likeness.service.database.Database;
import dev.likeness.service.keys.IssuedKey;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** A service with a word list, a moderator over HTTP and consents required, in every dialect. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModerationTest {
    private static final String CONSENT = "\"consent\":{\"who\":\"sitter 17\",\"when\":\"2026-01-31T12:00:00+08:00\",\"reference\":\"form 4\"}";
    private static final long REFUSED_SEED = 250;

    @TempDir
    private static Path folder = Path.of("");
    private Optional<ColourJudge> moderator = Optional.empty();
    private Optional<LikenessServer> server = Optional.empty();
    private Optional<IssuedKey> key = Optional.empty();
    private Path data = Path.of("");

    @BeforeAll
    void start() throws IOException {
        ColourJudge opened = new ColourJudge("of the moderator");
        moderator = Optional.of(opened);
        Path words = Files.writeString(folder.resolve("words.txt"), "# ours\nforbidden\n违禁品\n");
        data = PreparedData.in(folder.resolve("data"));
        Guarding guarding = Guarding.OFF.with(Map.of("LIKENESS_MODERATION_WORDS", words.toString(),
                "LIKENESS_MODERATION_URL", opened.address(),
                "LIKENESS_MODERATION_TOKEN", "of the moderator", "LIKENESS_MODERATION_TIMEOUT", "1",
                "LIKENESS_CONSENT_REQUIRED", "true"), folder.resolve("models"));
        LikenessServer started = LikenessServer.start(ServerSettings.in(data).withPort(0)
                .with(FirstAccount.owning("1000")).with(new Work(Role.ALL, 2)).with(guarding),
                List.of(new FlatEngine()));
        server = Optional.of(started);
        key = started.newKey();
    }

    @AfterAll
    void stop() {
        moderator.ifPresent(ColourJudge::speak);
        server.ifPresent(LikenessServer::close);
        moderator.ifPresent(ColourJudge::close);
    }

    /** What an order says, in the words of all dialects. */
    private record Wanted(String prompt, String photo, long seed, String mark) {
        static Wanted plain() {
            return new Wanted("a quiet day", picture(0x808080), 9, "");
        }

        Wanted saying(String words) {
            return new Wanted(words, photo, seed, mark);
        }

        Wanted of(int rgb) {
            return new Wanted(prompt, picture(rgb), seed, mark);
        }

        Wanted seeded(long other) {
            return new Wanted(prompt, photo, other, mark);
        }

        Wanted marked(String text) {
            return new Wanted(prompt, photo, seed, text);
        }
    }

    private enum Dialect {
        AI302, VOLCENGINE, REST, OPENAI
    }

    @ParameterizedTest
    @EnumSource
    void eachPointRefusesWithItsCodeAndTheMoneyIsReleased(Dialect dialect) {
        String before = balance();
        assertThat(outcome(dialect, Wanted.plain().saying("a portrait, refuse me please")))
                .isEqualTo(expected(dialect, 50_412, "prompt_rejected"));
        assertThat(outcome(dialect, Wanted.plain().saying("something Ｆｏｒｂｉｄｄｅｎ here")))
                .isEqualTo(expected(dialect, 50_413, "words_rejected"));
        assertThat(outcome(dialect, Wanted.plain().saying("手里拿着违 禁 品")))
                .isEqualTo(expected(dialect, 50_413, "words_rejected"));
        assertThat(outcome(dialect, Wanted.plain().of(0xff0000)))
                .isEqualTo(expected(dialect, 50_411, "photo_rejected"));
        assertThat(outcome(dialect, Wanted.plain().seeded(REFUSED_SEED)))
                .isEqualTo(expected(dialect, 50_511, "output_rejected"));
        assertThat(outcome(dialect, Wanted.plain().marked("refuse me")))
                .isEqualTo(expected(dialect, 50_512, "output_text_rejected"));
        assertThat(balance()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void aModeratorThatIsSlowOrTalksNonsenseIsOneClearErrorAndNothingIsCharged(Dialect dialect) {
        String before = balance();
        String unanswered = switch (dialect) {
            case AI302, VOLCENGINE -> "400 50520 moderation_failed";
            case REST, OPENAI -> "503 moderation_failed";
        };
        assertThat(outcome(dialect, Wanted.plain().saying("silence"))).isEqualTo(unanswered);
        // Found in the worker: our own API tells it in the portrait.
        assertThat(outcome(dialect, Wanted.plain().of(0x0000ff)))
                .isEqualTo(dialect == Dialect.REST ? "200 moderation_failed" : unanswered);
        assertThat(balance()).isEqualTo(before);
    }

    @Test
    void aRefusalNamesThePointAndNothingOfTheContent() {
        JsonNode problem = rest(Wanted.plain().saying("refuse me, and my secret")).json();
        assertThat(problem.path("detail").asString())
                .isEqualTo("the prompt was refused by the moderation of this service, nothing is charged: use other"
                        + " words, or another template");
        assertThat(problem.toString()).doesNotContain("secret");
    }

    @Test
    void anOrderThatPassesIsMadeAndTheTrailTellsWhoAgreedWhichPhotoAndWhatWasSaid() throws Exception {
        String photo = picture(0x406080);
        Instant begun = Instant.now().minusSeconds(1);
        Reply reply = rest(new Wanted("a secret wish", photo, 9, ""));
        String id = reply.json().path("id").asString();
        assertThat(closed(id).path("status").asString()).isEqualTo("done");
        List<Entry> entries = new ArrayList<>();
        StringBuilder exported = new StringBuilder();
        try (Database database = Database.reach(data, Optional.empty())) {
            new AuditTrail(database).each(begun, Instant.now().plusSeconds(1), entry -> {
                if (entry.task().isPresent() && entry.task().get() == Long.parseLong(id)) {
                    entries.add(entry);
                }
            });
            AuditChain chain = new AuditChain(exported, begun, Instant.now());
            for (Entry entry : entries) {
                chain.add(entry);
            }
            chain.end();
        }
        assertThat(entries).hasSize(2);
        assertThat(entries.getFirst().event()).isEqualTo("ordered");
        assertThat(entries.getFirst().consentWho()).isEqualTo("sitter 17");
        assertThat(entries.getFirst().consentWhen()).contains(Instant.parse("2026-01-31T04:00:00Z"));
        assertThat(entries.getFirst().consentReference()).isEqualTo("form 4");
        assertThat(entries.getFirst().verdicts()).containsExactly("prompt:words:passed", "prompt:http:passed");
        assertThat(entries.getLast().event()).isEqualTo("done");
        assertThat(entries.getLast().engine()).isEqualTo("flat");
        assertThat(entries.getLast().verdicts()).containsExactly("photo:http:passed", "output:http:passed");
        assertThat(entries.getLast().photo()).isEqualTo(HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(photo))));
        assertThat(exported.toString()).contains("sitter 17").doesNotContain("secret");
        assertThat(AuditChain.verify(new BufferedReader(new StringReader(exported.toString()))))
                .isInstanceOf(AuditChain.Check.Whole.class);
    }

    @Test
    void whatAModeratorRefusesBeforeThereIsATaskIsInTheTrailToo() {
        Instant begun = Instant.now();
        rest(Wanted.plain().saying("forbidden"));
        try (Database database = Database.reach(data, Optional.empty())) {
            List<Entry> entries = new ArrayList<>();
            new AuditTrail(database).each(begun.minusSeconds(1), Instant.now().plusSeconds(1), entries::add);
            assertThat(entries.getLast().event()).isEqualTo("refused");
            assertThat(entries.getLast().code()).isEqualTo("words_rejected");
            assertThat(entries.getLast().verdicts()).containsExactly("prompt:words:refused");
        }
    }

    @Test
    void withoutConsentOrWithOneThatCannotBeNothingIsOrdered() {
        String fields = ",\"width\":512,\"height\":512";
        assertThat(code(post("/v1/portraits", "{\"photo\":\"" + picture(0) + "\"" + fields + "}")))
                .isEqualTo("422 consent_missing");
        assertThat(cloud(post(TestService.SUBMIT, "{\"image_input\":\"" + picture(0) + "\"" + fields + "}")))
                .isEqualTo("400 50201 consent_missing");
        assertThat(post("/v1/images/generations", "{\"prompt\":\"x\",\"image\":\"" + picture(0) + "\"}").json()
                .path("error").path("error_code").asString()).isEqualTo("consent_missing");
        for (String wrong : List.of("{\"who\":\"x\"}", "{\"who\":\"\",\"when\":\"2026-01-31T12:00:00Z\"}",
                "{\"who\":\"x\",\"when\":\"yesterday\"}", "{\"who\":\"x\",\"when\":\"2999-01-31T12:00:00Z\"}")) {
            assertThat(code(post("/v1/portraits", "{\"photo\":\"" + picture(0) + "\",\"consent\":" + wrong + "}")))
                    .isEqualTo("422 consent_invalid");
        }
    }

    @Test
    void aMarkThatIsWishedWithTheResultIsLookedAtToo() {
        String task = post(TestService.SUBMIT, cloudOrder(Wanted.plain())).data().path("task_id").asString();
        Reply reply = post(TestService.RESULT, "{\"task_id\":\"" + task
                + "\",\"logo_info\":{\"add_logo\":true,\"logo_text_content\":\"refuse me\"}}");
        assertThat(cloud(reply)).isEqualTo("400 50512 output_text_rejected");
    }

    private static String expected(Dialect dialect, int number, String code) {
        boolean late = Set.of(50_411, 50_511).contains(number);
        return switch (dialect) {
            case AI302, VOLCENGINE -> "400 " + number + " " + code;
            case REST -> (late ? "200 " : "422 ") + code;
            case OPENAI -> "400 " + code;
        };
    }

    private String outcome(Dialect dialect, Wanted wanted) {
        return switch (dialect) {
            case AI302 -> {
                Reply taken = post(TestService.SUBMIT, cloudOrder(wanted));
                yield taken.status() != 200
                        ? cloud(taken)
                        : cloud(polled(taken, task -> post(TestService.RESULT, "{\"task_id\":\"" + task + "\"}")));
            }
            case VOLCENGINE -> {
                Reply taken = signed("CVSync2AsyncSubmitTask",
                        "{\"req_key\":\"i2i_portrait_photo\"," + cloudOrder(wanted).substring(1));
                yield taken.status() != 200
                        ? cloud(taken)
                        : cloud(polled(taken, task -> signed("CVSync2AsyncGetResult",
                                "{\"req_key\":\"i2i_portrait_photo\",\"task_id\":\"" + task + "\"}")));
            }
            case REST -> {
                Reply taken = rest(wanted);
                yield taken.status() != 202
                        ? code(taken)
                        : "200 " + closed(taken.json().path("id").asString()).path("error").path("code").asString();
            }
            case OPENAI -> {
                Reply reply = post("/v1/images/generations", "{\"prompt\":\"" + wanted.prompt() + "\",\"image\":\""
                        + wanted.photo() + "\",\"size\":\"512x512\",\"seed\":" + wanted.seed()
                        + (wanted.mark().isEmpty() ? "" : ",\"watermark\":\"" + wanted.mark() + "\"") + "," + CONSENT
                        + "}");
                yield reply.status() + " " + reply.errorCode();
            }
        };
    }

    private Reply rest(Wanted wanted) {
        return post("/v1/portraits", "{\"photo\":\"" + wanted.photo() + "\",\"prompt\":\"" + wanted.prompt()
                + "\",\"width\":512,\"height\":512,\"seed\":" + wanted.seed()
                + (wanted.mark().isEmpty() ? "" : ",\"watermark\":{\"text\":\"" + wanted.mark() + "\"}") + ","
                + CONSENT + "}");
    }

    private static String cloudOrder(Wanted wanted) {
        return "{\"image_input\":\"" + wanted.photo() + "\",\"prompt\":\"" + wanted.prompt()
                + "\",\"width\":512,\"height\":512,\"seed\":" + wanted.seed() + (wanted.mark().isEmpty()
                        ? ""
                        : ",\"logo_info\":{\"add_logo\":true,\"logo_text_content\":\"" + wanted.mark() + "\"}")
                + "," + CONSENT + "}";
    }

    private interface Question {
        Reply about(String task);
    }

    private static Reply polled(Reply taken, Question question) {
        String task = taken.data().path("task_id").asString();
        return Awaitility.await().until(() -> question.about(task), reply -> !Set.of("in_queue", "generating")
                .contains(reply.data().path("status").asString("")));
    }

    private JsonNode closed(String id) {
        return Awaitility.await().until(() -> send("/v1/portraits/" + id, HttpRequest.Builder::GET).json(),
                portrait -> !Set.of("in_queue", "generating").contains(portrait.path("status").asString()));
    }

    private static String cloud(Reply reply) {
        return reply.status() + " " + reply.code() + " " + reply.errorCode();
    }

    private static String code(Reply reply) {
        return reply.status() + " " + reply.json().path("code").asString();
    }

    private String balance() {
        return send("/dashboard/balance", HttpRequest.Builder::GET).data().path("balance").asString();
    }

    private Reply post(String path, String body) {
        return send(path, request -> request.header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private Reply send(String path, UnaryOperator<HttpRequest.Builder> how) {
        return TestService.send(how.apply(HttpRequest.newBuilder(URI.create(server.orElseThrow().address() + path))
                .header("Authorization", "Bearer " + key.orElseThrow().key())));
    }

    private Reply signed(String action, String body) {
        URI address = server.orElseThrow().address();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", "application/json");
        headers.put("host", "localhost:" + address.getPort());
        headers.put("x-content-sha256", Signer.hash(bytes));
        headers.put("x-date", SignedClient.now());
        var access = key.orElseThrow().accessKey().orElseThrow();
        Signer signer = new Signer(access.secret(), headers.get("x-date"));
        headers.forEach(signer::header);
        HttpRequest.Builder request = HttpRequest
                .newBuilder(URI.create(address + "/?" + SignedClient.query(action)))
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes)).header("Authorization", signer
                        .authorization(access.id(), "POST", "/", SignedClient.query(action), Signer.hash(bytes)));
        headers.forEach((name, value) -> {
            if (!name.equals("host")) {
                request.header(name, value);
            }
        });
        return TestService.send(request);
    }

    private static String picture(int rgb) {
        BufferedImage image = new BufferedImage(160, 120, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 120; y++) {
            for (int x = 0; x < 160; x++) {
                image.setRGB(x, y, rgb);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(out.toByteArray());
    }
}
