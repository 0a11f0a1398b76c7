package dev.likeness.server;

import static dev.likeness.server.Rest.PORTRAITS;
import static dev.likeness.server.Rest.closed;
import static dev.likeness.server.Rest.ordered;
import static dev.likeness.server.Rest.problem;
import static dev.likeness.server.TestService.get;
import static dev.likeness.server.TestService.key;
import static dev.likeness.server.TestService.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our own API: portraits as they come about. */
class EventsTest {
    private static final JsonMapper JSON = new JsonMapper();

    private record Event(long id, String name, JsonNode data) {}

    @Test
    void tellsStatesProgressAndNotesInOrderAndTheEndLast() {
        String key = key("1");
        String id = ordered(key, "\"prompt\":\"step by step\",\"width\":512,\"height\":512");
        List<Event> events = followed(key, id, "");
        assertThat(events).extracting(Event::id).isSorted().doesNotHaveDuplicates();
        List<String> names = events.stream().map(Event::name).distinct().toList();
        assertThat(names).containsSubsequence("state", "progress", "note", "done");
        assertThat(names.getLast()).isEqualTo("done");
        List<Event> progress = events.stream().filter(event -> event.name().equals("progress")).toList();
        assertThat(progress).extracting(event -> event.data().path("fraction").asDouble()).isSorted();
        assertThat(progress.getFirst().data().path("stage").asString()).startsWith("step ");
        JsonNode done = events.getLast().data();
        assertThat(done.path("id").asString()).isEqualTo(id);
        assertThat(done.path("status").asString()).isEqualTo("done");
        assertThat(get(URI.create(done.path("image").path("url").asString())).status()).isEqualTo(200);
    }

    @Test
    void aListenerWhoComesBackHearsOnlyWhatCameAfter() {
        String key = key("1");
        String id = ordered(key, "\"width\":512,\"height\":512");
        closed(key, id);
        List<Event> all = followed(key, id, "");
        assertThat(all).extracting(Event::name).containsExactly("note", "done");
        assertThat(followed(key, id, Long.toString(all.getFirst().id()))).extracting(Event::name)
                .containsExactly("done");
        assertThat(stream(PORTRAITS + "/" + id + "/events", key, Long.toString(all.getLast().id())).status())
                .as("a browser stops coming back").isEqualTo(204);
        assertThat(followed(key, id, "nonsense")).hasSize(2);
    }

    @Test
    void tellsWhyThereIsNoPortrait() {
        String key = key("1");
        Event failed = followed(key, ordered(key, "\"prompt\":\"no face\""), "").getLast();
        assertThat(failed.name()).isEqualTo("failed");
        assertThat(failed.data().path("error").path("code").asString()).isEqualTo("no_face");
        String id = ordered(key, "\"prompt\":\"step by step\"");
        post(PORTRAITS + "/" + id + "/cancel", key, "");
        assertThat(followed(key, id, "").getLast().name()).isEqualTo("cancelled");
    }

    @Test
    void aTicketLetsABrowserListenToOnePortraitAndDoNothingElse() {
        String key = key("1");
        String id = ordered(key, "\"width\":512,\"height\":512");
        JsonNode ticket = post("/v1/tickets", key, "{\"portrait\":\"" + id + "\"}").json();
        String url = ticket.path("url").asString();
        assertThat(events(stream(url, "", ""))).extracting(Event::name).endsWith("done");
        String word = ticket.path("ticket").asString();
        String other = ordered(key, "\"width\":512,\"height\":512");
        assertThat(problem(stream(PORTRAITS + "/" + other + "/events?ticket=" + word, "", "")))
                .isEqualTo("key_invalid");
        assertThat(problem(stream(url + "x", "", ""))).isEqualTo("key_invalid");
        assertThat(problem(stream(PORTRAITS + "/" + id + "/events?ticket=", "", ""))).isEqualTo("key_invalid");
        assertThat(problem(stream(PORTRAITS + "/" + id + "/events", "", ""))).isEqualTo("key_missing");
        assertThat(problem(get(PORTRAITS + "/" + id, word))).isEqualTo("key_invalid");
        assertThat(problem(post("/v1/tickets", key, "{}"))).isEqualTo("missing_field");
        assertThat(problem(post("/v1/tickets", key, "{\"portrait\":5}"))).isEqualTo("wrong_type");
    }

    @Test
    void oneStreamTellsOfSeveralPortraitsUntilAllAreClosed() {
        String key = key("1");
        String slow = ordered(key, "\"prompt\":\"step by step\",\"width\":512,\"height\":512");
        String quick = ordered(key, "\"width\":512,\"height\":512");
        String refused = ordered(key, "\"prompt\":\"no face\"");
        TestService.Reply reply = stream("/v1/events?portraits=" + slow + "," + quick + "," + refused, key, "");
        Map<String, List<String>> told = new TreeMap<>();
        for (String block : new String(reply.response().body(), StandardCharsets.UTF_8).split("\n\n")) {
            if (block.startsWith("event: portrait")) {
                JsonNode portrait = JSON.readTree(block.substring(block.indexOf("data: ") + 6));
                told.computeIfAbsent(portrait.path("id").asString(), id -> new ArrayList<>())
                        .add(portrait.path("status").asString());
            }
        }
        assertThat(told.get(slow)).contains("generating").endsWith("done");
        assertThat(told.get(quick)).endsWith("done");
        assertThat(told.get(refused)).endsWith("failed");
        assertThat(problem(stream("/v1/events?portraits=" + slow, key("1"), ""))).isEqualTo("not_found");
        assertThat(problem(stream("/v1/events?portraits=" + slow + ",1".repeat(3), key, ""))).isEqualTo("not_found");
    }

    @Test
    void aFinishedPortraitAndItsPreviewTellWhereThePhotoLies() {
        String key = key("1");
        JsonNode crop = closed(key, ordered(key, "\"width\":512,\"height\":640")).path("crop");
        assertThat(crop.path("photo_width").asInt()).isEqualTo(160);
        assertThat(crop.path("scale").asDouble()).isEqualTo(512 / 2.0 / 160);
        assertThat(crop.path("angle").asDouble()).isEqualTo(Math.toDegrees(0.1));
        assertThat(crop.path("x").asDouble()).isEqualTo(128);
        assertThat(crop.path("y").asDouble()).isEqualTo(80);
        String preview = post("/v1/templates/preview", key, Rest.order("\"width\":1024,\"height\":1024")).response()
                .headers().firstValue("Likeness-Crop").orElseThrow();
        assertThat(JSON.readTree(preview).path("scale").asDouble()).isEqualTo(512 / 2.0 / 160);
    }

    private static List<Event> followed(String key, String id, String lastSeen) {
        return events(stream(PORTRAITS + "/" + id + "/events", key, lastSeen));
    }

    private static TestService.Reply stream(String path, String key, String lastSeen) {
        var request = TestService.request(path, key).GET();
        return TestService.send(lastSeen.isEmpty() ? request : request.header("Last-Event-ID", lastSeen));
    }

    private static List<Event> events(TestService.Reply reply) {
        assertThat(reply.response().headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        assertThat(reply.response().headers().firstValue("Cache-Control")).contains("no-store");
        List<Event> events = new ArrayList<>();
        for (String block : new String(reply.response().body(), StandardCharsets.UTF_8).split("\n\n")) {
            if (block.startsWith("id: ")) {
                String[] lines = block.split("\n");
                events.add(new Event(Long.parseLong(lines[0].substring(4)), lines[1].substring(7),
                        JSON.readTree(lines[2].substring(6))));
            }
        }
        return events;
    }
}
