package dev.likeness.app;

import dev.likeness.server.ServerSettings;
import dev.likeness.store.Accounts;
import dev.likeness.store.Database;
import dev.likeness.store.KeyListing;
import dev.likeness.store.Money;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The way to the accounts; apart from the command so that no other command loads the store. */
final class KeyBook {
    private KeyBook() {}

    static String create(Map<String, String> environment, String name, String balance) {
        Money deposit = Money.ptc(balance);
        return with(environment, accounts -> accounts.createKey(name, deposit).key());
    }

    static List<String> list(Map<String, String> environment) {
        List<String> lines = new ArrayList<>();
        lines.add(line("account", "key", "balance", "made", ""));
        for (KeyListing key : with(environment, Accounts::listKeys)) {
            lines.add(line(key.account(), key.prefix() + "…", key.balance() + " PTC",
                    key.createdAt().toString().substring(0, 10), key.revoked() ? "revoked" : ""));
        }
        return lines;
    }

    static int revoke(Map<String, String> environment, String nameOrPrefix) {
        return with(environment, accounts -> accounts.revoke(nameOrPrefix));
    }

    private static <T> T with(Map<String, String> environment, Function<Accounts, T> work) {
        ServerSettings settings = ServerSettings.in(Path.of(".")).with(environment);
        try (Database database = Database.reach(settings.data(), settings.database())) {
            return work.apply(new Accounts(database));
        }
    }

    private static String line(String... columns) {
        return String.format("%-16s %-14s %14s  %-10s  %s", (Object[]) columns).stripTrailing();
    }
}
