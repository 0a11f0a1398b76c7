package dev.likeness.store;

import static dev.likeness.store.Samples.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.ErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
    @TempDir
    Path folder = Path.of("");

    private final Database database = SharedPostgres.database();
    private final Books books = new Books(database, new Queue(database));

    @Test
    void erasesPhotosOfDoneOrdersAtOnceOfFailedOnesAfterAnHourAndPortraitsAfterADay() {
        ObjectStore objects = new FileObjects(folder);
        Sweep sweep = new Sweep(database, objects);
        Caller account = SharedPostgres.account(database, "1");
        ObjectName waitingPhoto = kept(objects, ObjectName.freshPhoto());
        ObjectName donePhoto = kept(objects, ObjectName.freshPhoto());
        ObjectName failedPhoto = kept(objects, ObjectName.freshPhoto());
        ObjectName portrait = kept(objects, ObjectName.freshPortrait());
        books.place(account, order(new PhotoSource.Kept(waitingPhoto)));
        TaskId done = books.place(account, order(new PhotoSource.Kept(donePhoto)));
        assertThat(books.complete(books.begin(done).orElseThrow(), portrait, List.of())).isTrue();
        TaskId failed = books.place(account, order(new PhotoSource.Kept(failedPhoto)));
        assertThat(books.fail(books.begin(failed).orElseThrow(), ErrorCode.NO_FACE, "no face")).isTrue();

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
        assertThat(books.find(account.account(), done, Duration.ofDays(2)).orElseThrow().state())
                .isEqualTo(new TaskState.Expired());
    }

    private static ObjectName kept(ObjectStore objects, ObjectName name) {
        objects.put(name, new byte[100]);
        return name;
    }
}
