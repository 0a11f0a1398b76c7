package dev.likeness.service.work;

import static dev.likeness.service.orders.Samples.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.Note;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.SharedPostgres;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.orders.Submission;
import dev.likeness.service.orders.TaskLifecycle;
import dev.likeness.service.pictures.ErasingHold;
import dev.likeness.service.pictures.FileObjects;
import dev.likeness.service.pictures.ObjectStore;
import dev.likeness.service.pictures.UploadMeter;
import dev.likeness.service.pictures.WatchedErasing;
import dev.likeness.service.queue.Queue;
import dev.likeness.service.tasks.CancelOutcome;
import dev.likeness.service.tasks.NewTask;
import dev.likeness.service.tasks.PhotoSource;
import dev.likeness.service.tasks.TaskState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JanitorTest {
    @TempDir
    Path folder = Path.of("");

    private final Database database = SharedPostgres.database();
    private final TaskLifecycle lifecycle = new TaskLifecycle(database, new Queue(database));

    @Test
    void erasesPhotosOfDoneOrdersAtOnceOfFailedOnesAfterAnHourAndPortraitsAfterADay() {
        ObjectStore objects = new FileObjects(folder);
        Janitor sweep = new Janitor(database, objects);
        Caller account = SharedPostgres.account(database, "1");
        ObjectName waitingPhoto = kept(objects, ObjectName.freshPhoto());
        ObjectName donePhoto = kept(objects, ObjectName.freshPhoto());
        ObjectName failedPhoto = kept(objects, ObjectName.freshPhoto());
        ObjectName portrait = kept(objects, ObjectName.freshPortrait());
        lifecycle.place(account, order(new PhotoSource.Kept(waitingPhoto)));
        TaskId done = lifecycle.place(account, order(new PhotoSource.Kept(donePhoto)));
        assertThat(lifecycle.complete(lifecycle.begin(done).orElseThrow(), portrait, List.of())).isTrue();
        TaskId failed = lifecycle.place(account, order(new PhotoSource.Kept(failedPhoto)));
        assertThat(lifecycle.fail(lifecycle.begin(failed).orElseThrow(), ErrorCode.NO_FACE, "no face")).isTrue();

        assertThat(sweep.run()).isPositive();
        assertThat(objects.get(donePhoto)).isEmpty();
        assertThat(List.of(waitingPhoto, failedPhoto, portrait)).allMatch(name -> objects.get(name).isPresent());

        SharedPostgres.execute(database,
                "update tasks set finished_at = now() - interval '61 minutes' where id = " + failed);
        SharedPostgres.execute(database,
                "update tasks set finished_at = now() - interval '24 hours 1 minute' where id = " + done);
        assertThat(sweep.run()).isEqualTo(2);
        assertThat(objects.get(failedPhoto)).isEmpty();
        assertThat(objects.get(portrait)).isEmpty();
        assertThat(objects.get(waitingPhoto)).isPresent();
        assertThat(lifecycle.find(account.account(), done, Duration.ofDays(2)).orElseThrow().state())
                .isEqualTo(new TaskState.Expired());
    }

    private static ObjectName kept(ObjectStore objects, ObjectName name) {
        objects.put(name, new byte[100]);
        return name;
    }

    /** An order that is done, whose portrait is more than a day old; its photo and an upload are to be erased as well. */
    private List<ObjectName> expired(ObjectStore objects, Caller caller) {
        ObjectName photo = kept(objects, ObjectName.freshPhoto());
        ObjectName portrait = kept(objects, ObjectName.freshPortrait());
        ObjectName upload = kept(objects, ObjectName.freshUpload("jpg"));
        new UploadMeter(database).take(caller.account(), upload, 100);
        TaskId done = lifecycle.place(caller, order(new PhotoSource.Kept(photo)));
        assertThat(lifecycle.complete(lifecycle.begin(done).orElseThrow(), portrait, List.of())).isTrue();
        SharedPostgres.execute(database,
                "update tasks set finished_at = now() - interval '24 hours 1 minute' where id = " + done);
        SharedPostgres.execute(database, "update uploads set created_at = now() - interval '24 hours 1 minute'"
                + " where object = '" + upload + "'");
        return List.of(photo, portrait, upload);
    }

    @Test
    void aStoreThatIsSlowToEraseKeepsNoTransactionOpenAndNoBackupWaiting() {
        ObjectStore objects = new FileObjects(folder);
        Caller caller = SharedPostgres.account(database, "1");
        List<ObjectName> gone = new ArrayList<>(expired(objects, caller));
        List<String> erased = new ArrayList<>();
        ObjectStore watched = WatchedErasing.of(objects, name -> {
            assertThat(Database.inTransaction()).as("in a transaction while " + name + " is erased").isFalse();
            assertThat(SharedPostgres.count(database, "select count(*) where pg_try_advisory_xact_lock("
                    + ErasingHold.LOCK + ")")).as("a backup can begin while \"" + name + "\" is erased").isOne();
            erased.add(name);
        });
        new Janitor(database, watched).run();

        TaskId task = lifecycle.place(caller, order(new PhotoSource.Kept(kept(objects, ObjectName.freshPhoto()))));
        ObjectName portrait = kept(objects, ObjectName.freshPortrait());
        assertThat(lifecycle.complete(lifecycle.begin(task).orElseThrow(), portrait, List.of())).isTrue();
        assertThat(lifecycle.erase(caller.account(), task, watched)).isTrue();
        gone.add(portrait);
        assertThat(gone).allMatch(name -> !objects.has(name));
        assertThat(erased).containsAll(gone.stream().map(ObjectName::value).toList());
    }

    @Test
    void aBackupKeepsPicturesAndWholeDaysFromBeingErasedByAnIdleTransaction() throws IOException {
        ObjectStore objects = new FileObjects(folder);
        List<ObjectName> gone = expired(objects, SharedPostgres.account(database, "1"));
        List<String> asked = new ArrayList<>();
        Janitor janitor = new Janitor(database, WatchedErasing.of(objects, asked::add));
        database.holding(ErasingHold.LOCK, () -> {
            assertThat(SharedPostgres.count(database, "select count(*) from pg_locks join pg_stat_activity using (pid)"
                    + " where locktype = 'advisory' and objid = " + (ErasingHold.LOCK & 0xffffffffL)
                    + " and state = 'idle in transaction' and backend_xmin is null")).isOne();
            assertThat(janitor.run()).isZero();
        });
        assertThat(asked).isEmpty();
        assertThat(gone).allMatch(objects::has);

        janitor.run();
        assertThat(asked).as("the days that are over").contains("");
        assertThat(gone).noneMatch(objects::has);
        assertThat(SharedPostgres.count(database, "select count(*) from pg_locks where locktype = 'advisory'"
                + " and objid = " + (ErasingHold.LOCK & 0xffffffffL))).as("locks left over").isZero();
    }

    @Test
    void noStatementOfASweepDeletesMoreThanFiveHundredRows() {
        Caller caller = SharedPostgres.account(database, "1");
        SharedPostgres.execute(database, """
                insert into idempotency_keys (account_id, key, body_hash, task_ids, created_at)
                select %s, 'old ' || n, '', '{}', now() - interval '25 hours' from generate_series(1, 1201) n
                """.formatted(caller.account().value()));
        SharedPostgres.execute(database, """
                insert into task_progress (task_id, attempt, fraction, stage)
                select -n, 1, 0, '' from generate_series(1, 1201) n
                """);
        SharedPostgres.execute(database, "create table swept (rows bigint not null)");
        SharedPostgres.execute(database, """
                create function swept() returns trigger language plpgsql as
                'begin insert into swept select count(*) from gone; return null; end'
                """);
        List<String> tables = List.of("idempotency_keys", "task_progress");
        try {
            tables.forEach(table -> SharedPostgres.execute(database, "create trigger swept after delete on " + table
                    + " referencing old table as gone for each statement execute function swept()"));
            new Janitor(database, new FileObjects(folder)).run();
            assertThat(SharedPostgres.count(database, "select max(rows) from swept")).isEqualTo(500);
            assertThat(SharedPostgres.count(database, "select count(*) from idempotency_keys"
                    + " where created_at < now() - interval '24 hours'")).isZero();
            assertThat(SharedPostgres.count(database, "select count(*) from task_progress where task_id < 0")).isZero();
        } finally {
            tables.forEach(table -> SharedPostgres.execute(database, "drop trigger if exists swept on " + table));
            SharedPostgres.execute(database, "drop function swept");
            SharedPostgres.execute(database, "drop table swept");
        }
    }

    @Test
    void aPictureThatTheStoreCannotEraseKeepsNeitherOthersNorTheRestOfTheSweepFromBeingErased() {
        ObjectStore objects = new FileObjects(folder);
        Caller caller = SharedPostgres.account(database, "1");
        List<ObjectName> gone = new ArrayList<>(expired(objects, caller));
        ObjectName stuck = gone.removeFirst();
        List<String> asked = new ArrayList<>();
        Janitor janitor = new Janitor(database, WatchedErasing.of(objects, name -> {
            asked.add(name);
            if (name.equals(stuck.value())) {
                throw new IllegalStateException("no access");
            }
        }));
        assertThatThrownBy(janitor::run).hasMessage("no access");
        assertThat(gone).isNotEmpty().noneMatch(objects::has);
        assertThat(asked).as("the days that are over").contains("");
        assertThat(objects.has(stuck)).isTrue();

        new Janitor(database, objects).run();
        assertThat(objects.has(stuck)).isFalse();
    }

    @Test
    void whatAProcessForgotAndWasKilledBeforeItErasedIsErasedByTheNextSweep() {
        ObjectStore objects = new FileObjects(folder);
        Caller caller = SharedPostgres.account(database, "1");
        List<ObjectName> gone = new ArrayList<>(expired(objects, caller));
        TaskId task = lifecycle.place(caller, order(new PhotoSource.Kept(kept(objects, ObjectName.freshPhoto()))));
        ObjectName portrait = kept(objects, ObjectName.freshPortrait());
        assertThat(lifecycle.complete(lifecycle.begin(task).orElseThrow(), portrait, List.of())).isTrue();
        gone.add(portrait);
        ObjectStore killing = WatchedErasing.of(objects, name -> {
            throw new StackOverflowError("killed before " + name + " was erased");
        });
        Janitor killed = new Janitor(database, killing);
        assertThatThrownBy(killed::run).isInstanceOf(StackOverflowError.class);
        assertThatThrownBy(() -> lifecycle.erase(caller.account(), task, killing))
                .isInstanceOf(StackOverflowError.class);
        assertThat(gone).allMatch(objects::has);

        new Janitor(database, objects).run();
        assertThat(gone).noneMatch(objects::has);
        assertThat(SharedPostgres.count(database, "select count(*) from objects_to_erase")).isZero();
    }

    @Test
    void erasesPicturesThatNoOrderNamesAfterAnHour() throws IOException {
        ObjectStore objects = new FileObjects(folder);
        Caller account = SharedPostgres.account(database, "1");
        ObjectName waiting = kept(objects, ObjectName.freshPhoto());
        lifecycle.place(account, order(new PhotoSource.Kept(waiting)));
        ObjectName portrait = kept(objects, ObjectName.freshPortrait());
        TaskId done = lifecycle.place(account, order());
        assertThat(lifecycle.complete(lifecycle.begin(done).orElseThrow(), portrait, List.of())).isTrue();
        ObjectName lostPhoto = kept(objects, ObjectName.freshPhoto());
        ObjectName lostPortrait = kept(objects, ObjectName.freshPortrait());
        kept(objects, lostPortrait.variant("with a mark"));
        ObjectName upload = kept(objects, ObjectName.freshUpload("jpg"));
        ObjectName beingOrdered = kept(objects, ObjectName.freshPhoto());
        for (ObjectName old : List.of(waiting, portrait, lostPhoto, lostPortrait, upload)) {
            Files.setLastModifiedTime(folder.resolve(old.value()),
                    FileTime.from(Instant.now().minus(Duration.ofMinutes(61))));
        }

        new Janitor(database, objects).run();
        assertThat(List.of(lostPhoto, lostPortrait, lostPortrait.variant("with a mark")))
                .allMatch(name -> objects.get(name).isEmpty());
        assertThat(List.of(waiting, portrait, upload, beingOrdered)).allMatch(name -> objects.get(name).isPresent());
    }

    @Test
    void forgetsWordsAndAddressesADayAfterAnOrderHasEndedHoweverItEnded() {
        Caller account = SharedPostgres.account(database, "1");
        PhotoSource linked = new PhotoSource.Linked(URI.create("https://example.com/a.jpg?token=secret"));
        TaskId done = webhooked(account, order());
        assertThat(lifecycle.complete(lifecycle.begin(done).orElseThrow(), ObjectName.freshPortrait(),
                List.of(new Note(Note.Kind.UNDERSTOOD, "poet")))).isTrue();
        TaskId failed = webhooked(account, order(linked));
        assertThat(lifecycle.fail(lifecycle.begin(failed).orElseThrow(), ErrorCode.NO_FACE, "no face")).isTrue();
        TaskId cancelled = webhooked(account, order(linked));
        assertThat(lifecycle.cancel(account.account(), cancelled)).isEqualTo(CancelOutcome.CANCELLED);
        TaskId young = webhooked(account, order(linked));
        assertThat(lifecycle.cancel(account.account(), young)).isEqualTo(CancelOutcome.CANCELLED);
        TaskId open = webhooked(account, order(linked));
        String ended = "(" + done + ", " + failed + ", " + cancelled + ")";
        SharedPostgres.execute(database,
                "update tasks set finished_at = now() - interval '24 hours 1 minute' where id in " + ended);

        new Janitor(database, new FileObjects(folder)).run();
        String speaking = " and (prompt <> '' or template_name is not null or template_text is not null"
                + " or photo_url is not null or webhook_url is not null"
                + " or cardinality(note_texts) > 0)";
        assertThat(SharedPostgres.count(database, "select count(*) from tasks where id in " + ended + speaking))
                .isZero();
        assertThat(SharedPostgres.count(database,
                "select count(*) from tasks where id in (" + young + ", " + open + ")" + speaking)).isEqualTo(2);
        assertThat(lifecycle.find(account.account(), failed, Duration.ofDays(2)).orElseThrow().state())
                .isEqualTo(new TaskState.Failed(ErrorCode.NO_FACE, "no face"));
        // Else a worker of another test tells their webhooks.
        SharedPostgres.execute(database,
                "delete from scheduled_jobs where task_name = '" + TaskLifecycle.TASK_CLOSED + "'");
    }

    private TaskId webhooked(Caller account, NewTask task) {
        return lifecycle.place(new Submission(account.account(), account.key(), List.of(task), Optional.empty(),
                Optional.of(URI.create("https://example.com/hook?token=secret")))).tasks().getFirst();
    }
}
