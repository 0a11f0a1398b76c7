package dev.likeness.app.operator;

import dev.likeness.app.console.LimitOptions;
import dev.likeness.app.console.Listing;
import dev.likeness.app.console.ServiceOptions;
import dev.likeness.app.service.KeyOperations;
import dev.likeness.imaging.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "keys", usageHelpAutoWidth = true, mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", description = "Make, list, limit, rotate and revoke keys of the API.", footerHeading = "%nExamples:%n", footer = {
        "  likeness keys create --name shop --balance 25",
        "  likeness keys create --name phone --account shop --daily 2",
        "  likeness keys rotate phone --overlap 24h", "  likeness keys set phone --rate 5 --daily none",
        "  likeness keys revoke shop",
        "", "KEY is its number, its name, its account or the beginning that the list shows.", "",
        "Scopes: portraits:read, portraits:write, templates, books, admin, or all."})
public final class KeysCommand implements Runnable {
    private static final String KEY = "The key's number, name, account or beginning.";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(description = "Make a key; it is shown this once.", mixinStandardHelpOptions = true)
    int create(
            @Option(names = "--name", required = true, paramLabel = "NAME", description = "What to call the key.") String name,
            @Option(names = "--account", paramLabel = "NAME", description = "Whose it is; opened when new (default: the key's name).") Optional<String> account,
            @Option(names = "--balance", paramLabel = "PTC", defaultValue = "0", description = "What to add to the account (default ${DEFAULT-VALUE}).") String balance,
            @Option(names = "--scopes", paramLabel = "LIST", description = "What it may do (default: all but admin).") Optional<String> scopes,
            @Option(names = "--secret", paramLabel = "KIND", defaultValue = "bearer", description = "bearer, access-key (signed requests) or both (default ${DEFAULT-VALUE}).") String secret,
            @Option(names = "--expires", paramLabel = "WHEN", description = "For example 90d or 2027-01-31 (default: never).") Optional<String> expires,
            @Mixin LimitOptions limits, @Mixin ServiceOptions options,
            @Option(names = "--json", description = "As JSON.") boolean json) {
        issued(new KeyOperations(options.environment(Map.of())).create(
                new KeyOperations.Wish(name, account, balance, scopes, secret, expires, limits)), json);
        return 0;
    }

    @Command(description = "List keys by their beginnings.", mixinStandardHelpOptions = true)
    int list(
            @Parameters(paramLabel = "ACCOUNT", arity = "0..1", description = "Only this account's.") Optional<String> account,
            @Mixin ServiceOptions options, @Option(names = "--json", description = "As JSON.") boolean json) {
        print(new KeyOperations(options.environment(Map.of())).list(account), json);
        return 0;
    }

    @Command(description = "Give a key new secrets; the old ones hold for a while.", mixinStandardHelpOptions = true)
    int rotate(@Parameters(paramLabel = "KEY", description = KEY) String key,
            @Option(names = "--overlap", paramLabel = "SPAN", defaultValue = "24h", description = "How long the old ones hold, at most 90d (default ${DEFAULT-VALUE}).") String overlap,
            @Mixin ServiceOptions options, @Option(names = "--json", description = "As JSON.") boolean json) {
        issued(new KeyOperations(options.environment(Map.of())).rotate(key, overlap), json);
        return 0;
    }

    @Command(description = "Change a key's limits, scopes or end, and show them.", mixinStandardHelpOptions = true)
    int set(@Parameters(paramLabel = "KEY", description = KEY) String key, @Mixin LimitOptions limits,
            @Option(names = "--scopes", paramLabel = "LIST", description = "What it may do from now on.") Optional<String> scopes,
            @Option(names = "--expires", paramLabel = "WHEN", description = "When it ends, or none.") Optional<String> expires,
            @Mixin ServiceOptions options, @Option(names = "--json", description = "As JSON.") boolean json) {
        print(new Listing(List.of(
                new KeyOperations(options.environment(Map.of())).change(key, limits, scopes, expires))), json);
        return 0;
    }

    @Command(description = "Let a key in no longer; an account's name means all its keys.", mixinStandardHelpOptions = true)
    int revoke(@Parameters(paramLabel = "KEY", description = KEY) String key, @Mixin ServiceOptions options) {
        int revoked = new KeyOperations(options.environment(Map.of())).revoke(key);
        spec.commandLine().getOut().println("revoked " + revoked + (revoked == 1 ? " key" : " keys"));
        return 0;
    }

    /** A Bearer key alone is printed bare, for scripts. */
    private void issued(Map<String, Object> key, boolean json) {
        if (json) {
            spec.commandLine().getOut().println(Json.of(key));
        } else if (key.containsKey("access_key_id")) {
            key.forEach((name, value) -> spec.commandLine().getOut().printf("%-18s %s%n", name, value));
        } else {
            spec.commandLine().getOut().println(key.get("key"));
        }
    }

    private void print(Listing listing, boolean json) {
        if (json) {
            spec.commandLine().getOut().println(listing.json());
        } else {
            listing.lines().forEach(spec.commandLine().getOut()::println);
        }
    }
}
