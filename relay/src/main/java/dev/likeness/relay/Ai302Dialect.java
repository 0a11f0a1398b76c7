package dev.likeness.relay;

import com.google.gson.JsonObject;
import dev.likeness.core.relaying.Errand;
import java.net.URI;
import java.net.http.HttpRequest;

/** 302.ai's: two addresses and a Bearer key. */
final class Ai302Dialect implements Dialect {
    private static final String PATH = "/doubao/drawing/";

    private final URI address;
    private final String name;
    private final Secret key;
    private final boolean recognizesRepeats;

    /**
     * @param name of the service in the paths
     */
    Ai302Dialect(URI address, String name, Secret key, boolean recognizesRepeats) {
        this.address = address;
        this.name = name;
        this.key = key;
        this.recognizesRepeats = recognizesRepeats;
    }

    @Override
    public HttpRequest submission(JsonObject order, Errand.Submission submission) {
        return request(name, order).header("Idempotency-Key", submission.key()).build();
    }

    @Override
    public HttpRequest question(JsonObject question) {
        return request(name + "_result", question).build();
    }

    /** Likeness itself does, which speaks this dialect too; 302.ai promises nothing of the kind. */
    @Override
    public boolean recognizesRepeats() {
        return recognizesRepeats;
    }

    private HttpRequest.Builder request(String last, JsonObject body) {
        String base = address.toString();
        return HttpRequest.newBuilder(URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
                + PATH + last)).header("Authorization", "Bearer " + key.value())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    }
}
