package dev.likeness.server;

import dev.likeness.core.EngineListing;
import dev.likeness.core.PortraitEngine;
import dev.likeness.core.relaying.RelayingEngine;
import dev.likeness.relay.Cloud;
import dev.likeness.relay.QuickCloud;
import dev.likeness.server.TestService.Reply;
import dev.likeness.server.settings.Addresses;
import dev.likeness.server.settings.FirstAccount;
import dev.likeness.server.settings.Role;
import dev.likeness.server.settings.Storage;
import dev.likeness.server.settings.Work;
import dev.likeness.service.database.AnotherDatabase;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.DatabaseAddress;
import dev.likeness.service.keys.AccessKey;
import dev.likeness.service.keys.IssuedKey;
import dev.likeness.service.keys.NewKey;
import dev.likeness.service.keys.SecretKind;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** A service whose engines are the clouds' and whose clouds are {@link TestService}; with a database of its own. */
final class Front implements AutoCloseable {
    static final String KEY = "the key of the front's account";

    private final LikenessServer server;
    private final Database database;

    Front(Path data, String name, Work work, Installation installation) {
        DatabaseAddress address = AnotherDatabase.in(TestService.folder(), TestService.database(), name);
        server = LikenessServer.start(settings(data, address, work), installation);
        database = Database.connect(address);
    }

    static ServerSettings settings(Path data, DatabaseAddress address, Work work) {
        return ServerSettings.in(data).withPort(0).with(new Storage(data, Optional.of(address)))
                .with(FirstAccount.DEFAULT.withApiKey(KEY)).with(Addresses.DEFAULT).with(work);
    }

    static Installation installed(List<PortraitEngine> engines, EngineListing... others) {
        return new Installation(engines,
                Stream.concat(engines.stream().map(Front::listing), Stream.of(others)).toList(),
                "1");
    }

    private static EngineListing listing(PortraitEngine engine) {
        EngineListing plain = EngineListing.of(engine);
        return engine instanceof RelayingEngine relaying
                ? new EngineListing(plain.name(), plain.profile(), plain.readiness(), plain.model(),
                        Optional.of(relaying.cloud()))
                : plain;
    }

    /** An account with the upstream. */
    static IssuedKey upstreamKey(String ptc) {
        return TestService.key(ptc, NewKey.named("relay").withSecrets(EnumSet.allOf(SecretKind.class)));
    }

    /** What an operator sets. */
    static Map<String, String> environment(Cloud cloud, IssuedKey key, String... settings) {
        AccessKey pair = key.accessKey().orElseThrow();
        Map<String, String> environment = new HashMap<>(Map.of("LIKENESS_AI302_API_KEY", key.key(),
                "LIKENESS_VOLCENGINE_ACCESS_KEY_ID", pair.id(), "LIKENESS_VOLCENGINE_SECRET_ACCESS_KEY", pair.secret(),
                "LIKENESS_" + cloud.name() + "_URL", TestService.address().toString(),
                "LIKENESS_" + cloud.name() + "_QPS", "100", "LIKENESS_" + cloud.name() + "_CONCURRENT", "4"));
        for (String setting : settings) {
            environment.put("LIKENESS_" + cloud.name() + "_" + setting.replaceFirst("=.*", ""),
                    setting.replaceFirst(".*?=", ""));
        }
        return environment;
    }

    static PortraitEngine engine(Cloud cloud, IssuedKey key, String... settings) {
        return QuickCloud.open(cloud, environment(cloud, key, settings));
    }

    static Work usual() {
        return new Work(Role.ALL, 2);
    }

    Database database() {
        return database;
    }

    Reply post(String path, String body) {
        return TestService.send(request(path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Reply get(String path) {
        return TestService.send(request(path).GET());
    }

    Reply delete(String path) {
        return TestService.send(request(path).DELETE());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.address() + path)).header("Authorization", "Bearer " + KEY);
    }

    String ordered(String fields) {
        Reply reply = post(Rest.PORTRAITS, Rest.order(fields + ",\"width\":512,\"height\":512"));
        if (reply.status() != 202) {
            throw new AssertionError(reply.status() + " " + reply.json());
        }
        return reply.json().path("id").asString();
    }

    JsonNode closed(String id) {
        return Awaitility.await().until(() -> get(Rest.PORTRAITS + "/" + id).json(),
                portrait -> !Set.of("in_queue", "generating").contains(portrait.path("status").asString()));
    }

    String balance() {
        return get("/v1/balance").json().path("balance").asString();
    }

    long count(String query) {
        return AnotherDatabase.count(database, query);
    }

    @Override
    public void close() {
        database.close();
        server.close();
    }
}
