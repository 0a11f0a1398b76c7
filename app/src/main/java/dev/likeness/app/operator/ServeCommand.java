package dev.likeness.app.operator;

import dev.likeness.app.console.ServiceOptions;
import dev.likeness.app.console.StopSignals;
import dev.likeness.app.engines.Engines;
import dev.likeness.app.service.ServiceRun;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "serve", sortOptions = false, usageHelpAutoWidth = true, mixinStandardHelpOptions = true, description = "Run the HTTP API and the worker until interrupted.", footerHeading = "%nEnvironment:%n", footer = {
        "  LIKENESS_BIND             address to listen on (default 127.0.0.1; 0.0.0.0 for all)",
        "  LIKENESS_PORT, LIKENESS_DATA, LIKENESS_ROLE, LIKENESS_ENGINES      as the options",
        "  LIKENESS_DRAIN_SECONDS    how long a stopped process may finish its portraits (20); the others go",
        "                            back to the queue",
        "  LIKENESS_DB_URL           an external PostgreSQL, jdbc:postgresql://host:5432/name,",
        "                            with LIKENESS_DB_USER and LIKENESS_DB_PASSWORD",
        "  LIKENESS_SECRETS          folder of secrets.key and link.keys, the same on all nodes (LIKENESS_DATA)",
        "  LIKENESS_S3_BUCKET        keeps pictures in an S3 store instead of files; with LIKENESS_S3_ENDPOINT",
        "                            (Amazon's if not set), LIKENESS_S3_ACCESS_KEY, LIKENESS_S3_SECRET_KEY,",
        "                            LIKENESS_S3_REGION (us-east-1), LIKENESS_S3_PREFIX, LIKENESS_S3_PATH_STYLE,",
        "                            LIKENESS_S3_LINKS (stream; redirect sends clients to the store for five",
        "                            minutes at a time) and LIKENESS_S3_LINK_HOST (where clients reach it)",
        "  LIKENESS_API_KEY          the first account's key; without it one is made and shown once",
        "  LIKENESS_STARTING_BALANCE what the first account gets, PTC (default 1000)",
        "  LIKENESS_MIN_FREE_MB      once less of the disk is free, nothing new is taken (500)",
        "  LIKENESS_MOST_WAITING     orders that may wait before no more are taken (100000)",
        "  LIKENESS_LOG              json writes each line of the log as an object, with the ids of request and task",
        "                            (text); LIKENESS_LOG_LEVEL as DEBUG also says what is ordered and done (INFO)",
        "  LIKENESS_METRICS          true shows /metrics, for Prometheus, to everybody who reaches the port",
        "  LIKENESS_TRACES           address of a collector that traces are sent to by OTLP over HTTP, such as",
        "                            http://localhost:4318; LIKENESS_TRACES_SHARE of requests (1) if not told otherwise",
        "  LIKENESS_PUBLIC_URL       what links to portraits begin with; set it where clients reach the",
        "                            service under the name of a cloud",
        "  LIKENESS_CORS_ORIGINS     origins whose pages may call from a browser, with commas (*; none)",
        "  LIKENESS_BODY_SECONDS     how long the body of a request may take to come in (300)",
        "  LIKENESS_BODY_RATE        bytes a second that it has to reach on average (16384)",
        "  LIKENESS_PHOTO_HOSTS      hosts that photos may come from although they are not public",
        "  LIKENESS_KLEIN, LIKENESS_KLEIN_DEVICE             the engine klein: see docs/gpu.md",
        "  LIKENESS_FACE_EMBEDDING   an ONNX file (ArcFace, SFace) by which klein tells the likeness",
        "  LIKENESS_KLEIN_BEST_OF    takes that klein makes of a portrait to choose the likest, 1 to 8 (1)",
        "  LIKENESS_ENGINES_DEFAULT  engines that orders go through until one makes the portrait, as in",
        "                            klein,volcengine,studio (studio)",
        "  LIKENESS_VOLCENGINE_ACCESS_KEY_ID, _SECRET_ACCESS_KEY, LIKENESS_AI302_API_KEY (or each _FILE)",
        "                            the clouds as engines: see docs/clouds.md",
        "  LIKENESS_WORKER_THREADS   portraits made at once",
        "  LIKENESS_ALLOW_DRAWINGS   true lets drawings, statues and dolls pass with a note (false: they",
        "                            are refused where that is sure)",
        "  LIKENESS_MODERATION_WORDS word lists, with commas; _URL a server that is asked, _MODEL a classifier:",
        "                            see docs/moderation.md",
        "  LIKENESS_CONSENT_REQUIRED true refuses orders that state no consent (false)",
        "  LIKENESS_DRAWING_NAMES    further names of the service in 302.ai's paths",
        "  LIKENESS_SIGNED_HOSTS     hosts that signed requests may name, never in links",
        "                            (visual.volcengineapi.com)",
        "  LIKENESS_CLOCK_WINDOW     how far the clocks of signed requests may be off, seconds (900)",
        "  LIKENESS_SYNC_PATIENCE    how long CVProcess waits for its portrait, seconds (25)"})
public final class ServeCommand implements Callable<Integer> {
    private final Engines engines;
    private final StopSignals signals;

    @Option(names = "--port", paramLabel = "N", description = "Port to listen on, 0 for any (LIKENESS_PORT; 8080).")
    private Optional<String> port = Optional.empty();

    @Option(names = "--role", paramLabel = "ROLE", description = "all, api (take orders) or worker (carry them out) (LIKENESS_ROLE; all).")
    private Optional<String> role = Optional.empty();

    @Option(names = "--engines", paramLabel = "NAMES", description = "Open these engines only, with commas between (LIKENESS_ENGINES; all that can be opened).")
    private Optional<String> served = Optional.empty();

    @Option(names = "--sign-in", description = "Print a link that signs a browser in once, as the first start does.")
    private boolean signIn;

    @Mixin
    private ServiceOptions options = new ServiceOptions();

    public ServeCommand(Engines engines, StopSignals signals) {
        this.engines = engines;
        this.signals = signals;
    }

    @Override
    public Integer call() throws Exception {
        ServiceRun.run(options.environment(Map.of("PORT", port, "ROLE", role, "ENGINES", served)), engines, signals,
                signIn);
        return 0;
    }
}
