package dev.likeness.service.upstreams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.PortraitException;
import dev.likeness.core.relaying.Errand;
import dev.likeness.core.relaying.Errand.End;
import dev.likeness.core.relaying.Errand.Submission;
import dev.likeness.core.relaying.Terms;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.SharedPostgres;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.links.SignedLinks;
import dev.likeness.service.orders.Samples;
import dev.likeness.service.orders.TaskLifecycle;
import dev.likeness.service.pictures.FileObjects;
import dev.likeness.service.queue.Queue;
import dev.likeness.service.tasks.Attempt;
import dev.likeness.service.tasks.NewTask;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpstreamsTest {
    private static final Terms TERMS = new Terms(2, 10, Duration.ofMinutes(5), 30_000);

    private final Database database = SharedPostgres.database();
    private final TaskLifecycle lifecycle = new TaskLifecycle(database, new Queue(database));
    private final Upstreams upstreams = new Upstreams(database);
    /** As if in another process. */
    private final Upstreams elsewhere = new Upstreams(database);
    private final String engine = "cloud-" + UUID.randomUUID();

    private Attempt attempt() {
        NewTask sample = Samples.order();
        TaskId id = lifecycle.place(SharedPostgres.account(database, "1"),
                new NewTask(engine, sample.request(), sample.photo(), sample.delivery()));
        return lifecycle.begin(id).orElseThrow();
    }

    @Test
    void turnsComeAtAnEvenPaceWhicheverProcessTakesThem() throws Exception {
        List<Callable<Duration>> takes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Upstreams process = i % 2 == 0 ? upstreams : elsewhere;
            takes.add(() -> process.turn(engine, Errand.Kind.SUBMIT, 0.01));
        }
        List<Duration> waits = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Duration> take : threads.invokeAll(takes)) {
                waits.add(take.get());
            }
        }
        // A turn every hundred seconds, however long the test takes to ask for them.
        List<Long> turns = waits.stream().map(wait -> Math.round(wait.toMillis() / 100_000.0)).sorted().toList();
        assertThat(turns).doesNotHaveDuplicates().first().isEqualTo(0L);
        assertThat(turns).last().isEqualTo(19L);
        // The other kind of request has turns of its own.
        assertThat(upstreams.turn(engine, Errand.Kind.RESULT, 0.01)).isZero();
    }

    @Test
    void thereIsRoomForSoManyOverAllProcesses() {
        Attempt first = attempt();
        Submission one = upstreams.begin(first, TERMS);
        elsewhere.begin(attempt(), TERMS);
        assertThatThrownBy(() -> upstreams.begin(attempt(), TERMS)).isInstanceOf(Errand.NoRoom.class)
                .hasMessageContaining(engine);
        upstreams.ended(one, End.DONE);
        assertThat(elsewhere.begin(attempt(), TERMS).number()).isOne();
        // Whoever never came back does not keep a place for ever.
        SharedPostgres.execute(database,
                "update upstream_submissions set sent_at = sent_at - interval '6 minutes' where engine = '" + engine
                        + "'");
        assertThat(upstreams.begin(attempt(), TERMS).number()).isOne();
    }

    @Test
    void anotherWorkerFindsWhatWasHandedIn() {
        Attempt attempt = attempt();
        assertThat(upstreams.underWay(attempt)).isEmpty();
        Submission begun = upstreams.begin(attempt, TERMS);
        assertThat(begun.task()).isEmpty();
        Attempt next = lifecycle.begin(attempt.task()).orElseThrow();
        assertThat(elsewhere.underWay(next)).contains(begun);
        Submission accepted = upstreams.accepted(begun, "739");
        assertThat(elsewhere.underWay(next)).contains(accepted);
        assertThat(accepted.task()).contains("739");
        assertThat(accepted.key()).isEqualTo(begun.key());
    }

    @Test
    void anAttemptThatWasOvertakenHandsNothingIn() {
        Attempt stale = attempt();
        Attempt current = lifecycle.begin(stale.task()).orElseThrow();
        assertThatThrownBy(() -> upstreams.begin(stale, TERMS)).isInstanceOf(PortraitException.Cancelled.class);
        upstreams.begin(current, TERMS);
        // Nor does anybody hand in what is there already.
        assertThatThrownBy(() -> elsewhere.begin(current, TERMS)).isInstanceOf(RuntimeException.class);
        assertThat(SharedPostgres.count(database,
                "select count(*) from upstream_submissions where engine = '" + engine + "'")).isOne();
    }

    @Test
    void theBooksSayWhatTheCloudCostBesideWhatItEarned() {
        Attempt made = attempt();
        upstreams.ended(upstreams.accepted(upstreams.begin(made, TERMS), "1"), End.DONE);
        lifecycle.complete(made, ObjectName.freshPortrait(), List.of());
        upstreams.ended(upstreams.begin(attempt(), TERMS), End.REFUSED);
        upstreams.ended(upstreams.begin(attempt(), TERMS), End.UNSURE);
        upstreams.ended(upstreams.accepted(upstreams.begin(attempt(), TERMS), "2"), End.GIVEN_UP);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        assertThat(upstreams.days(today.minusDays(1), today.plusDays(1)).stream()
                .filter(day -> day.engine().equals(engine)))
                .singleElement().usingRecursiveComparison().ignoringFields("day").isEqualTo(new Upstreams.Day(today,
                        engine, 4, 1, 1, 1, 1, 0, Money.ptc("0.06"), Money.ptc("0.05")));
    }

    @Test
    void aPhotoIsShownWhereThereIsAPublicAddressAndNotForLong(@TempDir Path folder) {
        FileObjects objects = new FileObjects(folder);
        SignedLinks links = SignedLinks.open(folder);
        byte[] photo = {1, 2, 3};
        ShownPhotos hidden = new ShownPhotos(objects, links, Optional.empty());
        assertThat(hidden.show(photo)).isEmpty();
        ShownPhotos photos = new ShownPhotos(objects, links, Optional.of(URI.create("https://portraits.example/")));
        URI address;
        try (BookedErrand errand = new BookedErrand(upstreams, photos, attempt(), TERMS)) {
            address = errand.shown(photo).orElseThrow();
            assertThat(errand.shown(photo)).contains(address);
            assertThat(address.toString()).startsWith("https://portraits.example/u/2").contains(".jpg?e=");
            assertThat(objects.get(name(address))).contains(photo);
        }
        assertThat(objects.get(name(address))).isEmpty();
    }

    private static ObjectName name(URI address) {
        String[] parts = address.getPath().split("/");
        return ObjectName.upload(parts[2], parts[3]).orElseThrow();
    }
}
