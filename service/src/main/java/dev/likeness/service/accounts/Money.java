package dev.likeness.service.accounts;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount of PTC, exact to a millionth.
 *
 * @param micros millionths of a PTC; may be negative in a ledger, never in a balance
 */
public record Money(long micros) implements Comparable<Money> {
    /** Nothing. */
    public static final Money ZERO = new Money(0);

    private static final int DECIMALS = 6;

    /**
     * @param amount a decimal number of PTC, for example {@code 0.05}
     * @throws IllegalArgumentException when it is not a number, finer than a millionth or too large to count
     */
    public static Money ptc(String amount) {
        try {
            return new Money(new BigDecimal(amount.strip()).movePointRight(DECIMALS).longValueExact());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + amount + "\" is no amount of PTC: write for example 12.5", e);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    amount + " PTC cannot be kept: use at most " + DECIMALS + " decimals and 12 digits before them", e);
        }
    }

    public Money negated() {
        return new Money(Math.negateExact(micros));
    }

    /** This many PTC, for arithmetic and for JSON numbers. */
    public BigDecimal toPtc() {
        return BigDecimal.valueOf(micros, DECIMALS);
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(micros, other.micros);
    }

    /** At least two decimals, for example {@code 12.30} or {@code 0.000001}. */
    @Override
    public String toString() {
        BigDecimal plain = toPtc().stripTrailingZeros();
        return (plain.scale() < 2 ? plain.setScale(2, RoundingMode.UNNECESSARY) : plain).toPlainString();
    }
}
