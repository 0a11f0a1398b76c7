package dev.likeness.app.operator;

import dev.likeness.app.console.ServiceOptions;
import dev.likeness.app.service.BackupOperations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "restore", usageHelpAutoWidth = true, mixinStandardHelpOptions = true, description = "Fill an empty installation from a backup.", footer = {
        "",
        "Takes the settings of the environment, as serve does: an empty data folder, or an empty database and bucket.",
        "Nothing may run there. Orders that were open at the time of the backup are carried out once the service starts."})
public final class RestoreCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A backup.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Mixin
    private ServiceOptions options = new ServiceOptions();

    @Override
    public Integer call() throws IOException {
        spec.commandLine().getOut().println(BackupOperations.restore(options.environment(Map.of()), file));
        return 0;
    }
}
