package dev.likeness.service.webhooks;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.service.pictures.GuardedHttp;
import dev.likeness.service.pictures.PhotoUrls;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Sends one message to a webhook, once, through {@link GuardedHttp}. Redirects are not followed, because they would
 * lose the body.
 */
public final class WebhookCaller {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final MediaType JSON = MediaType.get("application/json");

    private final PhotoUrls urls;
    private final OkHttpClient client;

    public WebhookCaller(PhotoUrls urls) {
        this(urls, Dns.SYSTEM);
    }

    WebhookCaller(PhotoUrls urls, Dns names) {
        this.urls = urls;
        this.client = GuardedHttp.client(urls, names, TIMEOUT);
    }

    /**
     * A message to a webhook.
     *
     * @param id stays the same when the message is sent again
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Message(String id, byte[] body, byte[] secret) {}

    /**
     * Checks the address and returns it in the form in which it is stored.
     *
     * @throws InvalidRequest when this is not a web address, or its host is evidently private
     */
    public static URI checked(PhotoUrls urls, String address) {
        try {
            return urls.checked(address);
        } catch (InvalidRequest e) {
            throw new InvalidRequest(ErrorCode.WEBHOOK_REFUSED, "webhook is refused: it must be an http(s) address of "
                    + "the public internet on port 80 or 443 without a user name; the operator can name other hosts in "
                    + "LIKENESS_PHOTO_HOSTS");
        }
    }

    /**
     * @return empty on success; otherwise the reason of the failure, for the log
     */
    public Optional<String> send(URI address, Message message) {
        Instant now = Instant.now();
        try {
            HttpUrl url = urls.check(address.toString());
            Request request = new Request.Builder().url(url).header("User-Agent", "Likeness")
                    .header("webhook-id", message.id())
                    .header("webhook-timestamp", Long.toString(now.getEpochSecond())).header("webhook-signature",
                            WebhookSignature.of(message.secret(), message.id(), now, message.body()))
                    .post(RequestBody.create(message.body(), JSON)).build();
            try (Response response = client.newCall(request).execute()) {
                return response.isSuccessful() ? Optional.empty() : Optional.of("status " + response.code());
            }
        } catch (InvalidRequest | GuardedHttp.RefusedAddress e) {
            return Optional.of("the address is not on the public internet");
        } catch (IOException e) {
            return Optional.of(e.getClass().getSimpleName());
        }
    }
}
