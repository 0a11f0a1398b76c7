package dev.likeness.service.upstreams;

import dev.likeness.core.PortraitException;
import dev.likeness.core.relaying.Errand;
import dev.likeness.core.relaying.Errand.Submission;
import dev.likeness.core.relaying.Terms;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.Sql;
import dev.likeness.service.tasks.Attempt;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tables of orders with other services. Every limit is held over all processes, under the lock of one row. */
public final class Upstreams {
    private final Database database;

    public Upstreams(Database database) {
        this.database = database;
    }

    /**
     * What was handed in with one service on one day (UTC).
     *
     * @param made   how many portraits came of it
     * @param unsure of which it is not known whether the service took them
     * @param open   that have not ended, or whose order was cancelled while they were there
     * @param cost   of all that it took and did not refuse, at what it asked for a portrait then
     * @param earned with this engine's portraits that were ordered on that day
     */
    public record Day(LocalDate day, String engine, long handedIn, long made, long refused, long unsure, long givenUp,
            long open, Money cost, Money earned) {}

    /** Newest day first. */
    public List<Day> days(LocalDate from, LocalDate to) {
        return database.alone(sql -> sql.list("""
                with handed as (select (sent_at at time zone 'UTC')::date as day, engine, count(*) as handed_in,
                        count(*) filter (where outcome = 'done') as made,
                        count(*) filter (where outcome = 'refused') as refused,
                        count(*) filter (where outcome = 'unsure') as unsure,
                        count(*) filter (where outcome = 'given_up') as given_up,
                        count(*) filter (where outcome is null) as open,
                        coalesce(sum(cost_micros) filter (where upstream_task is not null
                            and outcome is distinct from 'refused'), 0)::bigint as cost
                    from upstream_submissions where sent_at >= ? and sent_at < ? group by 1, 2)
                select h.*, coalesce((select sum(t.price_micros) from tasks t where t.engine = h.engine
                        and t.state = 'done' and t.created_at >= h.day::timestamp at time zone 'UTC'
                        and t.created_at < (h.day + 1)::timestamp at time zone 'UTC'), 0)::bigint as earned
                from handed h order by h.day desc, h.engine
                """,
                row -> new Day(row.getObject("day", LocalDate.class), row.getString("engine"),
                        row.getLong("handed_in"), row.getLong("made"), row.getLong("refused"), row.getLong("unsure"),
                        row.getLong("given_up"), row.getLong("open"), new Money(row.getLong("cost")),
                        new Money(row.getLong("earned"))),
                midnight(from), midnight(to.plusDays(1))));
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /** The submission of this order that has not ended. */
    Optional<Submission> underWay(Attempt attempt) {
        return database.alone(sql -> sql.first("""
                select * from upstream_submissions where task_id = ? and engine = ? and ended_at is null
                """, Upstreams::submission, attempt.task().value(), attempt.engine()));
    }

    /**
     * Takes the next turn: requests come at an even pace, whichever process sends them.
     *
     * @return how long to wait for it
     */
    Duration turn(String engine, Errand.Kind kind, double perSecond) {
        double pace = 1 / perSecond;
        return database.alone(sql -> sql.one("""
                insert into upstream_turns (engine, kind, next_at)
                values (?, ?, clock_timestamp() + ? * interval '1 second')
                on conflict (engine, kind) do update set
                    next_at = greatest(upstream_turns.next_at, clock_timestamp()) + ? * interval '1 second'
                returning (extract(epoch from next_at - clock_timestamp()) - ?)::double precision as wait
                """, row -> Duration.ofNanos((long) (Math.max(0, row.getDouble("wait")) * 1e9)), engine,
                name(kind), pace, pace, pace));
    }

    /**
     * Writes down that the order is being sent, if the attempt is still the newest and there is room.
     *
     * @throws Errand.NoRoom               when the service has as many orders as it takes at once
     * @throws PortraitException.Cancelled when the attempt has been overtaken
     */
    Submission begin(Attempt attempt, Terms terms) {
        return database.inTransaction(sql -> {
            lock(sql, attempt.engine());
            if (there(sql, attempt.engine(), terms) >= terms.atOnce()) {
                throw noRoom(attempt);
            }
            // The row of the task is locked, so that no other attempt can begin before this one is in the books.
            return sql.first("""
                    insert into upstream_submissions (task_id, engine, number, cost_micros)
                    select t.id, t.engine, 1 + (select count(*) from upstream_submissions s
                        where s.task_id = t.id and s.engine = t.engine), ?
                    from tasks t where t.id = ? and t.attempt = ? and t.state = 'generating' for update of t
                    returning *
                    """, Upstreams::submission, terms.costMicros(), attempt.task().value(), attempt.number())
                    .orElseThrow(PortraitException.Cancelled::new);
        });
    }

    /**
     * Whether it is worth the work of beginning: the order is there already, or there is room now.
     *
     * @throws Errand.NoRoom otherwise
     */
    public void look(Attempt attempt, Terms terms) {
        boolean room = underWay(attempt).isPresent()
                || database.alone(sql -> there(sql, attempt.engine(), terms)) < terms.atOnce();
        if (!room) {
            throw noRoom(attempt);
        }
    }

    private static long there(Sql sql, String engine, Terms terms) throws SQLException {
        return sql.one("""
                select count(*) as orders from upstream_submissions where engine = ? and ended_at is null
                    and sent_at > clock_timestamp() - ? * interval '1 second'
                """, row -> row.getLong("orders"), engine, terms.longest().toSeconds());
    }

    private static Errand.NoRoom noRoom(Attempt attempt) {
        return new Errand.NoRoom(attempt.engine() + " has all the orders that it takes at once");
    }

    private static void lock(Sql sql, String engine) throws SQLException {
        sql.update("insert into upstream_turns (engine, kind) values (?, ?) on conflict do nothing", engine,
                name(Errand.Kind.SUBMIT));
        sql.exists("select from upstream_turns where engine = ? and kind = ? for update", engine,
                name(Errand.Kind.SUBMIT));
    }

    /** Not fenced by the attempt: whoever learns the name writes it down. */
    Submission accepted(Submission submission, String task) {
        return database.alone(sql -> sql.one(
                "update upstream_submissions set upstream_task = ? where id = ? returning *", Upstreams::submission,
                task.replace('\0', ' '), submission.id()));
    }

    void ended(Submission submission, Errand.End end) {
        database.alone(sql -> sql.update("""
                update upstream_submissions set ended_at = clock_timestamp(), outcome = ?
                where id = ? and ended_at is null
                """, end.name().toLowerCase(Locale.ROOT), submission.id()));
    }

    private static String name(Errand.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static Submission submission(ResultSet row) throws SQLException {
        return new Submission(row.getLong("id"), row.getInt("number"), row.getString("key"),
                Optional.ofNullable(row.getString("upstream_task")), Sql.instant(row, "sent_at").orElseThrow());
    }
}
