package dev.likeness.service.pictures;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.imaging.PhotoDecoder;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;

/**
 * Fetches photos from addresses that clients name, through {@link GuardedHttp}. Redirects are followed here; the
 * address of each is checked like the first.
 */
public final class PhotoFetcher {
    private static final int REDIRECTS = 3;
    /** Longest time of a fetch, from the first DNS query to the last byte after the last redirect. */
    public static final Duration DEADLINE = Duration.ofSeconds(20);

    private final PhotoUrls urls;
    private final OkHttpClient client;
    private final Duration deadline;

    public PhotoFetcher(PhotoUrls urls) {
        this(urls, Dns.SYSTEM);
    }

    PhotoFetcher(PhotoUrls urls, Dns names) {
        this(urls, names, DEADLINE);
    }

    PhotoFetcher(PhotoUrls urls, Dns names, Duration deadline) {
        this.urls = urls;
        this.deadline = deadline;
        this.client = GuardedHttp.client(urls, names, deadline);
    }

    /**
     * @return at most {@link PhotoDecoder#MAX_BYTES} bytes
     * @throws PortraitException when the address is refused or gives no photo
     */
    public byte[] fetch(URI address) {
        HttpUrl url = urls.check(address.toString());
        long end = System.nanoTime() + deadline.toNanos();
        for (int hop = 0; hop <= REDIRECTS; hop++) {
            Request request = new Request.Builder().url(url).header("Accept", "image/*,*/*;q=0.5")
                    .header("User-Agent", "Likeness").build();
            Call call = client.newCall(request);
            // One deadline for all redirects; 0 would mean none.
            call.timeout().timeout(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            try (Response response = call.execute()) {
                String location = response.header("Location");
                if (!response.isRedirect() || location == null) {
                    return body(url, response);
                }
                HttpUrl next = url.resolve(location);
                if (next == null) {
                    throw failed(url, "it redirects to something that is no web address");
                }
                urls.check(next);
                url = next;
            } catch (GuardedHttp.RefusedAddress e) {
                throw PhotoUrls.privateHost(url.host());
            } catch (UnknownHostException e) {
                throw failed(url, "the host is unknown");
            } catch (IOException e) {
                if (Thread.currentThread().isInterrupted()) {
                    // This process is being stopped; the photo may be fine.
                    throw new PortraitException.Cancelled();
                }
                if (end - System.nanoTime() <= 0) {
                    throw failed(url, "it takes longer than the " + deadline.toSeconds() + " seconds that it may");
                }
                throw failed(url, "it did not answer as it should (" + e.getClass().getSimpleName() + ")");
            }
        }
        throw failed(url, "it redirects more than " + REDIRECTS + " times");
    }

    private static byte[] body(HttpUrl url, Response response) throws IOException {
        if (!response.isSuccessful()) {
            throw failed(url, "it answers with status " + response.code());
        }
        Buffer bytes = new Buffer();
        while (bytes.size() <= PhotoDecoder.MAX_BYTES && response.body().source().read(bytes, 1 << 16) != -1) {
            // until the end or the limit
        }
        if (bytes.size() > PhotoDecoder.MAX_BYTES) {
            throw new UnusablePhoto(ErrorCode.PHOTO_TOO_LARGE, "the file at " + url.host()
                    + " is larger than the 20 MB that are accepted: save it smaller or as JPEG");
        }
        if (bytes.size() == 0) {
            throw failed(url, "it gives an empty file");
        }
        return bytes.readByteArray();
    }

    private static UnusablePhoto failed(HttpUrl url, String why) {
        return new UnusablePhoto(ErrorCode.PHOTO_URL_FAILED, "the photo cannot be fetched from " + url.host() + ": "
                + why + "; check that the address opens without signing in, or send the photo itself in base64");
    }
}
