package dev.likeness.service.work;

import dev.likeness.service.database.Database;
import dev.likeness.service.database.Sql;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.orders.Erasure;
import dev.likeness.service.pictures.ErasingHold;
import dev.likeness.service.pictures.ObjectStore;
import dev.likeness.service.pictures.UploadMeter;
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
 * progress of closed tasks. Erasing twice does no harm, so an interrupted sweep is simply run again. While a backup runs,
 * pictures that rows name stay until a later sweep.
 */
public final class Janitor {
    private static final Logger LOG = LoggerFactory.getLogger(Janitor.class);
    private static final int DAYS = 2;
    private static final int BATCH = 500;

    private static final String PHOTOS = """
            select id, photo_object as object from tasks t where photo_object is not null and finished_at is not null
                and (state in ('done', 'cancelled') or erased_at is not null or finished_at < now() - interval '1 hour')
                and not\s""" + Erasure.NEEDED_BY_ANOTHER + " limit ?";
    private static final String GROUNDS = PHOTOS.replace(Erasure.NEEDED_BY_ANOTHER, Erasure.GROUND_NEEDED_BY_ANOTHER)
            .replace("photo_object", "ground_object");
    private static final String PORTRAITS = """
            select id, result_object as object from tasks where result_object is not null
                and (finished_at < now() - interval '24 hours' or erased_at is not null) limit ?
            """;
    private static final String UPLOADS = """
            select object from uploads where created_at < now() - interval '24 hours' limit ?
            """;
    private static final String TEXTS = """
            update tasks set prompt = '', template_name = null, template_text = null, photo_url = null,
                webhook_url = null, logo_text = null, aigc_meta = default, note_kinds = '{}', note_texts = '{}'
            where id in (select id from tasks where finished_at < now() - interval '24 hours'
                and (prompt <> '' or template_name is not null or photo_url is not null or webhook_url is not null
                    or logo_text is not null or aigc_meta <> '{"","","",""}')
                limit 500)
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
    private static final List<String> DELETIONS = List.of(
            "delete from idempotency_keys where created_at < now() - interval '24 hours'", """
                    delete from task_progress p
                    where not exists (select from tasks t where t.id = p.task_id and t.finished_at is null)
                    """);

    private final Database database;
    private final ObjectStore objects;
    private final UploadMeter uploads;
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
        this.uploads = new UploadMeter(database);
    }

    /**
     * @return how many objects of tasks were erased
     */
    public synchronized int run() {
        int erased = erase(PHOTOS, "update tasks set photo_object = null where id = ?")
                + erase(GROUNDS, "update tasks set ground_object = null where id = ?")
                + erase(PORTRAITS, "update tasks set result_object = null where id = ?");
        eraseUploads();
        while (execute(TEXTS) > 0) {
            LOG.debug("erased the texts of some orders that ended a day ago");
        }
        DELETIONS.forEach(this::execute);
        if (Instant.now().isAfter(nextSearch)) {
            eraseOrphans();
            nextSearch = Instant.now().plus(BETWEEN_SEARCHES);
        }
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        unlessHeld(() -> {
            objects.eraseUploadsBefore(today.minusDays(1));
            objects.eraseBefore(today.minusDays(DAYS));
        });
        return erased;
    }

    /**
     * Erases unless a backup runs, which then waits until the end of this.
     *
     * @return false when one does
     */
    private boolean unlessHeld(Runnable erasing) {
        return database.inTransaction(sql -> {
            boolean may = sql.exists("select where " + ErasingHold.MAY_ERASE);
            if (may) {
                erasing.run();
            }
            return may;
        });
    }

    /** How many objects that no task names were erased so far. */
    public synchronized int orphansErased() {
        return orphansErased;
    }

    private void eraseUploads() {
        List<ObjectName> batch = named(UPLOADS, BATCH);
        while (!batch.isEmpty()) {
            for (ObjectName upload : batch) {
                boolean erased = unlessHeld(() -> {
                    objects.erase(upload);
                    uploads.giveBack(upload);
                });
                if (!erased) {
                    return;
                }
            }
            batch = named(UPLOADS, BATCH);
        }
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

    private int execute(String update) {
        return database.alone(sql -> sql.update(update));
    }

    private record Expired(long task, ObjectName object) {}

    private int erase(String query, String forget) {
        int erased = 0;
        List<Expired> batch = expired(query);
        while (!batch.isEmpty()) {
            for (Expired expired : batch) {
                boolean may = unlessHeld(() -> {
                    objects.erase(expired.object());
                    forget(forget, expired.task());
                });
                if (!may) {
                    return erased;
                }
                erased++;
            }
            batch = expired(query);
        }
        return erased;
    }

    private List<Expired> expired(String query) {
        return database.alone(sql -> sql.list(query,
                row -> new Expired(row.getLong("id"), new ObjectName(row.getString("object"))), BATCH));
    }

    private void forget(String update, long task) {
        database.inTransaction(sql -> sql.update(update, task));
    }
}
