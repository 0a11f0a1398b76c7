package dev.likeness.app.service;

import dev.likeness.server.ServerSettings;
import dev.likeness.service.accounts.Accounts;
import dev.likeness.service.accounts.Ledger;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.accounts.Prices;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.SealedSecrets;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.keys.Keys;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

/** The accounts, keys, ledger and prices of the service that the environment names, open for one command. */
record AccountDatabase(Accounts accounts, Keys keys, Ledger ledger, Prices prices) {
    static <T> T with(Map<String, String> environment, Function<AccountDatabase, T> work) {
        ServerSettings settings = ServerSettings.in(Path.of(".")).with(environment);
        try (Database database = Database.reach(settings.storage().data(), settings.storage().database())) {
            return work.apply(
                    new AccountDatabase(new Accounts(database),
                            new Keys(database, SealedSecrets.open(settings.storage().secrets())),
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
