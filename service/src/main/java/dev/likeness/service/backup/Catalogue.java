package dev.likeness.service.backup;

import dev.likeness.service.database.Sql;
import dev.likeness.service.database.StoreException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tables and sequences of a database, as it says itself. */
final class Catalogue {
    /** What belongs to the processes that run now or to their store, and what is worth nothing after a crash. */
    static final Set<String> LEFT_OUT = Set.of("flyway_schema_history", "nodes", "workers", "installation",
            "task_progress", "objects_to_erase");

    private Catalogue() {}

    private record Reference(String from, String to) {}

    /** All tables but those left out, each after those that it refers to. */
    static List<Contents.Table> tables(Sql sql) throws SQLException {
        List<Contents.Table> left = new ArrayList<>(sql.list("""
                select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
                from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                    and a.attgenerated = ''
                where c.relkind in ('r', 'p') and not c.relispartition
                    and c.relnamespace = current_schema()::regnamespace
                group by c.relname order by c.relname
                """, row -> new Contents.Table(row.getString("name"), Sql.texts(row, "columns"), 0)));
        left.removeIf(table -> LEFT_OUT.contains(table.name()));
        List<Reference> references = sql.list("""
                select f.relname as origin, t.relname as target from pg_constraint k
                    join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
                where k.contype = 'f' and f.relname <> t.relname and k.connamespace = current_schema()::regnamespace
                """, row -> new Reference(row.getString("origin"), row.getString("target")));
        List<Contents.Table> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            List<Contents.Table> free = left.stream().filter(table -> references.stream().noneMatch(
                    reference -> reference.from().equals(table.name())
                            && left.stream().anyMatch(other -> other.name().equals(reference.to()))))
                    .toList();
            if (free.isEmpty()) {
                throw new StoreException("the tables refer to each other in a circle");
            }
            ordered.addAll(free);
            left.removeAll(free);
        }
        return ordered;
    }

    /** The last value of each sequence, by its table and column, with a dot between. */
    static Map<String, Long> sequences(Sql sql) throws SQLException {
        Map<String, Long> sequences = new LinkedHashMap<>();
        sql.list("""
                select t.relname || '.' || a.attname as of, coalesce(pg_sequence_last_value(s.oid), 0) as last
                from pg_class s join pg_depend d on d.objid = s.oid and d.refobjsubid > 0 and d.deptype in ('a', 'i')
                    join pg_class t on t.oid = d.refobjid
                    join pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
                where s.relkind = 'S' and s.relnamespace = current_schema()::regnamespace
                order by 1
                """, row -> sequences.put(row.getString("of"), row.getLong("last")));
        return sequences;
    }
}
