package dev.likeness.app;

import dev.likeness.server.ServerSettings;
import dev.likeness.store.AccountId;
import dev.likeness.store.Accounts;
import dev.likeness.store.Database;
import dev.likeness.store.Keys;
import dev.likeness.store.Ledger;
import dev.likeness.store.Money;
import dev.likeness.store.Prices;
import dev.likeness.store.Safe;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

/** The books of the service that the environment names, open for as long as one command takes. */
record OpenBooks(Accounts accounts, Keys keys, Ledger ledger, Prices prices) {
    static <T> T with(Map<String, String> environment, Function<OpenBooks, T> work) {
        ServerSettings settings = ServerSettings.in(Path.of(".")).with(environment);
        try (Database database = Database.reach(settings.data(), settings.database())) {
            return work.apply(new OpenBooks(new Accounts(database), new Keys(database, Safe.open(settings.data())),
                    new Ledger(database), new Prices(database)));
        }
    }

    /** For columns and JSON, with two decimals or as many more as it has. */
    static BigDecimal amount(Money money) {
        return new BigDecimal(money.toString());
    }

    /**
     * @throws IllegalArgumentException when there is none of that name
     */
    AccountId account(String name) {
        return accounts.find(name).orElseThrow(() -> new IllegalArgumentException(
                "there is no account \"" + name + "\": see likeness accounts list"));
    }
}
