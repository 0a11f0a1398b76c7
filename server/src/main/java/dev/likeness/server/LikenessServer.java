package dev.likeness.server;

import dev.likeness.core.PortraitEngine;
import dev.likeness.server.ai302.Ai302;
import dev.likeness.server.ai302.DrawingNames;
import dev.likeness.server.drawing.Drawings;
import dev.likeness.server.drawing.Envelope;
import dev.likeness.server.openai.OpenAi;
import dev.likeness.server.rest.Rest;
import dev.likeness.server.rest.admin.ProgramVersion;
import dev.likeness.server.rest.portraits.WebhookMessages;
import dev.likeness.server.settings.Listening;
import dev.likeness.server.volcengine.Volcengine;
import dev.likeness.server.volcengine.VolcengineSettings;
import dev.likeness.server.web.Web;
import dev.likeness.server.wire.BearerAuthentication;
import dev.likeness.server.wire.PortraitLinks;
import dev.likeness.server.wire.PublicAddress;
import dev.likeness.server.wire.RequestBodies;
import dev.likeness.server.wire.Wire;
import dev.likeness.server.wire.WireSettings;
import dev.likeness.service.accounts.Accounts;
import dev.likeness.service.accounts.Ledger;
import dev.likeness.service.accounts.Prices;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.SealedSecrets;
import dev.likeness.service.database.StoreException;
import dev.likeness.service.delivery.Deliveries;
import dev.likeness.service.engines.EngineCatalog;
import dev.likeness.service.engines.PhotoChecks;
import dev.likeness.service.engines.Previewer;
import dev.likeness.service.engines.PromptReader;
import dev.likeness.service.keys.IssuedKey;
import dev.likeness.service.keys.Keys;
import dev.likeness.service.keys.RateGate;
import dev.likeness.service.keys.SignIn;
import dev.likeness.service.links.SignedLinks;
import dev.likeness.service.links.Tickets;
import dev.likeness.service.orders.OrderDesk;
import dev.likeness.service.orders.Overview;
import dev.likeness.service.orders.TaskLifecycle;
import dev.likeness.service.orders.WaitingLine;
import dev.likeness.service.pictures.FileObjects;
import dev.likeness.service.pictures.ObjectStore;
import dev.likeness.service.pictures.PhotoFetcher;
import dev.likeness.service.pictures.PhotoUrls;
import dev.likeness.service.pictures.UploadMeter;
import dev.likeness.service.pictures.Uploads;
import dev.likeness.service.queue.Pace;
import dev.likeness.service.queue.Queue;
import dev.likeness.service.tasks.TaskWait;
import dev.likeness.service.tasks.TaskWatch;
import dev.likeness.service.templates.OwnTemplates;
import dev.likeness.service.templates.TemplateCatalog;
import dev.likeness.service.webhooks.WebhookCaller;
import dev.likeness.service.webhooks.WebhookJob;
import dev.likeness.service.work.InstallationCheck;
import dev.likeness.service.work.Janitor;
import dev.likeness.service.work.PhotoDownloads;
import dev.likeness.service.work.PortraitWorker;
import dev.likeness.service.work.Workers;
import java.net.URI;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The whole service in this process. Closing it, or ending the process politely, stops taking orders first, then the
 * worker, then the database. It alone answers the signal to stop, from the first moment of its start: whoever else closes
 * it meanwhile waits until it is done, so that the process does not end before its database.
 */
public final class LikenessServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LikenessServer.class);

    /** How long a start that is told to stop may take to notice. */
    private static final Duration START_ENDS = Duration.ofSeconds(45);

    private final Deque<AutoCloseable> parts = new ConcurrentLinkedDeque<>();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final CompletableFuture<StoreException> lost = new CompletableFuture<>();
    private final Thread starter = Thread.currentThread();
    private final Thread hook = new Thread(this::close, "likeness-stop");
    private URI address = URI.create("http://localhost");
    private Optional<IssuedKey> newKey = Optional.empty();
    private Optional<String> signInCode = Optional.empty();

    private LikenessServer() {}

    /** As {@link #start(ServerSettings, Installation)}, of these engines and no others. */
    public static LikenessServer start(ServerSettings settings, List<PortraitEngine> engines) {
        return start(settings, Installation.of(engines));
    }

    /**
     * Starts the service and returns once it answers.
     *
     * @throws dev.likeness.service.database.StoreException when the database cannot be reached or started, with what to do about it
     */
    public static LikenessServer start(ServerSettings settings, Installation installation) {
        return start(settings, installation, UnaryOperator.identity(), close -> {});
    }

    /**
     * As {@link #start(ServerSettings, Installation)}, for a process that answers signals itself.
     *
     * @param stop is told, before anything is started, how the service is closed: once that returns the service has ended, and
     *             a start that was still in progress with it
     */
    public static LikenessServer start(ServerSettings settings, Installation installation, Consumer<Runnable> stop) {
        return start(settings, installation, UnaryOperator.identity(), stop);
    }

    /**
     * As {@link #start(ServerSettings, Installation)}.
     *
     * @param through what every access to the pictures goes through, given the store itself
     */
    static LikenessServer start(ServerSettings settings, Installation installation,
            UnaryOperator<ObjectStore> through) {
        return start(settings, installation, through, close -> {});
    }

    private static LikenessServer start(ServerSettings settings, Installation installation,
            UnaryOperator<ObjectStore> through, Consumer<Runnable> stop) {
        LikenessServer server = new LikenessServer();
        stop.accept(server::close);
        Runtime.getRuntime().addShutdownHook(server.hook);
        try {
            server.open(settings, installation, through);
        } catch (RuntimeException | Error e) {
            server.started.complete(null);
            server.close();
            throw e;
        }
        server.started.complete(null);
        return server;
    }

    /**
     * Waits until the service has been closed, by whomever.
     *
     * @throws StoreException when it has lost its database for good, and can only be started anew
     */
    public void await() throws InterruptedException {
        try {
            if (CompletableFuture.anyOf(stopped, lost).get() instanceof StoreException why) {
                throw why;
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody fails these", e);
        }
    }

    /** What requests begin with, for example {@code http://localhost:8080}. */
    public URI address() {
        return address;
    }

    /** The key that this start made; its secrets can never be shown again. */
    public Optional<IssuedKey> newKey() {
        return newKey;
    }

    /** Where a browser gets in once, without a key; empty where this process shows no page. */
    public Optional<URI> signIn() {
        return signInCode.map(code -> address.resolve("/#sign-in=" + code));
    }

    private void open(ServerSettings settings, Installation installation, UnaryOperator<ObjectStore> through) {
        List<PortraitEngine> engines = installation.engines();
        Database database = settings.storage().database().map(Database::connect)
                .orElseGet(() -> Database.embedded(settings.storage().data()));
        open(database);
        database.lost().thenAccept(lost::complete);
        ObjectStore objects = through.apply(new FileObjects(settings.storage().data().resolve("objects")));
        Queue queue = new Queue(database);
        TaskLifecycle lifecycle = new TaskLifecycle(database, queue);
        WaitingLine line = new WaitingLine(database);
        PhotoUrls urls = new PhotoUrls(settings.addresses().photoHosts());
        Accounts accounts = new Accounts(database);
        SealedSecrets safe = SealedSecrets.open(settings.storage().data());
        SignedLinks signed = SignedLinks.open(settings.storage().data());
        join(settings, database, new InstallationCheck.Credentials(objects, safe, signed));
        Keys keys = new Keys(database, safe);
        SignIn signIn = new SignIn(keys, accounts);
        if (settings.work().role().takesOrders()) {
            signInCode = Optional.of(signIn.code());
            newKey = keys.openDefault(settings.firstAccount().startingBalance(), settings.firstAccount().apiKey(),
                    settings.firstAccount().accessKey());
        }
        TemplateCatalog templates = new TemplateCatalog(new OwnTemplates(database), engines);
        PublicAddress linked = new PublicAddress(settings.addresses().publicUrl(), settings.volcengine().signedHosts());
        PortraitLinks links = new PortraitLinks(signed, linked);
        Uploads uploads = new Uploads(
                new Uploads.Admission(new UploadMeter(database), new RateGate(database), accounts, new Prices(database),
                        engines.getFirst().name()),
                signed, objects);
        Deliveries deliveries = new Deliveries(objects, lifecycle::find);
        Tickets tickets = Tickets.open(settings.storage().data());
        PhotoFetcher fetcher = new PhotoFetcher(urls);
        RequestBodies bodies = new RequestBodies(settings.wire().bodies());
        Workers workers = new Workers(database);
        Optional<Queue.Worker> worker = Optional.empty();
        if (settings.work().role().carriesOut()) {
            WebhookMessages messages = new WebhookMessages(
                    new WebhookMessages.Sources(lifecycle, line, links), settings.addresses().publicUrl());
            WebhookJob webhooks = new WebhookJob(lifecycle, messages::body, tickets::webhookSecret,
                    new WebhookCaller(urls));
            // Closed after the worker: while it finishes what it has in hand it is still there.
            open(workers.enter(new Workers.Introduction(queue.workerName(), settings.work().threads(), engines
                    .stream().collect(Collectors.toMap(PortraitEngine::name, PortraitEngine::device)))));
            PhotoDownloads downloads = new PhotoDownloads(lifecycle, queue, objects, fetcher);
            open(downloads);
            worker = Optional.of(queue.work(Pace.ofThreads(settings.work().threads()),
                    new PortraitWorker(lifecycle, objects, downloads, engines), new Janitor(database, objects)::run,
                    List.of(webhooks.kind())));
            open(worker.get());
        }
        TaskWatch watch = new TaskWatch(lifecycle::snapshots);
        open(watch);
        HealthController health = new HealthController(database, queue, objects, worker);
        ConfigurableApplicationContext web = web(settings).initializers(context -> {
            GenericApplicationContext beans = (GenericApplicationContext) context;
            beans.registerBean(WireSettings.class, settings::wire);
            beans.registerBean(RequestBodies.class, () -> bodies);
            beans.registerBean(HealthController.class, () -> health);
            if (settings.work().role().takesOrders()) {
                beans.registerBean(Accounts.class, () -> accounts);
                beans.registerBean(Keys.class, () -> keys);
                beans.registerBean(Ledger.class, () -> new Ledger(database));
                beans.registerBean(Prices.class, () -> new Prices(database));
                beans.registerBean(TaskLifecycle.class, () -> lifecycle);
                beans.registerBean(Queue.class, () -> queue);
                beans.registerBean(WaitingLine.class, () -> line);
                beans.registerBean(OrderDesk.class,
                        () -> new OrderDesk(accounts, new Prices(database), lifecycle, objects, urls,
                                templates, engines.stream().map(PortraitEngine::name).toList()));
                beans.registerBean(ProgramVersion.class, () -> new ProgramVersion(installation.version()));
                beans.registerBean(EngineCatalog.class,
                        () -> new EngineCatalog(installation.listings(), settings.work().role().carriesOut(), workers));
                beans.registerBean(Overview.class, () -> new Overview(database));
                beans.registerBean(Workers.class, () -> workers);
                beans.registerBean(PortraitLinks.class, () -> links);
                beans.registerBean(TemplateCatalog.class, () -> templates);
                beans.registerBean(PhotoUrls.class, () -> urls);
                beans.registerBean(Deliveries.class, () -> deliveries);
                beans.registerBean(Tickets.class, () -> tickets);
                beans.registerBean(BearerAuthentication.class, () -> new BearerAuthentication(keys));
                beans.registerBean(RateGate.class, () -> new RateGate(database));
                beans.registerBean(SignIn.class, () -> signIn);
                beans.registerBean(PromptReader.class, () -> new PromptReader(engines));
                beans.registerBean(TaskWait.class, () -> new TaskWait(watch));
                beans.registerBean(Previewer.class, () -> new Previewer(urls, fetcher, engines));
                beans.registerBean(PhotoChecks.class, () -> new PhotoChecks(urls, fetcher, engines));
                beans.registerBean(PublicAddress.class, () -> linked);
                beans.registerBean(Uploads.class, () -> uploads);
                beans.registerBean(PhotoFetcher.class, () -> fetcher);
                beans.registerBean(VolcengineSettings.class, settings::volcengine);
                beans.registerBean(DrawingNames.class, settings::drawingNames);
                beans.registerBean(PictureController.class, () -> new PictureController(links, deliveries, uploads));
            }
        }).run();
        open(web);
        int port = Objects.requireNonNull(((WebServerApplicationContext) web).getWebServer(), "it has started")
                .getPort();
        address = URI.create("http://" + host(settings.listening()) + ":" + port);
    }

    /** What this machine reaches the service by. */
    private static String host(Listening listening) {
        boolean local = listening.everywhere() || listening.bind().equals(Listening.DEFAULT.bind());
        return local ? "localhost" : listening.bind();
    }

    /** An embedded database has no other processes that this one could disagree with. */
    private static void join(ServerSettings settings, Database database, InstallationCheck.Credentials mine) {
        InstallationCheck membership = new InstallationCheck(database);
        if (settings.storage().database().isPresent()) {
            membership.join(mine);
        } else {
            membership.found(mine);
        }
    }

    /** A part to be closed in its turn; where the service is being stopped already, the start ends here. */
    private void open(AutoCloseable part) {
        parts.push(part);
        if (stopping.get()) {
            throw new StoppedWhileStarting();
        }
    }

    private static final class StoppedWhileStarting extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoppedWhileStarting() {
            super("the service was stopped while it started");
        }
    }

    /** The web server: everything that Spring does by itself and we do not want is off. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Tomcat {}

    /** What the dialects of both clouds share. */
    @Configuration(proxyBeanMethods = false)
    static class Shared {
        @Bean
        Envelope envelope() {
            return new Envelope();
        }

        @Bean
        Drawings drawings(OrderDesk desk, Deliveries deliveries, PortraitLinks links, Uploads uploads) {
            return new Drawings(desk, deliveries, links, uploads);
        }
    }

    private static SpringApplicationBuilder web(ServerSettings settings) {
        Class<?>[] sources = settings.work().role().takesOrders()
                ? new Class<?>[]{Tomcat.class, Wire.class, Shared.class, Fallbacks.class, Ai302.class, Volcengine.class,
                        OpenAi.class,
                        Rest.class,
                        Web.class}
                : new Class<?>[]{Tomcat.class, Wire.class};
        return new SpringApplicationBuilder(sources).bannerMode(Banner.Mode.OFF).logStartupInfo(false)
                .registerShutdownHook(false)
                .properties(Map.of("server.port", settings.listening().port(), "server.address",
                        settings.listening().bind(),
                        "server.shutdown", "graceful", "spring.lifecycle.timeout-per-shutdown-phase", "20s",
                        "spring.threads.virtual.enabled", true, "spring.servlet.multipart.enabled", false,
                        "spring.web.resources.add-mappings", false, "server.forward-headers-strategy", "native",
                        "spring.jmx.enabled", false,
                        // It would read whole bodies that claim to be forms, before anybody asked for a key.
                        "spring.mvc.formcontent.filter.enabled", false))
                // Spring would stop the log while we still close our parts.
                .properties("logging.register-shutdown-hook=false")
                // Those who poll shall not have to connect anew after a hundred questions.
                .properties("server.tomcat.max-keep-alive-requests=-1");
    }

    @Override
    public void close() {
        if (stopping.getAndSet(true)) {
            stopped.join();
            return;
        }
        try {
            awaitStart();
            while (!parts.isEmpty()) {
                try {
                    parts.pop().close();
                } catch (Exception e) {
                    LOG.warn("a part of the service did not stop cleanly", e);
                }
            }
        } finally {
            stopped.complete(null);
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, which is why we are here.
        }
    }

    // Nothing is closed under the hands of a start: it is interrupted, and closes nothing itself.
    private void awaitStart() {
        if (started.isDone()) {
            return;
        }
        starter.interrupt();
        try {
            started.get(START_ENDS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the start does not end; what it opened is closed all the same", e);
        }
    }
}
