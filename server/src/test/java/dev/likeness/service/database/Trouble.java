package dev.likeness.service.database;

/** Makes the database refuse, and tells what workers did in trouble. */
public final class Trouble implements AutoCloseable {
    private final Database database;

    private Trouble(Database database) {
        this.database = database;
    }

    /** While this is open no task can be written whose prompt holds this word, of letters and hyphens. */
    public static Trouble refusing(Database database, String word) {
        execute(database, "alter table tasks add constraint refused_word check (prompt not like '%" + word
                + "%') not valid");
        return new Trouble(database);
    }

    /** How often a living worker gave the task back. */
    public static int handedBack(Database database, String task) {
        return database.alone(sql -> sql.one("select handed_back from tasks where id = ?",
                row -> row.getInt("handed_back"), Long.parseLong(task)));
    }

    private static int execute(Database database, String statement) {
        return database.alone(sql -> sql.update(statement));
    }

    @Override
    public void close() {
        execute(database, "alter table tasks drop constraint refused_word");
    }
}
