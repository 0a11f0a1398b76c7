package dev.likeness.service.keys;

import dev.likeness.service.accounts.Money;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The limits of a key; empty for none. Quotas count the price of all orders that were not refunded, in hours, days and
 * months of UTC.
 *
 * @param perSecond requests with orders each second; one second's worth may come at once; 0.001 to 100000
 * @param open      orders that are queued or being rendered at the same time
 */
public record Limits(Optional<BigDecimal> perSecond, Optional<Integer> open, Optional<Money> total,
        Optional<Money> monthly, Optional<Money> daily, Optional<Money> hourly) {
    /** No limit at all. */
    public static final Limits NONE = new Limits(Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty());

    private static final BigDecimal SLOWEST = new BigDecimal("0.001");
    private static final BigDecimal FASTEST = new BigDecimal("100000");

    public Limits {
        perSecond.filter(rate -> rate.compareTo(SLOWEST) < 0 || rate.compareTo(FASTEST) > 0).ifPresent(rate -> {
            throw new IllegalArgumentException("a rate of " + rate.toPlainString()
                    + " a second cannot be kept: use 0.001 to 100000");
        });
        open.filter(most -> most < 0).ifPresent(most -> {
            throw new IllegalArgumentException("there cannot be " + most + " open orders: use 0 or more");
        });
        for (Optional<Money> quota : java.util.List.of(total, monthly, daily, hourly)) {
            quota.filter(most -> most.compareTo(Money.ZERO) < 0).ifPresent(most -> {
                throw new IllegalArgumentException("a quota of " + most + " PTC makes no sense: use 0 or more");
            });
        }
    }

    public Limits withPerSecond(Optional<BigDecimal> rate) {
        return new Limits(rate, open, total, monthly, daily, hourly);
    }

    public Limits withOpen(Optional<Integer> most) {
        return new Limits(perSecond, most, total, monthly, daily, hourly);
    }

    public Limits withTotal(Optional<Money> quota) {
        return new Limits(perSecond, open, quota, monthly, daily, hourly);
    }

    public Limits withMonthly(Optional<Money> quota) {
        return new Limits(perSecond, open, total, quota, daily, hourly);
    }

    public Limits withDaily(Optional<Money> quota) {
        return new Limits(perSecond, open, total, monthly, quota, hourly);
    }

    public Limits withHourly(Optional<Money> quota) {
        return new Limits(perSecond, open, total, monthly, daily, quota);
    }
}
