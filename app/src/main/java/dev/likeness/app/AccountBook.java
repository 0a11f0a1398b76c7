package dev.likeness.app;

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

/** The way to accounts and money; apart from the commands so that no other command loads the store. */
final class AccountBook {
    private final Map<String, String> environment;

    AccountBook(Map<String, String> environment) {
        this.environment = environment;
    }

    Listing accounts() {
        return OpenBooks.with(environment, books -> new Listing(books.accounts().list().stream()
                .map(account -> Listing.row("id", account.id().value(), "account", account.name(), "balance",
                        OpenBooks.amount(account.balance()), "since", account.createdAt().toString().substring(0, 10)))
                .toList()));
    }

    /** The balance after it. */
    String deposit(String account, String amount) {
        Money more = Money.ptc(amount);
        return OpenBooks.with(environment, books -> {
            AccountId id = books.account(account);
            books.accounts().deposit(id, more);
            return books.accounts().balance(id).toString();
        });
    }

    Listing ledger(String account, Optional<Long> before, int limit) {
        return OpenBooks.with(environment, books -> new Listing(books.ledger()
                .entries(books.account(account), before, limit).items().stream()
                .map(entry -> Listing.row("id", entry.id(), "at", entry.at().toString(), "kind",
                        entry.kind().wireName(), "amount", OpenBooks.amount(entry.amount()), "task",
                        entry.task().map(TaskId::toString).orElse("")))
                .toList()));
    }

    Listing usage(Optional<String> account, int days) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return OpenBooks.with(environment, books -> {
            List<Map<String, Object>> rows = new ArrayList<>();
            for (var each : books.accounts().list()) {
                if (account.isEmpty() || account.get().equals(each.name())) {
                    for (Usage usage : books.ledger().usage(each.id(), today.minusDays(days - 1L), today)) {
                        rows.add(Listing.row("day", usage.day().toString(), "account", each.name(), "key",
                                usage.key().map(Object::toString).orElse(""), "key_name", usage.keyName(), "engine",
                                usage.engine(), "portraits", usage.portraits(), "spent",
                                OpenBooks.amount(usage.spent())));
                    }
                }
            }
            account.ifPresent(books::account);
            return new Listing(rows);
        });
    }

    Listing prices() {
        return OpenBooks.with(environment, books -> new Listing(books.prices().all().entrySet().stream()
                .map(price -> Listing.row("engine", price.getKey(), "price", OpenBooks.amount(price.getValue())))
                .toList()));
    }

    void price(String engine, String amount) {
        Money price = Money.ptc(amount);
        OpenBooks.with(environment, books -> {
            books.prices().set(engine, price);
            return engine;
        });
    }
}
