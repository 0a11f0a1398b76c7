package dev.likeness.server;

import dev.likeness.server.volcengine.VolcengineSettings;
import dev.likeness.server.wire.WireSettings;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.database.DatabaseAddress;
import dev.likeness.service.keys.AccessKey;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Everything about a service that its operator can choose.
 *
 * @param bind            address to listen on; 127.0.0.1 keeps the service to this machine, 0.0.0.0 opens it
 * @param port            0 for any that is free
 * @param data            directory of the embedded database, the pictures and the secrets; made when missing
 * @param database        an external PostgreSQL; empty for the embedded one
 * @param apiKey          a Bearer key of the first account; empty to have one made at the first start
 * @param accessKey       an access key of the first account; empty likewise
 * @param startingBalance what the first account gets at the first start
 * @param photoHosts      names of hosts that photos may be fetched from whatever their address and port
 * @param publicUrl       what links to portraits begin with; empty for the address each client asked at
 * @param workerThreads   portraits made at once
 * @param volcengine      how lenient the signed dialect is, and how patient
 * @param drawingNames    further names of the portrait service in 302.ai's paths
 * @param wire            who may call from a browser, and how bodies are received
 */
public record ServerSettings(String bind, int port, Path data, Optional<DatabaseAddress> database,
        Optional<String> apiKey, Optional<AccessKey> accessKey, Money startingBalance, Set<String> photoHosts,
        Optional<URI> publicUrl, int workerThreads, Role role, VolcengineSettings volcengine,
        Set<String> drawingNames, WireSettings wire) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,60}");

    public ServerSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " does not exist: use 0 to 65535");
        }
        if (workerThreads < 1) {
            throw new IllegalArgumentException("a worker needs at least one thread");
        }
        drawingNames.stream().filter(name -> !NAME.matcher(name).matches()).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("the drawing name \"" + name
                    + "\" cannot stand in a path: use lower-case letters, digits and _");
        });
        drawingNames = Set.copyOf(drawingNames);
        photoHosts = photoHosts.stream().map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** With the usual settings of both clouds' dialects. */
    public ServerSettings(String bind, int port, Path data, Optional<DatabaseAddress> database,
            Optional<String> apiKey, Optional<AccessKey> accessKey, Money startingBalance, Set<String> photoHosts,
            Optional<URI> publicUrl, int workerThreads, Role role) {
        this(bind, port, data, database, apiKey, accessKey, startingBalance, photoHosts, publicUrl, workerThreads,
                role, VolcengineSettings.DEFAULT, Set.of(), WireSettings.DEFAULT);
    }

    /** Port 8080 of this machine, embedded database, 1000 PTC to start with. */
    public static ServerSettings in(Path data) {
        return new ServerSettings("127.0.0.1", 8080, data, Optional.empty(), Optional.empty(), Optional.empty(),
                Money.ptc("1000"),
                Set.of(), Optional.empty(), Math.max(1, Runtime.getRuntime().availableProcessors() / 2), Role.ALL);
    }

    /**
     * These settings, changed by the variables {@code LIKENESS_BIND}, {@code LIKENESS_PORT}, {@code LIKENESS_DATA},
     * {@code LIKENESS_DB_URL} (with {@code LIKENESS_DB_USER} and {@code LIKENESS_DB_PASSWORD}), {@code LIKENESS_API_KEY},
     * {@code LIKENESS_ACCESS_KEY_ID} with {@code LIKENESS_SECRET_ACCESS_KEY}, {@code LIKENESS_STARTING_BALANCE}, {@code LIKENESS_PHOTO_HOSTS} (separated by commas), {@code LIKENESS_PUBLIC_URL},
     * {@code LIKENESS_WORKER_THREADS} and {@code LIKENESS_ROLE}; for Volcengine's dialect {@code LIKENESS_SIGNED_HOSTS}
     * (separated by commas), {@code LIKENESS_CLOCK_WINDOW} and {@code LIKENESS_SYNC_PATIENCE} (seconds),
     * for 302.ai's {@code LIKENESS_DRAWING_NAMES} (separated by commas); {@code LIKENESS_CORS_ORIGINS} (separated by
     * commas, or {@code *}, or {@code none}), {@code LIKENESS_BODY_SECONDS} and {@code LIKENESS_BODY_RATE} (bytes a
     * second).
     *
     * @throws IllegalArgumentException when one of them cannot be understood; the message names it
     */
    public ServerSettings with(Map<String, String> environment) {
        Variables variables = new Variables(environment);
        return new ServerSettings(variables.read("BIND", bind, UnaryOperator.identity()),
                variables.read("PORT", port, Integer::parseInt), variables.read("DATA", data, Path::of),
                variables
                        .text("DB_URL").map(url -> new DatabaseAddress(url,
                                variables.text("DB_USER").orElse("likeness"), variables.text("DB_PASSWORD").orElse("")))
                        .or(() -> database),
                variables.text("API_KEY").or(() -> apiKey), variables.accessKey().or(() -> accessKey),
                variables.read("STARTING_BALANCE", startingBalance, Money::ptc),
                variables.read("PHOTO_HOSTS", photoHosts,
                        ServerSettings::list),
                variables.text("PUBLIC_URL").map(URI::create).or(() -> publicUrl),
                variables.read("WORKER_THREADS", workerThreads, Integer::parseInt),
                variables.read("ROLE", role, name -> Role.valueOf(name.toUpperCase(Locale.ROOT))),
                new VolcengineSettings(variables.read("SIGNED_HOSTS", volcengine.signedHosts(), ServerSettings::list),
                        variables.read("CLOCK_WINDOW", volcengine.clockWindow(), ServerSettings::seconds),
                        variables.read("SYNC_PATIENCE", volcengine.patience(), ServerSettings::seconds)),
                variables.read("DRAWING_NAMES", drawingNames, ServerSettings::list),
                new WireSettings(
                        variables.read("CORS_ORIGINS", wire.corsOrigins(),
                                text -> new WireSettings(WireSettings.origins(list(text)), wire.bodies())
                                        .corsOrigins()),
                        wire.bodies()
                                .within(variables.read("BODY_SECONDS", wire.bodies().longest(),
                                        ServerSettings::seconds))
                                .atLeast(variables.read("BODY_RATE", wire.bodies().leastRate(), Integer::parseInt))));
    }

    private static Set<String> list(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).filter(item -> !item.isEmpty())
                .collect(Collectors.toSet());
    }

    private static Duration seconds(String text) {
        return Duration.ofSeconds(Long.parseLong(text));
    }

    public ServerSettings withPort(int other) {
        return new ServerSettings(bind, other, data, database, apiKey, accessKey, startingBalance, photoHosts,
                publicUrl,
                workerThreads, role, volcengine, drawingNames, wire);
    }

    public ServerSettings withRole(Role other) {
        return new ServerSettings(bind, port, data, database, apiKey, accessKey, startingBalance, photoHosts, publicUrl,
                workerThreads, other, volcengine, drawingNames, wire);
    }

    public ServerSettings withWire(WireSettings other) {
        return new ServerSettings(bind, port, data, database, apiKey, accessKey, startingBalance, photoHosts, publicUrl,
                workerThreads, role, volcengine, drawingNames, other);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "port " + port + " of " + bind + ", data in " + data + ", " + role;
    }

    private record Variables(Map<String, String> environment) {
        Optional<String> text(String name) {
            return Optional.ofNullable(environment.get("LIKENESS_" + name)).filter(value -> !value.isBlank());
        }

        Optional<AccessKey> accessKey() {
            Optional<String> id = text("ACCESS_KEY_ID");
            Optional<String> secret = text("SECRET_ACCESS_KEY");
            if (id.isPresent() != secret.isPresent()) {
                throw new IllegalArgumentException("LIKENESS_ACCESS_KEY_ID and LIKENESS_SECRET_ACCESS_KEY belong"
                        + " together: set both or neither");
            }
            return id.map(name -> new AccessKey(name.strip(), secret.orElseThrow().strip()));
        }

        <T> T read(String name, T otherwise, java.util.function.Function<String, ? extends T> reader) {
            Optional<String> text = text(name);
            if (text.isEmpty()) {
                return otherwise;
            }
            try {
                return reader.apply(text.get().strip());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("LIKENESS_" + name + " is \"" + text.get()
                        + "\", which cannot be used: " + e.getMessage(), e);
            }
        }
    }
}
