package dev.likeness.server;

import static dev.likeness.server.Rest.closed;
import static dev.likeness.server.Rest.ordered;
import static dev.likeness.server.TestService.PHOTO;
import static dev.likeness.server.TestService.balance;
import static dev.likeness.server.TestService.get;
import static dev.likeness.server.TestService.key;
import static dev.likeness.server.TestService.order;
import static dev.likeness.server.TestService.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.server.TestService.Reply;
import dev.likeness.service.database.Trouble;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;

/** What clients and operators see when a store or an engine does not do its work. */
@Isolated("the service loses its pictures, and all that is logged is read")
class TroubleTest {
    private static final String WORD = "aunt-rosalind-in-teal";

    @Test
    void anOrderWhosePhotoCannotBeKeptIsTurnedAwayForAWhileAndHealthIsRed() throws IOException {
        String key = key("1");
        Path objects = TestService.folder().resolve("objects");
        Path aside = TestService.folder().resolve("objects-aside");
        Files.move(objects, aside);
        Files.createFile(objects);
        try {
            List<Reply> refused = List.of(post(TestService.SUBMIT, key, order("")),
                    post(Rest.PORTRAITS, key, Rest.order("")),
                    post("/v1/images/generations", key,
                            "{\"image\":\"" + PHOTO + "\",\"prompt\":\"hat\"}"));
            assertThat(refused).allSatisfy(reply -> {
                assertThat(reply.status()).isEqualTo(503);
                assertThat(reply.response().headers().firstValue("Retry-After")).contains("5");
                assertThat(reply.json().toString()).contains("storage_unavailable").doesNotContain("objects");
            });
            Reply health = get(URI.create(TestService.address() + "/healthz"));
            assertThat(health.status()).isEqualTo(503);
            assertThat(health.json().path("pictures").asString()).isEqualTo("down");
        } finally {
            Files.delete(objects);
            Files.move(aside, objects);
        }
        assertThat(get(URI.create(TestService.address() + "/healthz")).status()).isEqualTo(200);
        assertThat(balance(key)).isEqualTo("1.00");
        assertThat(closed(key, ordered(key, "")).path("status").asString()).isEqualTo("done");
    }

    @Test
    void anOrderWhosePortraitCannotBeKeptWaitsAndIsDoneOnceItCan() throws IOException {
        String key = key("1");
        closed(key, ordered(key, ""));
        Path portraits = TestService.folder().resolve("objects").resolve("out");
        Path aside = TestService.folder().resolve("out-aside");
        Files.move(portraits, aside);
        Files.createFile(portraits);
        String id;
        try {
            id = ordered(key, "");
            Awaitility.await().until(() -> Trouble.handedBack(TestService.database(), id) > 0);
            assertThat(get(Rest.PORTRAITS + "/" + id, key).json().path("status").asString())
                    .isIn("in_queue", "generating");
        } finally {
            Files.delete(portraits);
            Files.move(aside, portraits);
        }
        assertThat(closed(key, id).path("status").asString()).isEqualTo("done");
        assertThat(balance(key)).isEqualTo("0.90");
    }

    @Test
    void whatAnEngineDiedOfIsLoggedOnceWithItsCauseAndToldToNobody() {
        for (String death : List.of("crash", "engine failure")) {
            try (LogLines log = LogLines.open()) {
                String key = key("1");
                JsonNode failed = closed(key, ordered(key, "\"prompt\":\"" + death + "\""));
                assertThat(failed.path("error").path("code").asString()).isEqualTo("engine_failed");
                assertThat(failed.toString()).doesNotContain("insides").contains("report task");
                assertThat(log.texts().stream().filter(line -> line.contains("insides"))).singleElement().asString()
                        .contains("engine flat failed on task").contains("IllegalStateException")
                        .contains("at dev.likeness.server.FlatEngine.render");
                assertThat(balance(key)).isEqualTo("1.00");
            }
        }
    }

    @Test
    void noWordOfACustomerIsInTheLogWhenTheDatabaseRefusesAnOrder() {
        try (LogLines log = LogLines.open(); Trouble _ = Trouble.refusing(TestService.database(), WORD)) {
            String key = key("1");
            String fields = "\"prompt\":\"" + WORD + "\",\"webhook\":\"http://127.0.0.1:9/?t=" + WORD + "\"";
            List<Reply> refused = List.of(post(TestService.SUBMIT, key, order("\"prompt\":\"" + WORD + "\"")),
                    post(Rest.PORTRAITS, key, Rest.order(fields)),
                    post("/v1/images/generations", key,
                            "{\"image\":\"" + PHOTO + "\",\"prompt\":\"" + WORD + "\"}"));
            assertThat(refused).allSatisfy(reply -> {
                assertThat(reply.status()).isGreaterThanOrEqualTo(500);
                assertThat(reply.json().toString()).doesNotContain(WORD).doesNotContain("insert into");
            });
            assertThat(log.texts()).anyMatch(line -> line.contains("the database refused"))
                    .noneMatch(line -> line.contains(WORD));
            assertThat(balance(key)).isEqualTo("1.00");
        }
    }
}
