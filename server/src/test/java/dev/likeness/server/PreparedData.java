package dev.likeness.server;

import dev.likeness.core.PreparedFolder;
import dev.likeness.service.database.Database;
import java.nio.file.Path;

/** Data folders with an empty database, for tests that start a service of their own and are not about its first start. */
final class PreparedData {
    private static final PreparedFolder EMPTY = PreparedFolder.of(folder -> Database.embedded(folder).close());

    private PreparedData() {}

    /** The folder, with an empty database in it. */
    static Path in(Path folder) {
        return EMPTY.into(folder);
    }

    /** The folder, with PostgreSQL's programs in it and no database. */
    static Path programsIn(Path folder) {
        return EMPTY.into(folder, name -> name.startsWith("postgresql-"));
    }
}
