package dev.likeness.service.orders;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.SharedPostgres;
import dev.likeness.service.pictures.DiskReserve;
import dev.likeness.service.pictures.FileObjects;
import dev.likeness.service.queue.Queue;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeTest {
    @TempDir
    Path folder = Path.of("");

    private final Database database = SharedPostgres.database();
    private final Queue queue = new Queue(database);

    @BeforeEach
    void emptyTheQueue() {
        SharedPostgres.execute(database, "delete from scheduled_tasks");
    }

    @Test
    void takesOrdersUntilSoManyWaitAndSaysWhenToComeAgain() {
        TaskLifecycle lifecycle = new TaskLifecycle(database, queue);
        lifecycle.place(Samples.batch(SharedPostgres.account(database, "1"), 3));
        DiskReserve disk = DiskReserve.none(new FileObjects(folder));
        assertThatCode(new Intake(queue, disk, 4)::check).doesNotThrowAnyException();
        refusesForAWhile(new Intake(queue, disk, 3)::check);
    }

    @Test
    void takesNothingNewOnADiskThatIsNearlyFull() {
        FileObjects objects = new FileObjects(folder);
        long free = objects.free().orElseThrow();
        assertThatCode(new Intake(queue, new DiskReserve(objects, free / 2), 10)::check).doesNotThrowAnyException();
        refusesForAWhile(new Intake(queue, new DiskReserve(objects, 2 * free), 10)::check);
    }

    private static void refusesForAWhile(ThrowingCallable check) {
        assertThatThrownBy(check).isInstanceOfSatisfying(PortraitException.LimitReached.class, refusal -> {
            org.assertj.core.api.Assertions.assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_BUSY);
            org.assertj.core.api.Assertions.assertThat(refusal.retryAfter()).isPresent();
        });
    }
}
