package dev.likeness.app;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "keys", usageHelpAutoWidth = true, mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", description = "Make, list and revoke keys of the API.", footerHeading = "%nExamples:%n", footer = {
        "  likeness keys create --name shop --balance 25",
        "  likeness keys list", "  likeness keys revoke shop"})
final class KeysCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(description = "Make a key; it is shown this once.", mixinStandardHelpOptions = true)
    int create(
            @Option(names = "--name", required = true, paramLabel = "NAME", description = "The account; opened when it is new.") String name,
            @Option(names = "--balance", paramLabel = "PTC", defaultValue = "0", description = "What to add to the account (default ${DEFAULT-VALUE}).") String balance,
            @Mixin ServiceOptions options) {
        spec.commandLine().getOut().println(KeyBook.create(options.environment(Map.of()), name, balance));
        return 0;
    }

    @Command(description = "List all keys by their beginnings.", mixinStandardHelpOptions = true)
    int list(@Mixin ServiceOptions options) {
        KeyBook.list(options.environment(Map.of())).forEach(spec.commandLine().getOut()::println);
        return 0;
    }

    @Command(description = "Let a key in no longer.", mixinStandardHelpOptions = true)
    int revoke(
            @Parameters(paramLabel = "NAME", description = "An account (all its keys), or the beginning of a key.") String name,
            @Mixin ServiceOptions options) {
        int revoked = KeyBook.revoke(options.environment(Map.of()), name);
        if (revoked == 0) {
            throw new IllegalArgumentException("no valid key belongs to " + name + ": see likeness keys list");
        }
        spec.commandLine().getOut().println("revoked " + revoked + (revoked == 1 ? " key" : " keys"));
        return 0;
    }
}
