package dev.likeness.service.keys;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.database.Sql;
import dev.likeness.service.ids.KeyId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Checks orders against one key's limits and counts them, while the key's row is locked.
 *
 * <p>The rate is limited by the generic cell rate algorithm (ITU-T I.371). Its state is one instant: when the next
 * order is due if orders come at an even pace. An order may come earlier than that by the time that one second's worth
 * of orders takes. Quotas are counted in windows that begin with the hour, the day and the month of UTC; a refund is
 * subtracted from its window if that window has not ended.
 */
public final class KeyMeter {
    private static final BigDecimal MICROS = BigDecimal.valueOf(1_000_000);

    private final KeyId key;
    private final Limits limits;
    private final Instant now;
    private final Instant hour;
    private final Instant day;
    private final Instant month;
    private Instant nextOrder;
    private long total;
    private long inMonth;
    private long inDay;
    private long inHour;
    private int open;

    /** From a row with the key's limits and its meter. {@code now} is the time of the database's clock. */
    public KeyMeter(KeyId key, ResultSet row, Instant now) throws SQLException {
        this.key = key;
        this.now = now;
        limits = KeyRows.limits(row);
        hour = now.truncatedTo(ChronoUnit.HOURS);
        day = now.truncatedTo(ChronoUnit.DAYS);
        month = day.atOffset(ZoneOffset.UTC).withDayOfMonth(1).toInstant();
        nextOrder = Sql.instant(row, "next_order_at").orElseThrow();
        total = row.getLong("total_micros");
        inMonth = sameWindow(row, "month_start", month) ? row.getLong("month_micros") : 0;
        inDay = sameWindow(row, "day_start", day) ? row.getLong("day_micros") : 0;
        inHour = sameWindow(row, "hour_start", hour) ? row.getLong("hour_micros") : 0;
    }

    private static boolean sameWindow(ResultSet row, String column, Instant start) throws SQLException {
        return Sql.instant(row, column).filter(start::equals).isPresent();
    }

    public boolean countsOpen() {
        return limits.open().isPresent();
    }

    public void setOpen(int orders) {
        open = orders;
    }

    /**
     * @throws PortraitException.LimitReached when the order would exceed a limit now; nothing is counted then
     * @throws PortraitException.InvalidRequest when the key may never order so many portraits at once
     */
    public void check(int orders, Money price) {
        limits.perSecond().ifPresent(rate -> {
            Duration early = Duration.between(now, nextOrder).minus(tolerance(rate));
            if (early.isPositive()) {
                throw reached(ErrorCode.RATE_LIMITED, "this key may order " + rate.toPlainString()
                        + " times a second: slow down and try again", early);
            }
        });
        // Waiting would not help. A limit of 0 is different: it blocks the key until somebody raises it.
        limits.open().filter(most -> most > 0 && orders > most).ifPresent(most -> {
            throw new PortraitException.InvalidRequest(ErrorCode.TOO_MANY_ORDERS, "this key may have " + most
                    + " orders open at once and " + orders + " were sent together: order at most " + most
                    + " at a time, or have its limit raised");
        });
        limits.open().filter(most -> open + orders > most).ifPresent(most -> {
            throw reached(ErrorCode.TOO_MANY_OPEN, "this key may have " + most + " orders open at once and has " + open
                    + ": wait until some are done", Duration.ofSeconds(1));
        });
        quota(limits.hourly(), inHour, price, ErrorCode.QUOTA_HOURLY_REACHED, "an hour",
                Optional.of(hour.plus(1, ChronoUnit.HOURS)));
        quota(limits.daily(), inDay, price, ErrorCode.QUOTA_DAILY_REACHED, "a day",
                Optional.of(day.plus(1, ChronoUnit.DAYS)));
        quota(limits.monthly(), inMonth, price, ErrorCode.QUOTA_MONTHLY_REACHED, "a month",
                Optional.of(month.atOffset(ZoneOffset.UTC).plusMonths(1).toInstant()));
        quota(limits.total(), total, price, ErrorCode.QUOTA_TOTAL_REACHED, "all in all", Optional.empty());
    }

    private void quota(Optional<Money> most, long spent, Money price, ErrorCode code, String period,
            Optional<Instant> end) {
        if (most.isPresent() && spent + price.micros() > most.get().micros()) {
            throw new PortraitException.LimitReached(code, "this key may spend " + most.get() + " PTC " + period
                    + " and has spent " + new Money(spent) + ": "
                    + (end.isPresent() ? "try again after " + end.get() : "have its quota raised")
                    + ", or use another key", end.map(instant -> Duration.between(now, instant)));
        }
    }

    private static PortraitException.LimitReached reached(ErrorCode code, String message, Duration wait) {
        return new PortraitException.LimitReached(code, message, Optional.of(wait));
    }

    /** Counts an order that {@link #check} has accepted. */
    public void take(int orders, Money price) {
        limits.perSecond().ifPresent(
                rate -> nextOrder = (nextOrder.isAfter(now) ? nextOrder : now).plus(interval(rate)));
        open += orders;
        total += price.micros();
        inMonth += price.micros();
        inDay += price.micros();
        inHour += price.micros();
    }

    private static Duration interval(BigDecimal rate) {
        return Duration.of(MICROS.divide(rate, 0, RoundingMode.HALF_UP).longValueExact(), ChronoUnit.MICROS);
    }

    private static Duration tolerance(BigDecimal rate) {
        return interval(rate).multipliedBy(Math.max(1, rate.longValue()) - 1);
    }

    /** Writes these meters back; their rows must be locked. */
    public static void write(Sql sql, Collection<KeyMeter> meters) throws SQLException {
        sql.batch("""
                update key_meters set next_order_at = ?, total_micros = ?, month_start = ?, month_micros = ?,
                    day_start = ?, day_micros = ?, hour_start = ?, hour_micros = ? where key_id = ?
                """, meters, meter -> List.of(meter.nextOrder, meter.total, meter.month, meter.inMonth, meter.day,
                meter.inDay, meter.hour, meter.inHour, meter.key.value()));
    }
}
