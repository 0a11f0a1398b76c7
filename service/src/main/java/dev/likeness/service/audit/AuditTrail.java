package dev.likeness.service.audit;

import dev.likeness.service.database.Database;
import dev.likeness.service.database.Sql;
import dev.likeness.service.database.Sql.Column;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.TaskId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table of the audit trail. */
public final class AuditTrail {
    private static final int PAGE = 1000;
    private static final List<Column<Ordered>> COLUMNS = List.of(new Column<>("event", row -> "ordered"),
            new Column<>("task_id", row -> row.task.value()), new Column<>("account_id", row -> row.account.value()),
            new Column<>("engine", row -> row.engine), new Column<>("template", row -> Sql.text(row.template)),
            new Column<>("consent_who", row -> Sql.text(row.evidence.consent().map(Consent::who))),
            new Column<>("consent_when", row -> row.evidence.consent().map(Consent::when)),
            new Column<>("consent_reference", row -> Sql.text(row.evidence.consent().map(Consent::reference))),
            new Column<>("verdicts", row -> Sql.texts(row.evidence.verdicts())));

    private final Database database;

    public AuditTrail(Database database) {
        this.database = database;
    }

    /** An order that was taken. */
    public record Ordered(TaskId task, AccountId account, String engine, Optional<String> template,
            Evidence evidence) {}

    /** A row. Fields that the event does not have are empty. */
    public record Entry(long id, Instant at, String event, Optional<Long> task, long account, String engine,
            String template, Optional<Instant> consentWhen, String consentWho, String consentReference, String photo,
            List<String> verdicts, String code) {}

    /** Writes down orders, in the transaction that takes them. */
    public static void ordered(Sql sql, List<Ordered> orders) throws SQLException {
        sql.insert("audit_events", COLUMNS, orders);
    }

    /**
     * Writes down how an order ended, in the transaction that closes it.
     *
     * @param event {@code done} or {@code failed}
     * @param code  the error, empty for none
     */
    public static void closed(Sql sql, TaskId task, String event, String code, Evidence evidence)
            throws SQLException {
        sql.update("""
                insert into audit_events (event, task_id, account_id, engine, template, photo_sha256, verdicts, code)
                select ?, id, account_id, engine, template_name, ?, ?, ? from tasks where id = ?
                """, event, Sql.text(evidence.photo()), Sql.texts(evidence.verdicts()), code, task.value());
    }

    /** Writes down that a moderator refused an order before it was taken. */
    public void refused(AccountId account, String engine, Optional<String> template, String code,
            List<String> verdicts) {
        database.alone(sql -> sql.update("""
                insert into audit_events (event, account_id, engine, template, verdicts, code)
                values ('refused', ?, ?, ?, ?, ?)
                """, account.value(), engine, Sql.text(template), Sql.texts(verdicts), code));
    }

    /** Takes each entry from one moment to before another, in the order in which they were written. */
    public void each(Instant from, Instant to, EntryReader reader) {
        long last = 0;
        List<Entry> page;
        do {
            long after = last;
            page = database.alone(sql -> sql.list("""
                    select * from audit_events where id > ? and at >= ? and at < ? order by id limit ?
                    """, AuditTrail::entry, after, from, to, PAGE));
            page.forEach(reader::read);
            last = page.isEmpty() ? last : page.getLast().id();
        } while (page.size() == PAGE);
    }

    /** Takes entries. */
    @FunctionalInterface
    public interface EntryReader {
        void read(Entry entry);
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(row.getLong("id"), Sql.instant(row, "at").orElseThrow(), row.getString("event"),
                Sql.number(row, "task_id"), row.getLong("account_id"), row.getString("engine"), text(row, "template"),
                Sql.instant(row, "consent_when"), text(row, "consent_who"), text(row, "consent_reference"),
                text(row, "photo_sha256"), Sql.texts(row, "verdicts"), text(row, "code"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).orElse("");
    }
}
