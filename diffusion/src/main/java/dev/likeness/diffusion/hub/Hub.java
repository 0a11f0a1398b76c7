package dev.likeness.diffusion.hub;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hugging Face, or a mirror that speaks its API. The token goes to that host alone, never along a redirect to the store
 * that holds the files.
 */
public final class Hub implements AutoCloseable {
    private static final String PUBLIC = "https://huggingface.co";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int REDIRECTS = 5;

    private final URI endpoint;
    private final Optional<String> token;
    private final HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(20)).build();

    private Hub(URI endpoint, Optional<String> token) {
        this.endpoint = endpoint;
        this.token = token;
    }

    /** Where {@code HF_ENDPOINT} says, with the token of {@code HF_TOKEN}. */
    public static Hub of(Map<String, String> environment) {
        String endpoint = environment.getOrDefault("HF_ENDPOINT", PUBLIC).strip().replaceAll("/+$", "");
        if (!endpoint.startsWith("http://") && !endpoint.startsWith("https://")) {
            throw new DownloadFailed("HF_ENDPOINT is \"" + endpoint + "\": it must begin with https:// or http://");
        }
        return new Hub(URI.create(endpoint),
                Optional.ofNullable(environment.get("HF_TOKEN")).map(String::strip).filter(text -> !text.isEmpty()));
    }

    /** The files of a repository that the engine needs. */
    List<HubFile> files(String repository, String revision) {
        List<HubFile> files = new ArrayList<>();
        String path = "/api/models/" + repository + "/tree/" + revision + "?recursive=true";
        JsonArray list;
        try (InputStream body = get(path, 0)) {
            list = JsonParser.parseString(new String(body.readAllBytes(), StandardCharsets.UTF_8)).getAsJsonArray();
        } catch (IOException | JsonParseException | IllegalStateException e) {
            throw new DownloadFailed("the list of files of " + repository + " cannot be read: " + e, e);
        }
        for (JsonElement element : list) {
            JsonObject entry = element.getAsJsonObject();
            String name = entry.get("path").getAsString();
            if (entry.get("type").getAsString().equals("file") && CatalogueModel.isNeeded(name)) {
                files.add(file(name, entry));
            }
        }
        if (files.stream().noneMatch(file -> file.path().equals("model_index.json"))) {
            throw new DownloadFailed(repository + " has no model_index.json: it is no model that this engine runs");
        }
        return files;
    }

    private static HubFile file(String name, JsonObject entry) {
        if (name.contains("..") || name.contains("\\") || name.startsWith("/")) {
            throw new DownloadFailed("the hub names a file \"" + name + "\", which would lie outside the folder");
        }
        long size = entry.get("size").getAsLong();
        return entry.get("lfs") instanceof JsonObject large
                ? new HubFile(name, size, new HubFile.Digest.Sha256(large.get("oid").getAsString()))
                : new HubFile(name, size, new HubFile.Digest.GitBlob(entry.get("oid").getAsString()));
    }

    /**
     * The contents of a file.
     *
     * @param from first byte wanted
     * @throws IOException when the connection fails, which is worth another try
     */
    InputStream open(String repository, String revision, String file, long from) throws IOException {
        return get("/" + repository + "/resolve/" + revision + "/" + file, from);
    }

    private InputStream get(String path, long from) throws IOException {
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
                throw refused(status, target);
            }
            URI here = target;
            target = here.resolve(response.headers().firstValue("location")
                    .orElseThrow(() -> new IOException(here.getHost() + " redirects to nowhere")));
        }
        throw new IOException("too many redirects from " + endpoint.getHost());
    }

    private HttpResponse<InputStream> send(URI target, long from) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(target).timeout(PATIENCE);
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
        }
        if (target.getAuthority().equals(endpoint.getAuthority()) && target.getScheme().equals(endpoint.getScheme())) {
            token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DownloadFailed("the download was interrupted: run it again to go on", e);
        }
    }

    private static RuntimeException refused(int status, URI target) throws IOException {
        String where = target.getHost();
        return switch (status) {
            case 401, 403 -> new DownloadFailed(where + " refuses (" + status + "): accept the model's licence on its "
                    + "page and set HF_TOKEN to a token that may read it");
            case 404 -> new DownloadFailed(where + " does not have " + target.getPath()
                    + " (404): check HF_ENDPOINT, and HF_TOKEN if the model is gated");
            default -> throw new IOException(where + " answers " + status);
        };
    }

    /** The server sends the whole file though only the rest was asked for. */
    static final class RangeIgnored extends IOException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public void close() {
        client.close();
    }
}
