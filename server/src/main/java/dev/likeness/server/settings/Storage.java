package dev.likeness.server.settings;

import dev.likeness.service.database.DatabaseAddress;
import dev.likeness.service.pictures.S3Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the service stores its data.
 *
 * @param data     directory of the embedded database, the pictures and the secrets; created when missing
 * @param secrets  directory of {@code secrets.key} and {@code link.keys}
 * @param database an external PostgreSQL; empty for the embedded one
 * @param bucket   an S3 store for the pictures; empty for files in the data directory
 * @param reserve  bytes that stay free where the pictures are files: once less is, nothing new is taken
 */
public record Storage(Path data, Path secrets, Optional<DatabaseAddress> database, Optional<S3Settings> bucket,
        long reserve) {
    private static final long RESERVE = 500_000_000;
    private static final long MEGABYTE = 1_000_000;
    private static final Duration LINK_LIFE = Duration.ofMinutes(5);

    /** Everything in this directory. */
    public static Storage in(Path data) {
        return new Storage(data, data, Optional.empty(), Optional.empty(), RESERVE);
    }

    /** As {@link #in}, with an external database. */
    public Storage(Path data, Optional<DatabaseAddress> database) {
        this(data, data, database, Optional.empty(), RESERVE);
    }

    public Storage withReserve(long bytes) {
        return new Storage(data, secrets, database, bucket, bytes);
    }

    /** With the pictures in this bucket. */
    public Storage with(S3Settings other) {
        return new Storage(data, secrets, database, Optional.of(other), reserve);
    }

    /**
     * Changed by {@code LIKENESS_DATA}, {@code LIKENESS_SECRETS}, by {@code LIKENESS_DB_URL} with {@code LIKENESS_DB_USER}
     * (or {@code likeness}) and {@code LIKENESS_DB_PASSWORD}, and by {@code LIKENESS_S3_BUCKET} with
     * {@code LIKENESS_S3_ENDPOINT}, {@code _REGION}, {@code _ACCESS_KEY} and {@code _SECRET_KEY}, {@code _PREFIX},
     * {@code _PATH_STYLE}, {@code _LINKS} and {@code _LINK_HOST}; by {@code LIKENESS_MIN_FREE_MB}.
     */
    public Storage with(Variables variables) {
        Path folder = variables.read("DATA", data, Path::of);
        return new Storage(folder, variables.read("SECRETS", secrets.equals(data) ? folder : secrets, Path::of),
                variables.text("DB_URL")
                        .map(url -> new DatabaseAddress(url, variables.text("DB_USER").orElse("likeness"),
                                variables.text("DB_PASSWORD").orElse("")))
                        .or(() -> database),
                variables.text("S3_BUCKET").map(name -> bucket(name.strip(), variables)).or(() -> bucket),
                variables.read("MIN_FREE_MB", reserve, text -> Long.parseLong(text) * MEGABYTE));
    }

    private static S3Settings bucket(String name, Variables variables) {
        Optional<URI> endpoint = variables.read("S3_ENDPOINT", Optional.empty(), text -> Optional.of(address(text)));
        Optional<String> id = variables.text("S3_ACCESS_KEY");
        Optional<String> secret = variables.text("S3_SECRET_KEY");
        if (id.isPresent() != secret.isPresent()) {
            throw new IllegalArgumentException("LIKENESS_S3_ACCESS_KEY and LIKENESS_S3_SECRET_KEY are set together");
        }
        boolean redirected = variables.read("S3_LINKS", false, Storage::isRedirect);
        return new S3Settings(name, variables.text("S3_PREFIX").orElse(""), endpoint,
                variables.text("S3_REGION").orElse(S3Settings.DEFAULT_REGION),
                id.map(it -> new S3Settings.Credentials(it, secret.orElseThrow())),
                variables.read("S3_PATH_STYLE", endpoint.isPresent(), Variables::isTrue),
                redirected ? Optional.of(LINK_LIFE) : Optional.empty(),
                variables.read("S3_LINK_HOST", Optional.empty(), text -> Optional.of(address(text))));
    }

    private static URI address(String text) {
        URI address = URI.create(text);
        if (address.getHost() == null || !("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
            throw new IllegalArgumentException("write it as https://host:port");
        }
        return address;
    }

    private static boolean isRedirect(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "redirect" -> true;
            case "stream" -> false;
            default -> throw new IllegalArgumentException("use redirect or stream");
        };
    }
}
