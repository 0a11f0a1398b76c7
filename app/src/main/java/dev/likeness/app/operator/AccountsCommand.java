package dev.likeness.app.operator;

import dev.likeness.app.console.Listing;
import dev.likeness.app.console.ServiceOptions;
import dev.likeness.app.service.AccountOperations;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "accounts", usageHelpAutoWidth = true, mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", description = "Balances, deposits, ledger, usage and prices.", footerHeading = "%nExamples:%n", footer = {
        "  likeness accounts deposit shop 100", "  likeness accounts usage shop --days 30 --json",
        "  likeness accounts prices studio 0.02"})
public final class AccountsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(description = "List accounts and what they own.", mixinStandardHelpOptions = true)
    int list(@Mixin ServiceOptions options, @Option(names = "--json", description = "As JSON.") boolean json) {
        return print(book(options).accounts(), json);
    }

    @Command(description = "Add to what an account owns.", mixinStandardHelpOptions = true)
    int deposit(@Parameters(paramLabel = "ACCOUNT", description = "Its name.") String account,
            @Parameters(paramLabel = "PTC", description = "How much, for example 12.5.") String amount,
            @Mixin ServiceOptions options) {
        spec.commandLine().getOut().println(account + " owns " + book(options).deposit(account, amount) + " PTC");
        return 0;
    }

    @Command(description = "What an account was given and charged, newest first.", mixinStandardHelpOptions = true)
    int ledger(@Parameters(paramLabel = "ACCOUNT", description = "Its name.") String account,
            @Option(names = "--before", paramLabel = "ID", description = "Only entries older than this one.") Optional<Long> before,
            @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "At most so many, 1 to 200 (default ${DEFAULT-VALUE}).") int limit,
            @Mixin ServiceOptions options, @Option(names = "--json", description = "As JSON.") boolean json) {
        return print(book(options).ledger(account, before, limit), json);
    }

    @Command(description = "Portraits and PTC by day, key and engine.", mixinStandardHelpOptions = true)
    int usage(
            @Parameters(paramLabel = "ACCOUNT", arity = "0..1", description = "Only this one.") Optional<String> account,
            @Option(names = "--days", paramLabel = "N", defaultValue = "30", description = "Today and the days before (default ${DEFAULT-VALUE}).") int days,
            @Mixin ServiceOptions options, @Option(names = "--json", description = "As JSON.") boolean json) {
        if (days < 1) {
            throw new IllegalArgumentException("--days is " + days + ": use 1 or more");
        }
        return print(book(options).usage(account, days), json);
    }

    @Command(description = "Show prices, or set an engine's (\"*\" for all that have none).", mixinStandardHelpOptions = true)
    int prices(
            @Parameters(paramLabel = "ENGINE", index = "0", arity = "0..1", description = "Whose price to set.") Optional<String> engine,
            @Parameters(paramLabel = "PTC", index = "1", arity = "0..1", description = "What a portrait costs.") Optional<String> price,
            @Mixin ServiceOptions options, @Option(names = "--json", description = "As JSON.") boolean json) {
        if (engine.isPresent()) {
            book(options).price(engine.get(), price.orElseThrow(() -> new IllegalArgumentException(
                    "name a price too, for example likeness accounts prices studio 0.02")));
        }
        return print(book(options).prices(), json);
    }

    private static AccountOperations book(ServiceOptions options) {
        return new AccountOperations(options.environment(Map.of()));
    }

    private int print(Listing listing, boolean json) {
        if (json) {
            spec.commandLine().getOut().println(listing.json());
        } else {
            listing.lines().forEach(spec.commandLine().getOut()::println);
        }
        return 0;
    }
}
