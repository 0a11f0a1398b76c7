package dev.likeness.server;

import dev.likeness.core.PortraitEngine;
import dev.likeness.imaging.PhotoFile;
import dev.likeness.server.settings.Listening;
import dev.likeness.service.database.StoreException;
import dev.likeness.service.keys.IssuedKey;
import dev.likeness.service.pictures.ObjectStore;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The whole service in this process. Closing it, or a signal to the process, stops accepting orders first, then the
 * worker, then the database. Only this class ends the service, from the first moment of its start. A second call of
 * {@link #close} waits until the first has ended, so that the process does not end before its database.
 */
public final class LikenessServer implements AutoCloseable {
    private final Shutdown shutdown = Shutdown.hooked();
    private final CompletableFuture<StoreException> lost = new CompletableFuture<>();
    private URI address = URI.create("http://localhost");
    private Optional<IssuedKey> newKey = Optional.empty();
    private Optional<String> signInCode = Optional.empty();

    private LikenessServer() {}

    /** As {@link #start(ServerSettings, Installation)}, with these engines only. */
    public static LikenessServer start(ServerSettings settings, List<PortraitEngine> engines) {
        return start(settings, Installation.of(engines));
    }

    /**
     * Starts the service and returns once it answers requests.
     *
     * @throws StoreException when the database cannot be reached or started; the message says what to do about it
     */
    public static LikenessServer start(ServerSettings settings, Installation installation) {
        return start(settings, installation, UnaryOperator.identity(), close -> {});
    }

    /**
     * As {@link #start(ServerSettings, Installation)}, for a process that handles signals itself.
     *
     * @param stop receives, before anything is started, an action that closes the service. Once the action returns the
     *             service has ended, even if it was still starting
     */
    public static LikenessServer start(ServerSettings settings, Installation installation, Consumer<Runnable> stop) {
        return start(settings, installation, UnaryOperator.identity(), stop);
    }

    /**
     * As {@link #start(ServerSettings, Installation)}.
     *
     * @param wrapped wraps the object store; every access to pictures goes through what it returns
     */
    static LikenessServer start(ServerSettings settings, Installation installation,
            UnaryOperator<ObjectStore> wrapped) {
        return start(settings, installation, wrapped, close -> {});
    }

    private static LikenessServer start(ServerSettings settings, Installation installation,
            UnaryOperator<ObjectStore> wrapped, Consumer<Runnable> stop) {
        LikenessServer server = new LikenessServer();
        stop.accept(server::close);
        try {
            server.open(settings, installation, wrapped);
        } catch (RuntimeException | Error e) {
            server.shutdown.startEnded();
            server.close();
            throw e;
        }
        server.shutdown.startEnded();
        return server;
    }

    private void open(ServerSettings settings, Installation installation, UnaryOperator<ObjectStore> wrapped) {
        Thread.ofVirtual().start(PhotoFile::formats); // looks for libheif, so that no photo waits for it
        ServiceParts parts = new ServiceParts(settings, installation, wrapped, lost, shutdown);
        newKey = parts.newKey;
        signInCode = Optional.of(parts.signIn.code()).filter(code -> parts.takesOrders());
        ConfigurableApplicationContext web = shutdown.opened(WebServer.start(parts));
        int port = Objects.requireNonNull(((WebServerApplicationContext) web).getWebServer(), "it has started")
                .getPort();
        address = URI.create("http://" + host(settings.listening()) + ":" + port);
    }

    /** The host name at which this machine reaches the service. */
    private static String host(Listening listening) {
        boolean local = listening.everywhere() || listening.bind().equals(Listening.DEFAULT.bind());
        return local ? "localhost" : listening.bind();
    }

    /**
     * Waits until the service has been closed.
     *
     * @throws StoreException when it has lost its database for good and must be restarted
     */
    public void await() throws InterruptedException {
        try {
            if (CompletableFuture.anyOf(shutdown.stopped(), lost).get() instanceof StoreException why) {
                throw why;
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("these futures never fail", e);
        }
    }

    /** Where this machine reaches the service, for example {@code http://localhost:8080}. */
    public URI address() {
        return address;
    }

    /** The key that this start created; its secrets can never be shown again. */
    public Optional<IssuedKey> newKey() {
        return newKey;
    }

    /** The address that signs a browser in once, without a key; empty where this process serves no pages. */
    public Optional<URI> signIn() {
        return signInCode.map(code -> address.resolve("/#sign-in=" + code));
    }

    @Override
    public void close() {
        shutdown.close();
    }
}
