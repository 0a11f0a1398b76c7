package dev.likeness.service.database;

import java.time.Duration;

/** Makes tasks older than they are, which no test can wait for. */
public final class TimePasses {
    private TimePasses() {}

    /** As if the task had been ordered so much earlier. */
    public static void since(Database database, String task, Duration age) {
        database.alone(sql -> sql.update(
                "update tasks set created_at = created_at - ? * interval '1 second' where id = ?", age.toSeconds(),
                Long.parseLong(task)));
    }
}
