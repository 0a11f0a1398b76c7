package dev.likeness.service.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.LimitReached;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.SharedPostgres;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.work.Janitor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadMeterTest {
    private final Database database = SharedPostgres.database();
    private final UploadMeter meter = new UploadMeter(database, 1000);

    @TempDir
    Path folder = Path.of("");

    @Test
    void anAccountMayHaveSoManyBytesHereAndNoMore() {
        Caller caller = SharedPostgres.account(database, "1");
        ObjectName first = ObjectName.freshUpload("jpg");
        meter.take(caller.account(), first, 600);
        assertThatThrownBy(() -> meter.take(caller.account(), ObjectName.freshUpload("jpg"), 401))
                .isInstanceOfSatisfying(LimitReached.class, limit -> {
                    assertThat(limit.code()).isEqualTo(ErrorCode.UPLOADS_FULL);
                    assertThat(limit.retryAfter().orElseThrow()).isBetween(Duration.ofHours(23), Duration.ofHours(24));
                });
        meter.take(SharedPostgres.account(database, "1").account(), ObjectName.freshUpload("jpg"), 1000);
        meter.giveBack(first);
        meter.take(caller.account(), ObjectName.freshUpload("jpg"), 1000);
    }

    @Test
    void uploadsThatComeTogetherAreCountedOneAfterTheOther() throws Exception {
        AccountId account = SharedPostgres.account(database, "1").account();
        Callable<Boolean> upload = () -> {
            try {
                meter.take(account, ObjectName.freshUpload("jpg"), 300);
                return true;
            } catch (LimitReached full) {
                return false;
            }
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long taken = threads.invokeAll(Stream.generate(() -> upload).limit(12).toList()).stream()
                    .filter(it -> it.resultNow()).count();
            assertThat(taken).isEqualTo(3);
        }
    }

    @Test
    void anUploadIsErasedWithItsLinkAndCountsNoLonger() {
        AccountId account = SharedPostgres.account(database, "1").account();
        ObjectStore objects = new FileObjects(folder);
        ObjectName old = ObjectName.freshUpload("jpg");
        ObjectName young = ObjectName.freshUpload("jpg");
        for (ObjectName name : List.of(old, young)) {
            objects.put(name, new byte[500]);
            meter.take(account, name, 500);
        }
        SharedPostgres.execute(database,
                "update uploads set created_at = now() - interval '24 hours 1 minute' where object = '" + old + "'");
        new Janitor(database, objects).run();
        assertThat(objects.get(old)).isEmpty();
        assertThat(objects.get(young)).isPresent();
        meter.take(account, ObjectName.freshUpload("jpg"), 500);
    }
}
