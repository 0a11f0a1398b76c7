package dev.likeness.relay;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends requests with a limit on everything that comes back: its size, and the time until its last byte. */
final class Exchange implements AutoCloseable {
    /** An answer holds a picture in base64 at most. */
    static final int MOST_BYTES = 48 << 20;
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT)
            .version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER).build();
    private final Duration longest;

    Exchange(Duration longest) {
        this.longest = longest;
    }

    /** Status, body and where a redirection leads. */
    @SuppressWarnings("ArrayRecordComponent") // a file: never compared
    record Reply(int status, byte[] body, String location) {}

    /** Nothing came back, or not all. */
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean sent;

        Broken(boolean sent, String message) {
            super(message);
            this.sent = sent;
        }

        /** Whether the other side may have got the request. */
        boolean sent() {
            return sent;
        }
    }

    /** Gets a file. */
    Reply get(URI address) throws Broken {
        return send(HttpRequest.newBuilder(address).GET().build());
    }

    /** Waits for the answer whatever happens to this thread: an order must not be forgotten while it is on its way. */
    Reply send(HttpRequest request) throws Broken {
        CompletableFuture<HttpResponse<byte[]>> sent = client.sendAsync(request,
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES));
        long until = System.nanoTime() + longest.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    HttpResponse<byte[]> response = sent.get(Math.max(0, until - System.nanoTime()),
                            TimeUnit.NANOSECONDS);
                    return new Reply(response.statusCode(), response.body(),
                            response.headers().firstValue("Location").orElse(""));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (TimeoutException late) {
            sent.cancel(true);
            throw new Broken(true, "no answer within " + longest.toMillis() / 1000.0 + " seconds");
        } catch (ExecutionException failed) {
            throw broken(failed.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Broken broken(@org.jspecify.annotations.Nullable Throwable cause) {
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
            return new Broken(false, "it cannot be reached");
        }
        // Its own message may hold an address with a signature.
        return new Broken(true, "the connection broke ("
                + (cause instanceof IOException ? cause.getClass().getSimpleName() : "fault") + ")");
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
