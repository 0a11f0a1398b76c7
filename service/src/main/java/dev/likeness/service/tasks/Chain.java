package dev.likeness.service.tasks;

import dev.likeness.service.accounts.Money;
import java.util.List;
import java.util.Optional;

/**
 * The engines that an order goes through until one makes the portrait.
 *
 * @param engines in their order; empty for an order of one engine
 * @param prices  of each, when it was ordered
 * @param tried   why each of the first ones did not make it, for people
 */
public record Chain(List<String> engines, List<Money> prices, List<String> tried) {
    /** Of an order of one engine. */
    public static final Chain NONE = new Chain(List.of(), List.of(), List.of());

    public Chain {
        engines = List.copyOf(engines);
        prices = List.copyOf(prices);
        tried = List.copyOf(tried);
        if (engines.size() != prices.size()) {
            throw new IllegalArgumentException(engines.size() + " engines and " + prices.size() + " prices");
        }
    }

    /** The engines after the one whose turn it is. */
    public List<String> ahead() {
        return engines.subList(Math.min(tried.size() + 1, engines.size()), engines.size());
    }

    /** The price of the engine whose turn it is; empty for an order of one engine. */
    public Optional<Money> price() {
        return prices.stream().skip(tried.size()).findFirst();
    }

    /** Whether the order goes through several engines. */
    public boolean isSeveral() {
        return engines.size() > 1;
    }
}
