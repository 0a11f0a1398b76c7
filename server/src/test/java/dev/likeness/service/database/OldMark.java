package dev.likeness.service.database;

/** Puts words into an order's mark past every check, as they may stand in a database of an older version. */
public final class OldMark {
    private OldMark() {}

    public static void put(Database database, String task, String words) {
        int rows = database.alone(
                sql -> sql.update("update tasks set logo_text = ? where id = ?", words, Long.parseLong(task)));
        if (rows != 1) {
            throw new AssertionError("there is no task " + task);
        }
    }
}
