package dev.likeness.diffusion.hub;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Hugging Face, or a mirror with the same API. The token is sent to that host only, never to the storage to which it
 * redirects, and does not appear in messages.
 */
public final class Hub extends Source {
    private static final String PUBLIC = "https://huggingface.co";
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int REDIRECTS = 5;
    private static final int LONGEST_LIST = 16 << 20;
    private static final int TOO_MANY = 429;

    private final URI endpoint;
    private final Optional<String> token;
    private final HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(20)).build();

    private Hub(URI endpoint, Optional<String> token) {
        this.endpoint = endpoint;
        this.token = token;
    }

    /** The hub at {@code HF_ENDPOINT}, with the token from {@code HF_TOKEN}. */
    public static Hub of(Map<String, String> environment) {
        String named = environment.getOrDefault("HF_ENDPOINT", "").strip().replaceAll("/+$", "");
        Optional<String> token = Optional.ofNullable(environment.get("HF_TOKEN")).map(String::strip)
                .filter(text -> !text.isEmpty());
        if (token.isPresent() && !token.get().matches("[\\x21-\\x7e]+")) {
            throw new DownloadFailed("HF_TOKEN holds characters that no token has: set it anew");
        }
        try {
            URI endpoint = new URI(named.isEmpty() ? PUBLIC : named);
            if (endpoint.getHost() != null && List.of("http", "https").contains(endpoint.getScheme())
                    && endpoint.getUserInfo() == null) {
                return new Hub(endpoint, token);
            }
        } catch (URISyntaxException e) {
            // reported below, without the address, which may contain a password
        }
        throw new DownloadFailed("HF_ENDPOINT must be an address such as https://huggingface.co, without a user or a "
                + "password in it");
    }

    @Override
    String name(String repository) {
        return repository;
    }

    @Override
    List<HubFile> all(String repository, String revision) throws IOException {
        String body;
        try (InputStream in = get("/api/models/" + repository + "/tree/" + segment(revision) + "?recursive=true", 0,
                repository)) {
            body = new String(in.readNBytes(LONGEST_LIST), StandardCharsets.UTF_8);
        }
        try {
            JsonArray list = JsonParser.parseString(body).getAsJsonArray();
            List<HubFile> files = new ArrayList<>();
            for (JsonElement element : list) {
                JsonObject entry = element.getAsJsonObject();
                if (entry.get("type").getAsString().equals("file")) {
                    files.add(file(entry.get("path").getAsString(), entry));
                }
            }
            return files;
        } catch (DownloadFailed known) {
            throw known;
        } catch (RuntimeException e) {
            throw new DownloadFailed(endpoint.getHost() + " gives no list of the files of " + repository
                    + " that can be read: is HF_ENDPOINT a mirror of Hugging Face?", e);
        }
    }

    private static HubFile file(String name, JsonObject entry) {
        if (Stream.of(name.split("/", -1)).anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."))
                || name.matches(".*[\\\\:\\x00-\\x1f].*")) {
            throw new DownloadFailed("the hub names a file that would lie outside the folder: nothing was downloaded");
        }
        long size = entry.get("size").getAsLong();
        return entry.get("lfs") instanceof JsonObject large
                ? new HubFile(name, size, new HubFile.Digest.Sha256(large.get("oid").getAsString()))
                : new HubFile(name, size, new HubFile.Digest.GitBlob(entry.get("oid").getAsString()));
    }

    @Override
    InputStream open(String repository, String revision, HubFile file, long from) throws IOException {
        String path = Stream.of(file.path().split("/", -1)).map(Hub::segment).collect(Collectors.joining("/"));
        return get("/" + repository + "/resolve/" + segment(revision) + "/" + path, from, repository);
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private InputStream get(String path, long from, String repository) throws IOException {
        URI target = URI.create(endpoint + path);
        for (int i = 0; i <= REDIRECTS; i++) {
            HttpResponse<InputStream> response = send(target, from);
            int status = response.statusCode();
            if (status == 200 && from == 0 || status == 206) {
                return response.body();
            }
            response.body().close();
            if (status == 200) {
                throw new RangeIgnored();
            }
            if (status / 100 != 3) {
                throw refused(response, target, repository);
            }
            target = next(target, response);
        }
        throw new IOException("too many redirects from " + endpoint.getHost());
    }

    private static URI next(URI here, HttpResponse<InputStream> response) throws IOException {
        try {
            return here.resolve(response.headers().firstValue("location").orElse(""));
        } catch (IllegalArgumentException e) {
            throw new IOException(here.getHost() + " redirects to nowhere", e);
        }
    }

    private HttpResponse<InputStream> send(URI target, long from) throws IOException {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(target).timeout(TIMEOUT);
            if (from > 0) {
                request.header("Range", "bytes=" + from + "-");
            }
            if (isHub(target)) {
                token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
            }
            return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IllegalArgumentException e) {
            throw new IOException(endpoint.getHost() + " redirects to what is no web address", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DownloadFailed("the download was interrupted: run it again to go on", e);
        }
    }

    private boolean isHub(URI target) {
        return endpoint.getAuthority().equals(target.getAuthority()) && endpoint.getScheme().equals(target.getScheme());
    }

    /** Throws an {@code IOException} if a retry may succeed; otherwise returns a {@code DownloadFailed}. */
    private RuntimeException refused(HttpResponse<InputStream> response, URI target, String repository)
            throws IOException {
        String where = target.getHost();
        int status = response.statusCode();
        if (status == TOO_MANY || status == 503) {
            throw new Busy(where + " answers " + status + " (too many requests)"
                    + (token.isPresent() ? "" : "; it allows more to those with a token in HF_TOKEN"),
                    RetryAfter.of(response.headers().firstValue("retry-after").orElse("")));
        }
        if (isHub(target) && (status == 401 || status == 403)) {
            return new DownloadFailed(where + " refuses " + repository + " (" + status + "): "
                    + (token.isEmpty()
                            ? "accept its licence at " + endpoint + "/" + repository
                                    + " and set HF_TOKEN to a token that may read it"
                            : "the token in HF_TOKEN may not read it, or its licence is not accepted yet at " + endpoint
                                    + "/" + repository));
        }
        if (isHub(target) && status == 404) {
            return new DownloadFailed(where + " does not have " + target.getPath() + " (404): check the name, "
                    + "--revision and HF_ENDPOINT, and HF_TOKEN if the model is not public");
        }
        throw new IOException(where + " answers " + status);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
