package dev.likeness.app;

import dev.likeness.server.ServerSettings;
import dev.likeness.store.AccountId;
import dev.likeness.store.Accounts;
import dev.likeness.store.Database;
import dev.likeness.store.KeyView;
import dev.likeness.store.Keys;
import dev.likeness.store.Money;
import dev.likeness.store.NewKey;
import dev.likeness.store.Safe;
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
        return with(environment, books -> {
            AccountId account = books.accounts().open(name);
            if (deposit.compareTo(Money.ZERO) > 0) {
                books.accounts().deposit(account, deposit);
            }
            return books.keys().create(account, NewKey.named(name)).key();
        });
    }

    static List<String> list(Map<String, String> environment) {
        List<String> lines = new ArrayList<>();
        lines.add(line("account", "key", "made", ""));
        for (KeyView key : with(environment, books -> books.keys().list())) {
            lines.add(line(key.account(), key.id().toString(), key.createdAt().toString().substring(0, 10),
                    key.state().name().toLowerCase(java.util.Locale.ROOT)));
        }
        return lines;
    }

    static int revoke(Map<String, String> environment, String nameOrPrefix) {
        return with(environment,
                books -> (int) books.keys().list().stream().filter(key -> key.account().equals(nameOrPrefix))
                        .filter(key -> books.keys().revoke(key.id())).count());
    }

    private record Open(Accounts accounts, Keys keys) {}

    private static <T> T with(Map<String, String> environment, Function<Open, T> work) {
        ServerSettings settings = ServerSettings.in(Path.of(".")).with(environment);
        try (Database database = Database.reach(settings.data(), settings.database())) {
            return work.apply(new Open(new Accounts(database), new Keys(database, Safe.open(settings.data()))));
        }
    }

    private static String line(String... columns) {
        return String.format("%-16s %-14s %-10s  %s", (Object[]) columns).stripTrailing();
    }
}
