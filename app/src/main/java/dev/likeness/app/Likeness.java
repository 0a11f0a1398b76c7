package dev.likeness.app;

import dev.likeness.app.bench.BenchCommand;
import dev.likeness.app.console.Failures;
import dev.likeness.app.console.LogSettings;
import dev.likeness.app.console.StopSignals;
import dev.likeness.app.console.Version;
import dev.likeness.app.console.VersionCommand;
import dev.likeness.app.engines.Engines;
import dev.likeness.app.engines.ModelsCommand;
import dev.likeness.app.operator.AccountsCommand;
import dev.likeness.app.operator.AuditCommand;
import dev.likeness.app.operator.BackupCommand;
import dev.likeness.app.operator.DoctorCommand;
import dev.likeness.app.operator.KeysCommand;
import dev.likeness.app.operator.RestoreCommand;
import dev.likeness.app.operator.ServeCommand;
import dev.likeness.app.portraits.CheckCommand;
import dev.likeness.app.portraits.DocumentsCommand;
import dev.likeness.app.portraits.LooksCommand;
import dev.likeness.app.portraits.PrintCommand;
import dev.likeness.app.portraits.ShootCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program. */
@Command(name = "likeness", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, usageHelpAutoWidth = true, synopsisSubcommandLabel = "COMMAND", headerHeading = "", header = "Portrait photography by machine that you own.", subcommands = {
        ShootCommand.class,
        CheckCommand.class, LooksCommand.class, DocumentsCommand.class, PrintCommand.class, ServeCommand.class,
        KeysCommand.class, AccountsCommand.class, AuditCommand.class, DoctorCommand.class, BackupCommand.class,
        RestoreCommand.class, ModelsCommand.class,
        BenchCommand.class,
        VersionCommand.class}, commandListHeading = "%nCommands:%n", footerHeading = "%nExamples:%n", footer = {
                "  likeness shoot me.jpg                      retouched, all else kept",
                "  likeness shoot me.jpg --prompt \"warm library, Rembrandt light\" -o b.jpg",
                "  likeness shoot me.jpg --template city-night --width 1080 -o night.png",
                "  likeness shoot me.jpg --document cn-id -o id.jpg    for an identity document",
                "  likeness check me.jpg                      will this photo do, and what would be better",
                "  likeness looks me.jpg -o sheet.jpg         every look on one sheet",
                "  likeness serve --port 8080                 the HTTP API",
                "  likeness keys create --name shop --balance 25     a key for an API client",
                "  likeness accounts usage                    portraits and PTC by day",
                "  likeness doctor                            what is wrong with this installation",
                "  likeness backup backups/                   database, pictures and secrets in one file; restore FILE",
                "  likeness models pull klein-4b              the weights of the engine that follows the prompt", "",
                "Exit codes:",
                "  0 done  2 wrong order  3 unusable photo  4 refused  5 engine failed  6 some of several  1 else",
                "", "Environment:", "  LIKENESS_DATA        directory of database and pictures (default ~/.likeness)",
                "  LIKENESS_PORT, LIKENESS_BIND, LIKENESS_API_KEY, LIKENESS_DB_URL, ...",
                "                       the service: see \"likeness serve --help\"",
                "  LIKENESS_JAVA_OPTS   more options for Java, for example -Xmx4g",
                "  LIKENESS_DEBUG=1     stack traces with error messages"})
public final class Likeness implements Runnable {
    /** How long a rendering may take to notice that it is not wanted any more; each step of a large model takes seconds. */
    private static final Duration NETWORKS_END = Duration.ofSeconds(60);

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** Runs the command and ends the process with its exit code. */
    public static void main(String... args) {
        try {
            // Before anything logs.
            LogSettings.in(System.getenv()).properties().forEach(System::setProperty);
        } catch (IllegalArgumentException e) {
            PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
            System.exit(Failures.report(err, e));
        }
        main(Engines.installed(), args);
    }

    /** As {@link #main(String...)}, with the engines given. */
    static void main(Engines engines, String... args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        StopSignals signals = new StopSignals();
        signals.onStop(() -> engines.renderings().end(NETWORKS_END));
        signals.handle();
        int code = run(engines, signals, out, err, args);
        out.flush();
        err.flush();
        engines.renderings().end(NETWORKS_END);
        signals.exit(code);
    }

    /** As {@link #main}, in the calling thread, with the engines and the streams given, whatever signals come. */
    static int run(Engines engines, PrintWriter out, PrintWriter err, String... args) {
        return run(engines, new StopSignals(), out, err, args);
    }

    private static int run(Engines engines, StopSignals signals, PrintWriter out, PrintWriter err, String... args) {
        Failures failures = new Failures();
        return new CommandLine(new Likeness(), new Commands(engines, signals)).setOut(out).setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true).setUnmatchedOptionsArePositionalParams(false)
                .setExecutionExceptionHandler(failures).setParameterExceptionHandler(failures).execute(args);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
