package dev.likeness.app.operator;

import dev.likeness.app.console.ServiceOptions;
import dev.likeness.app.service.BackupOperations;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "backup", usageHelpAutoWidth = true, mixinStandardHelpOptions = true, description = "Write database, pictures and secrets of one moment into a file, while the service runs.", footer = {
        "", "Takes the settings of the environment, as serve does. The file is a ZIP that only its owner may read."})
public final class BackupCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE|DIR", description = "A new file, or a folder for one named by the time (FOLDER/ is made).")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String target;

    @Option(names = "--without-secrets", description = "Leave secrets.key and link.keys out: they are kept elsewhere.")
    private boolean withoutSecrets;

    @Mixin
    private ServiceOptions options = new ServiceOptions();

    @Override
    public Integer call() throws IOException {
        BackupOperations.Written written = BackupOperations.backup(options.environment(Map.of()), target,
                !withoutSecrets);
        spec.commandLine().getOut().println(written.told());
        if (written.missing() == 0) {
            return 0;
        }
        spec.commandLine().getErr().println("likeness: " + written.missing()
                + " pictures that orders name are missing in the store, and so in the backup; the rest is whole");
        return 1;
    }
}
