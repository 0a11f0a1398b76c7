package dev.likeness.service.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Connects to a database and leaves its tables as they are: for what must look before it writes. */
public final class UntouchedDatabase {
    private UntouchedDatabase() {}

    /**
     * The external database if one is given, else the embedded one, which is started unless another process runs it.
     *
     * @throws StoreException when there is none in the data folder: none is made
     */
    public static Database reach(Path data, Optional<DatabaseAddress> external) {
        if (external.isPresent()) {
            return connect(external.get());
        }
        if (!Files.exists(data.resolve("postgres").resolve("PG_VERSION"))) {
            throw new StoreException("there is no database in " + data.toAbsolutePath().normalize()
                    + ": give the LIKENESS_DATA or LIKENESS_DB_URL that the service has");
        }
        return EmbeddedPostgres.running(data).map(UntouchedDatabase::connect).orElseGet(() -> start(data));
    }

    /** As {@link #reach}, but an embedded one that nobody else may run, and that is made where there is none. */
    public static Database toFill(Path data, Optional<DatabaseAddress> external) {
        return external.map(UntouchedDatabase::connect).orElseGet(() -> start(data));
    }

    private static Database connect(DatabaseAddress address) {
        return Database.untouched(address, PostgresServer.ELSEWHERE);
    }

    private static Database start(Path data) {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(data);
        return Database.untouched(postgres.address(), PostgresServer.of(postgres));
    }
}
