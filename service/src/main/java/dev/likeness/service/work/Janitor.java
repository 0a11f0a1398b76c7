package dev.likeness.service.work;

import dev.likeness.service.database.Database;
import dev.likeness.service.database.Sql;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.orders.Erasure;
import dev.likeness.service.pictures.ErasingHold;
import dev.likeness.service.pictures.ObjectStore;
import dev.likeness.service.pictures.PendingErasures;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases what has expired: photos of orders that are done, photos of failed orders after an hour, portraits after 24
 * hours together with the texts and addresses of their orders, and uploads when their links expire. Every hour it also
 * erases objects that are older than an hour and that no task names. It deletes idempotency keys after 24 hours and the
 * progress of closed tasks. Rows forget their objects before these are erased ({@link PendingErasures}), so an interrupted
 * sweep is simply run again. While a backup runs, pictures that rows name stay until a later sweep. A statement is about
 * {@value #BATCH} rows or objects at most, and every lock ends with its short transaction: a sweep that has much to do neither
 * outlasts the time that a statement has nor needs a session of its own.
 */
public final class Janitor {
    private static final Logger LOG = LoggerFactory.getLogger(Janitor.class);
    private static final int DAYS = 2;
    private static final int BATCH = 500;

    private static final String PHOTOS = """
            select photo_object as object from tasks t where photo_object is not null and finished_at is not null
                and (state in ('done', 'cancelled') or erased_at is not null or finished_at < now() - interval '1 hour')
                and not\s""" + Erasure.NEEDED_BY_ANOTHER + " limit ?";
    private static final String GROUNDS = PHOTOS.replace(Erasure.NEEDED_BY_ANOTHER, Erasure.GROUND_NEEDED_BY_ANOTHER)
            .replace("photo_object", "ground_object");
    private static final String PORTRAITS = """
            select result_object as object from tasks where result_object is not null
                and (finished_at < now() - interval '24 hours' or erased_at is not null) limit ?
            """;
    private static final String UPLOADS = """
            select object from uploads where created_at < now() - interval '24 hours' limit ?
            """;
    private static final String TEXTS = """
            update tasks set prompt = '', template_name = null, template_text = null, photo_url = null,
                webhook_url = null, trace_parent = null, logo_text = null, aigc_meta = default,
                note_kinds = '{}', note_texts = '{}'
            where id in (select id from tasks where finished_at < now() - interval '24 hours'
                and (prompt <> '' or template_name is not null or photo_url is not null or webhook_url is not null
                    or logo_text is not null or aigc_meta <> '{"","","",""}')
                limit ?)
            """;
    /**
     * A portrait is named by its task soon after it is stored; the row keeps the name for three days, longer than the
     * file is kept.
     */
    private static final String UNNAMED = """
            select name as object from unnest(?) name
            where not exists (select from tasks t where t.photo_object = name)
                and not exists (select from tasks t where t.ground_object = name)
                and not exists (select from tasks t where t.result_object = name
                    and t.finished_at > now() - interval '3 days')
            """;
    /** How long an object may be stored before its order is written. */
    private static final Duration GRACE = Duration.ofHours(1);
    private static final Duration BETWEEN_SEARCHES = Duration.ofHours(1);
    private static final int NAMES = 10_000;
    private static final String KEYS = """
            delete from idempotency_keys where (account_id, key) in (select account_id, key from idempotency_keys
                where created_at < now() - interval '24 hours' limit ?)
            """;
    private static final String PROGRESS = """
            delete from task_progress where task_id in (select p.task_id from task_progress p
                where not exists (select from tasks t where t.id = p.task_id and t.finished_at is null) limit ?)
            """;

    private final Database database;
    private final ObjectStore objects;
    private final PendingErasures erasures;
    private final Duration grace;
    private Instant nextSearch = Instant.MIN;
    private int orphansErased;

    public Janitor(Database database, ObjectStore objects) {
        this(database, objects, GRACE);
    }

    /**
     * @param grace how long an object may be stored before its order is written
     */
    public Janitor(Database database, ObjectStore objects, Duration grace) {
        this.database = database;
        this.objects = objects;
        this.grace = grace;
        this.erasures = new PendingErasures(database, objects);
    }

    /**
     * @return how many objects of tasks were forgotten, and erased
     */
    public synchronized int run() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC); // before the sweep: midnight may come during it
        Sweep sweep = new Sweep();
        sweep.forget(PHOTOS, "update tasks set photo_object = null where photo_object = any (?)");
        sweep.forget(GROUNDS, "update tasks set ground_object = null where ground_object = any (?)");
        sweep.forget(PORTRAITS, "update tasks set result_object = null where result_object = any (?)");
        int ofTasks = sweep.forgotten;
        sweep.forget(UPLOADS, "delete from uploads where object = any (?)");
        try {
            erasures.eraseAll();
        } finally { // a store that fails at one picture keeps nothing else from being erased
            tidy(sweep.hasForgottenAll, today);
        }
        return ofTasks;
    }

    /**
     * @param everything whether all that has expired was forgotten: a backup that begins from now on names nothing of days that
     *        are over but photos of orders that have been open for longer, so these days are erased as they are, under no lock
     * @param today when the sweep began
     */
    private void tidy(boolean everything, LocalDate today) {
        List.of(TEXTS, KEYS, PROGRESS).forEach(this::repeat);
        if (Instant.now().isAfter(nextSearch)) {
            eraseOrphans();
            nextSearch = Instant.now().plus(BETWEEN_SEARCHES);
        }
        if (everything) {
            objects.eraseUploadsBefore(today.minusDays(1));
            objects.eraseBefore(today.minusDays(DAYS));
        }
    }

    /** How many objects that no task names were erased so far. */
    public synchronized int orphansErased() {
        return orphansErased;
    }

    /**
     * A crash after a file was stored and before its row was written leaves a file that no task names; so does a lost
     * answer to COMMIT.
     */
    private void eraseOrphans() {
        List<ObjectName> all = objects.putBefore(Instant.now().minus(grace));
        for (int from = 0; from < all.size(); from += NAMES) {
            List<String> names = all.subList(from, Math.min(all.size(), from + NAMES)).stream().map(ObjectName::value)
                    .toList();
            List<ObjectName> orphans = named(UNNAMED, Sql.texts(names));
            orphans.forEach(objects::erase);
            orphansErased += orphans.size();
            if (!orphans.isEmpty()) {
                LOG.info("erased {} pictures that no order names", orphans.size());
            }
        }
    }

    private List<ObjectName> named(String query, Object parameter) {
        return database.alone(sql -> sql.list(query, row -> new ObjectName(row.getString("object")), parameter));
    }

    /** A statement that writes so many rows at most, until there are none for it. */
    private void repeat(String update) {
        int written;
        do {
            written = database.alone(sql -> sql.update(update, BATCH));
        } while (written == BATCH);
    }

    /** Has rows forget objects that have expired. */
    private final class Sweep {
        private int forgotten;
        /** False once a backup kept rows from forgetting. */
        private boolean hasForgottenAll = true;

        /**
         * @param query  the objects
         * @param forget the rows that name them
         */
        void forget(String query, String forget) {
            int batch;
            do {
                batch = database.inTransaction(sql -> {
                    if (!sql.exists("select where " + ErasingHold.MAY_ERASE)) {
                        hasForgottenAll = false;
                        return 0;
                    }
                    List<ObjectName> expired = sql
                            .list(query, row -> new ObjectName(row.getString("object")), BATCH).stream().distinct()
                            .toList();
                    sql.update(forget, Sql.texts(expired.stream().map(ObjectName::value).toList()));
                    PendingErasures.note(sql, expired);
                    return expired.size();
                });
                forgotten += batch;
            } while (batch > 0);
        }
    }
}
