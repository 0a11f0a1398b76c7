package dev.likeness.server;

import dev.likeness.core.PortraitEngine;
import dev.likeness.core.PortraitRequest;
import dev.likeness.server.ai302.DrawingNames;
import dev.likeness.server.rest.admin.ProgramVersion;
import dev.likeness.server.rest.portraits.WebhookMessages;
import dev.likeness.server.volcengine.VolcengineSettings;
import dev.likeness.server.wire.BearerAuthentication;
import dev.likeness.server.wire.PortraitLinks;
import dev.likeness.server.wire.PublicAddress;
import dev.likeness.service.accounts.Accounts;
import dev.likeness.service.accounts.Ledger;
import dev.likeness.service.accounts.Prices;
import dev.likeness.service.audit.AuditTrail;
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
import dev.likeness.service.orders.HouseRules;
import dev.likeness.service.orders.Intake;
import dev.likeness.service.orders.OrderDesk;
import dev.likeness.service.orders.Overview;
import dev.likeness.service.orders.TaskLifecycle;
import dev.likeness.service.orders.WaitingLine;
import dev.likeness.service.pictures.DiskReserve;
import dev.likeness.service.pictures.FileObjects;
import dev.likeness.service.pictures.ObjectStore;
import dev.likeness.service.pictures.PhotoFetcher;
import dev.likeness.service.pictures.PhotoUrls;
import dev.likeness.service.pictures.S3Objects;
import dev.likeness.service.pictures.UploadMeter;
import dev.likeness.service.pictures.Uploads;
import dev.likeness.service.queue.Pace;
import dev.likeness.service.queue.Queue;
import dev.likeness.service.tasks.TaskWait;
import dev.likeness.service.tasks.TaskWatch;
import dev.likeness.service.templates.OwnTemplates;
import dev.likeness.service.templates.TemplateCatalog;
import dev.likeness.service.upstreams.ShownPhotos;
import dev.likeness.service.upstreams.Upstreams;
import dev.likeness.service.webhooks.WebhookCaller;
import dev.likeness.service.webhooks.WebhookJob;
import dev.likeness.service.work.EngineBreakers;
import dev.likeness.service.work.EngineRoom;
import dev.likeness.service.work.InstallationCheck;
import dev.likeness.service.work.Nodes;
import dev.likeness.service.work.Janitor;
import dev.likeness.service.work.PhotoDownloads;
import dev.likeness.service.work.PortraitWorker;
import dev.likeness.service.work.RelayedOrders;
import dev.likeness.service.work.WorkMeter;
import dev.likeness.service.work.Workers;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.context.support.GenericApplicationContext;

/** The parts of the service below the web server, opened in their order: database, object store, worker. */
final class ServiceParts {
    final ServerSettings settings;
    final Installation installation;
    final Database database;
    final ObjectStore objects;
    final Queue queue;
    final TaskLifecycle lifecycle;
    final WaitingLine line;
    final PhotoUrls urls;
    final PhotoFetcher fetcher;
    final Accounts accounts;
    final Keys keys;
    final SignIn signIn;
    final Optional<IssuedKey> newKey;
    final PublicAddress address;
    final PortraitLinks links;
    final Tickets tickets;
    final Workers workers;
    final Optional<Queue.Worker> worker;
    final TaskWatch watch;
    final Optional<Metrics> metrics;
    private final DiskReserve disk;
    private final SignedLinks signed;

    /** What can be ordered; what an engine cannot do is asked only of those of this process. */
    private OrderDesk.Engines orderable(EngineCatalog catalog) {
        return new OrderDesk.Engines() {
            @Override
            public List<String> names() {
                return catalog.names();
            }

            @Override
            public List<String> chain() {
                return settings.work().chain();
            }

            @Override
            public void check(String name, PortraitRequest request) {
                engines().stream().filter(engine -> engine.name().equals(name))
                        .forEach(engine -> engine.check(request));
            }
        };
    }

    /**
     * @param wrapped wraps the object store; every access to pictures goes through what it returns
     * @param lost    completed when the database is lost for good
     */
    ServiceParts(ServerSettings settings, Installation installation, UnaryOperator<ObjectStore> wrapped,
            CompletableFuture<StoreException> lost, Shutdown shutdown) {
        this.settings = settings;
        this.installation = installation.before(settings.work().chain(),
                settings.storage().database().isEmpty());
        if (settings.tracing().collector().isPresent()) {
            shutdown.opened(new TraceExport(settings.tracing(), installation.version(),
                    settings.work().role().name().toLowerCase(Locale.ROOT)));
        }
        Path data = settings.storage().data();
        database = shutdown.opened(
                settings.storage().database().map(Database::connect).orElseGet(() -> Database.embedded(data)));
        database.lost().thenAccept(lost::complete);
        objects = wrapped.apply(objects(settings, shutdown));
        disk = new DiskReserve(objects, settings.storage().reserve());
        queue = new Queue(database);
        lifecycle = new TaskLifecycle(database, queue);
        line = new WaitingLine(database);
        urls = new PhotoUrls(settings.addresses().photoHosts());
        fetcher = new PhotoFetcher(urls);
        accounts = new Accounts(database);
        SealedSecrets sealed = SealedSecrets.open(settings.storage().secrets());
        signed = SignedLinks.open(settings.storage().secrets());
        checkInstallation(new InstallationCheck.Credentials(objects, sealed, signed), shutdown);
        keys = new Keys(database, sealed);
        signIn = new SignIn(keys, accounts);
        newKey = takesOrders()
                ? keys.openDefault(settings.firstAccount().startingBalance(), settings.firstAccount().apiKey(),
                        settings.firstAccount().accessKey())
                : Optional.empty();
        address = new PublicAddress(settings.addresses().publicUrl(), settings.volcengine().signedHosts());
        links = new PortraitLinks(signed, address);
        tickets = Tickets.open(settings.storage().secrets());
        workers = new Workers(database);
        metrics = settings.work().metrics()
                ? Optional.of(shutdown.opened(new Metrics(new Overview(database), objects)))
                : Optional.empty();
        worker = settings.work().role().carriesOut() ? Optional.of(startWorker(shutdown)) : Optional.empty();
        watch = shutdown.opened(new TaskWatch(lifecycle::snapshots));
    }

    private static ObjectStore objects(ServerSettings settings, Shutdown shutdown) {
        return settings.storage().bucket().<ObjectStore>map(bucket -> shutdown.opened(new S3Objects(bucket)))
                .orElseGet(() -> new FileObjects(settings.storage().data().resolve("objects")));
    }

    boolean takesOrders() {
        return settings.work().role().takesOrders();
    }

    List<PortraitEngine> engines() {
        return installation.engines();
    }

    /** An embedded database has no other processes that this one could disagree with. */
    private void checkInstallation(InstallationCheck.Credentials mine, Shutdown shutdown) {
        InstallationCheck check = new InstallationCheck(database);
        if (settings.storage().database().isPresent()) {
            check.join(mine);
            shutdown.opened(new Nodes(database, mine.safe().fingerprint()).join(new Nodes.Node(Workers.host(),
                    settings.work().role().name().toLowerCase(Locale.ROOT), settings.shared())));
        } else {
            check.found(mine);
        }
    }

    private Queue.Worker startWorker(Shutdown shutdown) {
        WebhookMessages messages = new WebhookMessages(new WebhookMessages.Sources(lifecycle, line, links),
                settings.addresses().publicUrl());
        WebhookJob webhooks = new WebhookJob(lifecycle, messages::body, tickets::webhookSecret,
                new WebhookCaller(urls));
        int threads = settings.work().threads();
        // Opened before the worker and so closed after it: its heartbeat goes on while it finishes its portraits.
        shutdown.opened(workers.enter(new Workers.Introduction(queue.workerName(), threads, engines().stream()
                .collect(Collectors.toMap(PortraitEngine::name, PortraitEngine::device)))));
        PhotoDownloads downloads = shutdown.opened(new PhotoDownloads(lifecycle, queue, objects, fetcher));
        RelayedOrders relays = shutdown.opened(new RelayedOrders(queue, lifecycle, new Upstreams(database),
                new ShownPhotos(objects, signed, settings.addresses().publicUrl())));
        return shutdown.opened(queue.work(Pace.ofThreads(threads, settings.work().drain()),
                new PortraitWorker(lifecycle, objects, downloads,
                        new EngineRoom(engines(), new EngineBreakers(), Optional.of(relays), workers::served))
                        .metered(metrics.<WorkMeter>map(it -> it).orElse(WorkMeter.NONE))
                        .moderated(settings.guarding().moderation()),
                new Janitor(database, objects)::run,
                List.of(webhooks.kind())));
    }

    HealthController health() {
        return new HealthController(database, queue, objects, worker, metrics);
    }

    private Uploads uploads() {
        return new Uploads(new Uploads.Admission(new UploadMeter(database), new RateGate(database), accounts,
                new Prices(database), engines().getFirst().name(), disk), signed, objects);
    }

    /** Registers what the controllers of the dialects and pages are made of. */
    void register(GenericApplicationContext beans) {
        TemplateCatalog templates = new TemplateCatalog(new OwnTemplates(database), engines());
        EngineCatalog catalog = new EngineCatalog(installation.listings(), settings.work().role().carriesOut(),
                workers);
        HouseRules rules = new HouseRules(settings.guarding().moderation(), settings.guarding().consentRequired(),
                new AuditTrail(database));
        Uploads uploads = uploads();
        Deliveries deliveries = new Deliveries(objects, lifecycle::find);
        beans.registerBean(Accounts.class, () -> accounts);
        beans.registerBean(Keys.class, () -> keys);
        beans.registerBean(Ledger.class, () -> new Ledger(database));
        beans.registerBean(Prices.class, () -> new Prices(database));
        beans.registerBean(TaskLifecycle.class, () -> lifecycle);
        beans.registerBean(Queue.class, () -> queue);
        beans.registerBean(WaitingLine.class, () -> line);
        beans.registerBean(OrderDesk.class, () -> new OrderDesk(accounts, new Prices(database), lifecycle, objects,
                urls, templates, orderable(catalog), new Intake(queue, disk, settings.work().mostWaiting()), rules));
        beans.registerBean(Upstreams.class, () -> new Upstreams(database));
        beans.registerBean(HouseRules.class, () -> rules);
        beans.registerBean(ProgramVersion.class, () -> new ProgramVersion(installation.version()));
        beans.registerBean(EngineCatalog.class, () -> catalog);
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
        beans.registerBean(PromptReader.class, () -> new PromptReader(engines()));
        beans.registerBean(TaskWait.class, () -> new TaskWait(watch));
        beans.registerBean(Previewer.class, () -> new Previewer(urls, fetcher, engines(),
                settings.guarding().moderation()));
        beans.registerBean(PhotoChecks.class, () -> new PhotoChecks(urls, fetcher, engines()));
        beans.registerBean(PublicAddress.class, () -> address);
        beans.registerBean(Uploads.class, () -> uploads);
        beans.registerBean(PhotoFetcher.class, () -> fetcher);
        beans.registerBean(VolcengineSettings.class, settings::volcengine);
        beans.registerBean(DrawingNames.class, settings::drawingNames);
        beans.registerBean(PictureController.class, () -> new PictureController(links, deliveries, uploads));
    }
}
