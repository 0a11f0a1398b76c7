package dev.likeness.service.orders;

import dev.likeness.service.accounts.Money;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.Sql;
import dev.likeness.service.ids.TaskId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Figures over all accounts: what waits and is being rendered now, and what was finished today. */
public final class Overview {
    /** Portraits that were open for longer than this are not counted in the day on which they are closed. */
    private static final Duration LONGEST_OPEN = Duration.ofDays(2);

    private final Database database;

    public Overview(Database database) {
        this.database = database;
    }

    /**
     * Open portraits.
     *
     * @param oldest the longest wait so far; empty when none waits
     */
    public record Open(long waiting, long beingMade, Optional<Duration> oldest) {}

    /** Portraits closed since midnight (UTC). */
    public record Day(long done, long failed, Money spent) {}

    /** A portrait that failed, without what was ordered. */
    public record Failure(TaskId portrait, String account, String code, Instant at) {}

    public Open open() {
        return database.alone(sql -> sql.one("""
                select count(*) filter (where state = 'in_queue') as waiting,
                    count(*) filter (where state = 'generating') as making,
                    extract(epoch from now() - min(created_at) filter (where state = 'in_queue')) as oldest
                from tasks where finished_at is null
                """, row -> {
            Optional<Duration> oldest = Optional.ofNullable(row.getBigDecimal("oldest"))
                    .map(seconds -> Duration.ofSeconds(Math.max(0, seconds.longValue())));
            return new Open(row.getLong("waiting"), row.getLong("making"), oldest);
        }));
    }

    public Day today() {
        Instant midnight = LocalDate.now(ZoneOffset.UTC).atStartOfDay().toInstant(ZoneOffset.UTC);
        // Ids grow with time, so the primary key finds the rows of these days.
        return database.alone(sql -> sql.one("""
                select count(*) filter (where state = 'done') as done,
                    count(*) filter (where state = 'failed') as failed,
                    coalesce(sum(price_micros) filter (where state = 'done'), 0)::bigint as spent
                from tasks where id >= ? and finished_at >= ?
                """, row -> new Day(row.getLong("done"), row.getLong("failed"), new Money(row.getLong("spent"))),
                TaskId.earliest(midnight.minus(LONGEST_OPEN)).value(), midnight));
    }

    /** The last failures, newest first, without erased tasks. */
    public List<Failure> failures(int most) {
        return database.alone(sql -> sql.list("""
                select t.id, a.name, t.error_code, t.finished_at from tasks t join accounts a on a.id = t.account_id
                where t.error_code is not null and t.erased_at is null order by t.finished_at desc limit ?
                """, Overview::failure, most));
    }

    private static Failure failure(ResultSet row) throws SQLException {
        return new Failure(new TaskId(row.getLong("id")), row.getString("name"), row.getString("error_code"),
                Sql.instant(row, "finished_at").orElseThrow());
    }
}
