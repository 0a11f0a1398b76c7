package dev.likeness.app.operator;

import dev.likeness.app.console.Periods;
import dev.likeness.app.console.ServiceOptions;
import dev.likeness.app.service.AuditOperations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "audit", usageHelpAutoWidth = true, mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", description = "The audit trail: consents, hashes of photos, verdicts of the moderation.", footerHeading = "%nExamples:%n", footer = {
        "  likeness audit export --from 2027-01-01 --to 2027-02-01 --out january.ndjson",
        "  likeness audit verify january.ndjson"})
public final class AuditCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(description = "Write entries as NDJSON whose lines are chained by hashes.", mixinStandardHelpOptions = true)
    int export(
            @Option(names = "--from", paramLabel = "TIME", required = true, description = "From this day or moment on, UTC.") String from,
            @Option(names = "--to", paramLabel = "TIME", description = "Until before this one; now if it is left out.") Optional<String> to,
            @Option(names = "--out", paramLabel = "FILE", description = "A new file; the console if it is left out.") Optional<Path> out,
            @Mixin ServiceOptions options) {
        Instant begin = Periods.instant(from);
        Instant end = to.map(Periods::instant).orElseGet(Instant::now);
        if (!begin.isBefore(end)) {
            throw new IllegalArgumentException("--from is not before --to");
        }
        Map<String, String> environment = options.environment(Map.of());
        if (out.isEmpty()) {
            // Apart from the lines, so that they can be piped into a file.
            spec.commandLine().getErr()
                    .println(AuditOperations.export(environment, begin, end, spec.commandLine().getOut()));
            return 0;
        }
        if (Files.exists(out.get())) {
            throw new IllegalArgumentException(out.get() + " is there already: name another file");
        }
        try (Writer file = Files.newBufferedWriter(out.get())) {
            String done = AuditOperations.export(environment, begin, end, file);
            spec.commandLine().getOut().println(out.get() + ": " + done + " (keep that hash elsewhere)");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return 0;
    }

    @Command(description = "Check that no line of an export was changed, removed or moved.", mixinStandardHelpOptions = true)
    int verify(@Parameters(paramLabel = "FILE", description = "An export.") Path file,
            @Option(names = "--hash", paramLabel = "HASH", description = "The last hash, as the export named it.") Optional<String> hash) {
        spec.commandLine().getOut().println(file + ": " + AuditOperations.verify(file, hash));
        return 0;
    }
}
