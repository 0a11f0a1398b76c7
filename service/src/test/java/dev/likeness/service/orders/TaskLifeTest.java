package dev.likeness.service.orders;

import static dev.likeness.service.orders.Samples.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.likeness.core.AigcMeta;
import dev.likeness.core.Cancellation;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.Logo;
import dev.likeness.core.Note;
import dev.likeness.core.Watermark;
import dev.likeness.service.accounts.Accounts;
import dev.likeness.service.accounts.Ledger;
import dev.likeness.service.accounts.LedgerEntry;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.Page;
import dev.likeness.service.database.SharedPostgres;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.pictures.FileObjects;
import dev.likeness.service.pictures.ObjectStore;
import dev.likeness.service.queue.JobKind;
import dev.likeness.service.queue.Pace;
import dev.likeness.service.queue.Queue;
import dev.likeness.service.tasks.Attempt;
import dev.likeness.service.tasks.CancelOutcome;
import dev.likeness.service.tasks.Delivery;
import dev.likeness.service.tasks.NewTask;
import dev.likeness.service.tasks.PhotoSource;
import dev.likeness.service.tasks.RunningAttempt;
import dev.likeness.service.tasks.Snapshot;
import dev.likeness.service.tasks.TaskFilter;
import dev.likeness.service.tasks.TaskState;
import dev.likeness.service.tasks.TaskView;
import dev.likeness.service.tasks.TaskWatch;
import dev.likeness.service.work.Janitor;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskLifeTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path folder = Path.of("");

    private final Database database = SharedPostgres.database();
    private final Queue queue = new Queue(database);
    private final TaskLifecycle lifecycle = new TaskLifecycle(database, queue);
    private final Accounts accounts = new Accounts(database);

    @Test
    void cancellingAWaitingTaskGivesTheMoneyBackAndTakesItOutOfTheQueue() {
        Caller caller = SharedPostgres.account(database, "1");
        TaskId id = lifecycle.place(caller, order());
        Caller stranger = SharedPostgres.account(database, "1");
        assertThat(lifecycle.cancel(stranger.account(), id)).isEqualTo(CancelOutcome.UNKNOWN);
        assertThat(lifecycle.cancel(caller.account(), id)).isEqualTo(CancelOutcome.CANCELLED);
        assertThat(lifecycle.cancel(caller.account(), id)).isEqualTo(CancelOutcome.TOO_LATE);
        assertThat(accounts.balance(caller.account())).isEqualTo(Money.ptc("1"));
        assertThat(lifecycle.find(caller.account(), id, HOUR).orElseThrow().state())
                .isEqualTo(new TaskState.Cancelled());
        assertThat(SharedPostgres.count(database,
                "select count(*) from scheduled_tasks where task_instance = '" + id + "'")).isZero();
        assertThat(lifecycle.begin(id)).isEmpty();
    }

    @Test
    void cancellingARunningTaskReachesItsWorkerWhereverItIs() {
        Caller caller = SharedPostgres.account(database, "1");
        TaskId id = lifecycle.place(caller, order());
        Attempt attempt = lifecycle.begin(id).orElseThrow();
        RunningAttempt running = lifecycle.running(attempt, Cancellation.NEVER);
        await().until(() -> {
            running.report(0.5, "matte");
            return lifecycle.snapshots(List.of(id)).values().stream().allMatch(it -> it.stage().equals("matte"));
        });
        assertThat(lifecycle.snapshots(List.of(id, new TaskId(Long.MAX_VALUE))))
                .containsOnly(java.util.Map.entry(id, new Snapshot(new TaskState.Generating(), 0.5, "matte")));
        assertThat(running.getAsBoolean()).isFalse();
        TaskLifecycle elsewhere = new TaskLifecycle(database, new Queue(database));
        assertThat(elsewhere.cancel(caller.account(), id)).isEqualTo(CancelOutcome.CANCELLED);
        await().until(running::getAsBoolean);
        assertThat(running.superseded()).isTrue();
        assertThat(lifecycle.complete(attempt, ObjectName.freshPortrait(), List.of())).isFalse();
        assertThat(lifecycle.fail(attempt, ErrorCode.ENGINE_FAILED, "late")).isFalse();
        assertThat(accounts.balance(caller.account())).isEqualTo(Money.ptc("1"));
        assertThat(lifecycle.snapshots(List.of(id))).containsValue(new Snapshot(new TaskState.Cancelled(), 1, ""));
    }

    @Test
    void ofACancellationAFailureAndACompletionAtOnceExactlyOneCounts() throws Exception {
        Caller caller = SharedPostgres.account(database, "1");
        for (int round = 0; round < 20; round++) {
            TaskId id = lifecycle.place(caller, order());
            Attempt attempt = lifecycle.begin(id).orElseThrow();
            List<Callable<Boolean>> all = new ArrayList<>(List.of(
                    () -> lifecycle.cancel(caller.account(), id) == CancelOutcome.CANCELLED,
                    () -> lifecycle.cancel(caller.account(), id) == CancelOutcome.CANCELLED,
                    () -> lifecycle.fail(attempt, ErrorCode.NO_FACE, "no face"),
                    () -> lifecycle.complete(attempt, ObjectName.freshPortrait(), List.of())));
            Collections.rotate(all, round);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                assertThat(threads.invokeAll(all)).filteredOn(Future::resultNow).hasSize(1);
            }
            assertThat(SharedPostgres.count(database, "select count(*) from ledger where kind in ('settle', 'release')"
                    + " and task_id = " + id)).isOne();
        }
        assertThat(SharedPostgres.count(database, "select sum(amount_micros) from ledger where account_id = "
                + caller.account().value())).isEqualTo(accounts.balance(caller.account()).micros());
    }

    @Test
    void erasingForgetsWordsAndPicturesAtOnce() {
        ObjectStore objects = new FileObjects(folder);
        Caller caller = SharedPostgres.account(database, "1");
        ObjectName photo = kept(objects, ObjectName.freshPhoto());
        ObjectName portrait = kept(objects, ObjectName.freshPortrait());
        TaskId done = lifecycle.place(caller, order(new PhotoSource.Kept(photo)));
        assertThat(lifecycle.complete(lifecycle.begin(done).orElseThrow(), portrait,
                List.of(new Note(Note.Kind.UNDERSTOOD, "a poet")))).isTrue();
        assertThat(lifecycle.erase(SharedPostgres.account(database, "1").account(), done, objects)).isFalse();
        assertThat(lifecycle.erase(caller.account(), done, objects)).isTrue();
        assertThat(objects.get(photo)).isEmpty();
        assertThat(objects.get(portrait)).isEmpty();
        assertThat(lifecycle.find(caller.account(), done, HOUR)).isEmpty();
        assertThat(lifecycle.list(caller.account(), TaskFilter.newest(10)).items()).isEmpty();
        assertThat(SharedPostgres.count(database,
                "select count(*) from tasks t where id = " + done + " and t::text like '%poet%'")).isZero();
        assertThat(lifecycle.erase(caller.account(), done, objects)).isFalse();
        assertThat(accounts.balance(caller.account())).as("a portrait that was made is paid").isEqualTo(
                Money.ptc("0.95"));

        TaskId open = lifecycle.place(caller, order());
        assertThat(lifecycle.erase(caller.account(), open, objects)).isTrue();
        assertThat(lifecycle.begin(open)).isEmpty();
        assertThat(accounts.balance(caller.account())).isEqualTo(Money.ptc("0.95"));
    }

    @Test
    void aPhotoThatSeveralTasksShareGoesWithTheLastOfThem() {
        ObjectStore objects = new FileObjects(folder);
        Caller caller = SharedPostgres.account(database, "1");
        ObjectName photo = kept(objects, ObjectName.freshPhoto());
        List<TaskId> ids = lifecycle.place(new Submission(caller.account(), caller.key(),
                Collections.nCopies(3, order(new PhotoSource.Kept(photo))), Optional.empty(), Optional.empty()))
                .tasks();
        assertThat(lifecycle.erase(caller.account(), ids.getFirst(), objects)).isTrue();
        assertThat(lifecycle.complete(lifecycle.begin(ids.get(1)).orElseThrow(), ObjectName.freshPortrait(), List.of()))
                .isTrue();
        lifecycle.dropPhoto(ids.get(1), objects);
        new Janitor(database, objects).run();
        assertThat(objects.get(photo)).isPresent();
        assertThat(lifecycle.complete(lifecycle.begin(ids.get(2)).orElseThrow(), ObjectName.freshPortrait(), List.of()))
                .isTrue();
        lifecycle.dropPhoto(ids.get(2), objects);
        assertThat(objects.get(photo)).isEmpty();
        assertThat(SharedPostgres.count(database, "select count(*) from tasks where photo_object = '" + photo + "'"))
                .isZero();
    }

    @Test
    void remembersHowThePortraitIsWanted() {
        Caller caller = SharedPostgres.account(database, "1");
        Delivery delivery = new Delivery(false,
                new Logo(true, Watermark.Corner.TOP_RIGHT, Logo.Language.EN, 0.7, Optional.of("our \0mark")),
                new AigcMeta(Optional.of("producer"), Optional.of("id 1"), Optional.empty(), Optional.of("id 2")));
        NewTask plain = order();
        TaskId id = lifecycle.place(caller, new NewTask("studio", plain.request(), plain.photo(), delivery));
        Logo logo = lifecycle.begin(id).orElseThrow().delivery().logo();
        assertThat(logo.opacity()).isEqualTo(0.7);
        assertThat(logo.text()).contains("our  mark");
        assertThat(logo.watermark().orElseThrow().corner()).isEqualTo(Watermark.Corner.TOP_RIGHT);
        TaskView view = lifecycle.find(caller.account(), id, HOUR).orElseThrow();
        assertThat(view.delivery().aigc()).isEqualTo(delivery.aigc());
        assertThat(view.facts().request()).isEqualTo(plain.request());
        assertThat(view.facts().price()).isEqualTo(Money.ptc("0.05"));
        assertThat(view.facts().startedAt()).isPresent();
        assertThat(view.facts().finishedAt()).isEmpty();
    }

    @Test
    void listsTasksAndLedgerByPagesNewestFirst() {
        Caller caller = SharedPostgres.account(database, "1");
        List<TaskId> placed = Stream.generate(() -> lifecycle.place(caller, order())).limit(5).toList();
        List<TaskId> listed = new ArrayList<>();
        Optional<TaskId> before = Optional.empty();
        do {
            Page<TaskView, TaskId> page = lifecycle.list(caller.account(), new TaskFilter(before, Optional.empty(), 2));
            page.items().forEach(task -> listed.add(task.id()));
            before = page.next();
        } while (before.isPresent());
        assertThat(listed).containsExactlyInAnyOrderElementsOf(placed)
                .isSortedAccordingTo((a, b) -> Long.compare(b.value(), a.value()));

        Ledger ledger = new Ledger(database);
        assertThat(lifecycle.cancel(caller.account(), placed.getFirst())).isEqualTo(CancelOutcome.CANCELLED);
        Page<LedgerEntry, Long> newest = ledger.entries(caller.account(), Optional.empty(), 2);
        assertThat(newest.items().getFirst()).satisfies(entry -> {
            assertThat(entry.kind()).isEqualTo(LedgerEntry.Kind.RELEASE);
            assertThat(entry.task()).contains(placed.getFirst());
            assertThat(entry.amount()).isEqualTo(Money.ptc("0.05"));
        });
        assertThat(ledger.entries(caller.account(), newest.next(), 10).items()).hasSize(5)
                .last().extracting(LedgerEntry::kind).isEqualTo(LedgerEntry.Kind.DEPOSIT);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        assertThat(ledger.usage(caller.account(), today.minusDays(1), today.plusDays(1))).singleElement()
                .satisfies(usage -> {
                    assertThat(usage.portraits()).isEqualTo(4);
                    assertThat(usage.spent()).isEqualTo(Money.ptc("0.2"));
                    assertThat(usage.key()).contains(caller.key());
                    assertThat(usage.engine()).isEqualTo("studio");
                });
        assertThat(ledger.usage(caller.account(), today.minusDays(9), today.minusDays(2))).isEmpty();
    }

    @Test
    void whoeverWantsToKnowIsToldThatATaskIsClosedOnceAndAgainAfterAFailure() {
        Caller caller = SharedPostgres.account(database, "1");
        ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
        JobKind news = new JobKind(TaskLifecycle.TASK_CLOSED, Duration.ofMillis(50), 1, 3, (id, tries) -> {
            told.add(id + " " + tries);
            if (tries == 0) {
                throw new IllegalStateException("nobody listens yet");
            }
        });
        JobKind hopeless = new JobKind("hopeless", Duration.ofMillis(10), 1, 2, (id, tries) -> {
            told.add(id + " " + tries);
            throw new IllegalStateException("never");
        });
        Pace brisk = new Pace(1, Duration.ofMillis(100), Duration.ofSeconds(1), HOUR, Duration.ofSeconds(2));
        try (var worker = queue.work(brisk, Queue.Handler.of(List.of("studio"), id -> {}),
                new Janitor(database, new FileObjects(folder))::run,
                List.of(news, hopeless))) {
            assertThat(worker.runs()).isTrue();
            Submission quiet = Submission.of(caller, order());
            TaskId untold = lifecycle.place(quiet).tasks().getFirst();
            TaskId id = lifecycle
                    .place(new Submission(caller.account(), caller.key(), List.of(order()), Optional.empty(),
                            Optional.of(URI.create("https://example.com/hook"))))
                    .tasks().getFirst();
            assertThat(lifecycle.cancel(caller.account(), untold)).isEqualTo(CancelOutcome.CANCELLED);
            assertThat(lifecycle.cancel(caller.account(), id)).isEqualTo(CancelOutcome.CANCELLED);
            assertThat(lifecycle.find(id).orElseThrow().facts().webhook())
                    .contains(URI.create("https://example.com/hook"));
            queue.addJob("hopeless", "x", java.time.Instant.now());
            queue.addJob("hopeless", "x", java.time.Instant.now());
            await().until(() -> told.size() >= 4 && SharedPostgres.count(database,
                    "select count(*) from scheduled_jobs") == 0);
            assertThat(told).containsExactlyInAnyOrder(id + " 0", id + " 1", "x 0", "x 1");
        }
    }

    @Test
    void aWatchedTaskIsSeenFromTheQueueToTheEnd() {
        Caller caller = SharedPostgres.account(database, "1");
        TaskId id = lifecycle.place(caller, order());
        ConcurrentLinkedQueue<Optional<Snapshot>> seen = new ConcurrentLinkedQueue<>();
        try (TaskWatch watch = new TaskWatch(lifecycle::snapshots); var watching = watch.watch(id, seen::add)) {
            await().until(() -> seen.contains(Optional.of(new Snapshot(new TaskState.InQueue(), 0, ""))));
            assertThat(lifecycle.cancel(caller.account(), id)).isEqualTo(CancelOutcome.CANCELLED);
            await().until(() -> seen.contains(Optional.of(new Snapshot(new TaskState.Cancelled(), 1, ""))));
            assertThat(watching).isNotNull();
            ConcurrentLinkedQueue<Optional<Snapshot>> nobody = new ConcurrentLinkedQueue<>();
            watch.watch(new TaskId(Long.MAX_VALUE), nobody::add);
            await().until(() -> nobody.size() == 1);
            assertThat(nobody.peek()).isEqualTo(Optional.empty());
        }
    }

    private static ObjectName kept(ObjectStore objects, ObjectName name) {
        objects.put(name, new byte[100]);
        return name;
    }
}
