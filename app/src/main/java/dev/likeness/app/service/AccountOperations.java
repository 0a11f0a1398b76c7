package dev.likeness.app.service;

import dev.likeness.app.console.Listing;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.accounts.Usage;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.TaskId;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the account commands do in the database; apart from them, so that other commands do not load the service. */
public final class AccountOperations {
    private final Map<String, String> environment;

    public AccountOperations(Map<String, String> environment) {
        this.environment = environment;
    }

    public Listing accounts() {
        return AccountDatabase.with(environment, data -> new Listing(data.accounts().list().stream()
                .map(account -> Listing.row("id", account.id().value(), "account", account.name(), "balance",
                        AccountDatabase.amount(account.balance()), "since",
                        account.createdAt().toString().substring(0, 10)))
                .toList()));
    }

    /** The balance after it. */
    public String deposit(String account, String amount) {
        Money more = Money.ptc(amount);
        return AccountDatabase.with(environment, data -> {
            AccountId id = data.account(account);
            data.accounts().deposit(id, more);
            return data.accounts().balance(id).toString();
        });
    }

    public Listing ledger(String account, Optional<Long> before, int limit) {
        return AccountDatabase.with(environment, data -> new Listing(data.ledger()
                .entries(data.account(account), before, limit).items().stream()
                .map(entry -> Listing.row("id", entry.id(), "at", entry.at().toString(), "kind",
                        entry.kind().wireName(), "amount", AccountDatabase.amount(entry.amount()), "task",
                        entry.task().map(TaskId::toString).orElse("")))
                .toList()));
    }

    public Listing usage(Optional<String> account, int days) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return AccountDatabase.with(environment, data -> {
            List<Map<String, Object>> rows = new ArrayList<>();
            for (var each : data.accounts().list()) {
                if (account.isEmpty() || account.get().equals(each.name())) {
                    for (Usage usage : data.ledger().usage(each.id(), today.minusDays(days - 1L), today)) {
                        rows.add(Listing.row("day", usage.day().toString(), "account", each.name(), "key",
                                usage.key().map(Object::toString).orElse(""), "key_name", usage.keyName(), "engine",
                                usage.engine(), "portraits", usage.portraits(), "spent",
                                AccountDatabase.amount(usage.spent())));
                    }
                }
            }
            account.ifPresent(data::account);
            return new Listing(rows);
        });
    }

    public Listing prices() {
        return AccountDatabase.with(environment, data -> new Listing(data.prices().all().entrySet().stream()
                .map(price -> Listing.row("engine", price.getKey(), "price", AccountDatabase.amount(price.getValue())))
                .toList()));
    }

    public void price(String engine, String amount) {
        Money price = Money.ptc(amount);
        AccountDatabase.with(environment, data -> {
            data.prices().set(engine, price);
            return engine;
        });
    }
}
