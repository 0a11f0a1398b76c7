package dev.likeness.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.app.engines.Engines;
import dev.likeness.server.LikenessServer;
import dev.likeness.server.ServerSettings;
import dev.likeness.server.settings.Role;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys, accounts and money from the command line, of a service that runs. */
class AccountsCommandsTest {
    @TempDir
    private static Path data = Path.of("");
    private static LikenessServer server;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void serve() {
        server = LikenessServer.start(ServerSettings.in(PreparedData.in(data)).withPort(0).withRole(Role.API),
                List.of(new PaperEngine()));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theDoctorFindsAServiceThatRunsInOrder() {
        assertThat(run("doctor")).isZero();
        assertThat(out()).contains("Nothing is wrong.").doesNotContain("WRONG")
                .containsPattern("ok +database +embedded")
                .containsPattern("ok +pictures").containsPattern("ok +clock").containsPattern("note +workers +none");
    }

    @Test
    void theDoctorSaysWhatIsWrongAndWhatToDo() throws Exception {
        Path file = Files.createFile(data.resolve("no-folder"));
        StringWriter said = new StringWriter();
        assertThat(Likeness.run(new Engines(), new PrintWriter(said, true), new PrintWriter(err), "doctor", "--data",
                file.toString())).isEqualTo(1);
        assertThat(said.toString()).containsPattern("WRONG +data").contains("LIKENESS_DATA").contains("wrong.");
    }

    @Test
    void aBackupOfTheRunningServiceFillsAnEmptyFolderAndNoOther(@TempDir Path elsewhere) {
        assertThat(run("keys", "create", "--name", "kept", "--balance", "0.15")).isZero();
        assertThat(run("backup", elsewhere.toString())).isZero();
        Path file = Path.of(out().strip().lines().reduce((first, last) -> last).orElseThrow().split(": ", 2)[0]);
        assertThat(file).exists();
        StringWriter said = new StringWriter();
        StringWriter told = new StringWriter();
        Path fresh = elsewhere.resolve("fresh");
        assertThat(restore(file, fresh, said, told)).as(told::toString).isZero();
        assertThat(said.toString()).contains("accounts").contains("start the service");
        assertThat(fresh.resolve("secrets.key")).hasSameTextualContentAs(data.resolve("secrets.key"));
        assertThat(restore(file, fresh, said, told)).isEqualTo(1);
        assertThat(told.toString()).contains("in use").contains("LIKENESS_DATA");
        assertThat(restore(file, data, said, told)).as("a running one").isEqualTo(1);
        assertThat(told.toString()).contains("another process serves");
    }

    private static int restore(Path file, Path folder, StringWriter out, StringWriter err) {
        return Likeness.run(new Engines(), new PrintWriter(out, true), new PrintWriter(err, true), "restore",
                file.toString(), "--data", folder.toString());
    }

    @Test
    void aKeyIsMadeUsedLimitedRotatedAndRevoked() throws Exception {
        assertThat(run("keys", "create", "--name", "shop", "--balance", "0.15", "--daily", "0.10")).isZero();
        String key = out().strip();
        assertThat(key).matches("lk_[A-Za-z0-9_-]+");
        assertThat(order(key)).isEqualTo(200);
        assertThat(order(key)).isEqualTo(200);
        assertThat(order(key)).isEqualTo(429);
        assertThat(run("keys", "set", "shop", "--daily", "none", "--rate", "50", "--concurrent", "9", "--json"))
                .isZero();
        assertThat(out()).contains("\"limits\":{\"rate\":50,\"concurrent\":9}").contains("\"spent\":0.10");
        assertThat(order(key)).isEqualTo(200);
        assertThat(order(key)).isEqualTo(402);
        assertThat(run("accounts", "deposit", "shop", "2.5")).isZero();
        assertThat(out()).isEqualTo("shop owns 2.50 PTC" + System.lineSeparator());

        assertThat(run("keys", "rotate", "shop", "--overlap", "1h")).isZero();
        String fresh = out().strip();
        assertThat(order(fresh)).isEqualTo(200);
        assertThat(order(key)).isEqualTo(200);
        assertThat(run("keys", "set", key.substring(0, 10), "--scopes", "portraits:read")).isZero();
        assertThat(out()).contains("portraits:read");
        assertThat(run("keys", "list")).isZero();
        assertThat(out()).contains("default", "shop", fresh.substring(0, 10)).doesNotContain(fresh);

        assertThat(run("accounts", "usage", "shop")).isZero();
        assertThat(out()).contains(LocalDate.now(ZoneOffset.UTC).toString()).contains("paper").contains("0.25");
        assertThat(run("accounts", "ledger", "shop", "--limit", "200", "--json")).isZero();
        assertThat(out()).contains("\"kind\":\"deposit\",\"amount\":2.50").contains("\"kind\":\"hold\"");
        assertThat(run("accounts", "list")).isZero();
        assertThat(out()).contains("default", "1000.00", "shop");
        assertThat(run("keys", "revoke", "shop")).isZero();
        assertThat(out()).isEqualTo("revoked 1 key" + System.lineSeparator());
        assertThat(run("keys", "revoke", "shop")).isEqualTo(2);
    }

    @Test
    void anAccessKeyIsShownWithItsSecretOnce() {
        assertThat(run("keys", "create", "--name", "signer", "--secret", "both", "--expires", "90d")).isZero();
        assertThat(out()).contains("access_key_id").contains("AKL").contains("secret_access_key").contains("lk_");
        assertThat(run("keys", "create", "--name", "signer too", "--account", "signer", "--secret", "access-key",
                "--scopes", "all", "--json")).isZero();
        String secret = Pattern.compile("\"secret_access_key\":\"([^\"]+)\"").matcher(out()).results().findFirst()
                .orElseThrow().group(1);
        assertThat(run("keys", "list", "signer", "--json")).isZero();
        assertThat(out()).contains("signer too").contains("admin").doesNotContain(secret);
        assertThat(run("keys", "rotate", "signer")).isEqualTo(2);
        assertThat(err.toString()).contains("2 keys answer to");
    }

    @Test
    void pricesAreData() {
        assertThat(run("accounts", "prices", "gold", "1.5")).isZero();
        assertThat(out()).contains("gold", "1.5", "*", "0.05");
        assertThat(run("accounts", "prices", "gold")).isEqualTo(2);
    }

    @Test
    void theAuditTrailIsExportedAndItsTamperingIsFound() throws Exception {
        assertThat(run("keys", "create", "--name", "audited", "--balance", "1")).isZero();
        String key = out().strip();
        assertThat(order(key)).isEqualTo(200);
        Path file = data.resolve("trail.ndjson");
        assertThat(run("audit", "export", "--from", "2020-01-01", "--out", file.toString())).isZero();
        String hash = Pattern.compile("last hash ([0-9a-f]{64})").matcher(out()).results().findFirst().orElseThrow()
                .group(1);
        assertThat(Files.readString(file)).contains("\"event\":\"ordered\"").contains("\"engine\":\"paper\"")
                .doesNotContain("example.com");
        assertThat(verify(file.toString(), "--hash", hash)).isZero();
        assertThat(out()).contains("nothing changed");
        assertThat(verify(file.toString(), "--hash", "0".repeat(64))).isEqualTo(2);
        Files.writeString(file, Files.readString(file).replaceFirst("paper", "sandpaper"));
        assertThat(verify(file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("line 2: it was changed");
        assertThat(run("audit", "export", "--from", "2020-01-01", "--out", file.toString())).isEqualTo(2);
        assertThat(run("audit", "export", "--from", "2020-01-02", "--to", "2020-01-01")).isEqualTo(2);
    }

    private int verify(String... arguments) {
        List<String> all = new ArrayList<>(List.of("audit", "verify"));
        all.addAll(List.of(arguments));
        return Likeness.run(new Engines(), new PrintWriter(out, true), new PrintWriter(err, true),
                all.toArray(String[]::new));
    }

    @Test
    void whatCannotBeUnderstoodEndsWithTwoAndSaysWhatToWrite() {
        for (List<String> wrong : List.of(List.of("keys", "create", "--name", "x", "--scopes", "everything"),
                List.of("keys", "create", "--name", "x", "--rate", "fast"),
                List.of("keys", "create", "--name", "x", "--expires", "soon"),
                List.of("keys", "create", "--name", "x", "--secret", "telepathy"),
                List.of("keys", "create", "--name", "x", "--balance", "-1"),
                List.of("keys", "rotate", "nobody"), List.of("accounts", "deposit", "nobody", "1"),
                List.of("accounts", "deposit", "default", "0"), List.of("accounts", "usage", "nobody"),
                List.of("accounts", "ledger", "default", "--limit", "1000"))) {
            assertThat(run(wrong.toArray(String[]::new))).as(wrong.toString()).isEqualTo(2);
        }
        assertThat(err.toString().lines()).hasSize(10).allMatch(line -> line.startsWith("likeness: "));
    }

    private static int order(String key) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + "/doubao/drawing/portrait"))
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofString("{\"image_input\":\"https://example.com/a.jpg\"}")).build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    /** What was printed since it was last asked. */
    private String out() {
        String text = out.toString();
        out.getBuffer().setLength(0);
        return text;
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        return Likeness.run(new Engines().with("paper", PaperEngine::new), new PrintWriter(out, true),
                new PrintWriter(err, true), all.toArray(String[]::new));
    }
}
