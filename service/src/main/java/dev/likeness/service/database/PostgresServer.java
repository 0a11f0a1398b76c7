package dev.likeness.service.database;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** The PostgreSQL server, as far as this process runs it. */
interface PostgresServer {
    /** Not of this process. */
    PostgresServer ELSEWHERE = new PostgresServer() {
        @Override
        public void close() {}

        @Override
        public CompletableFuture<StoreException> lost() {
            return new CompletableFuture<>();
        }
    };

    void close() throws IOException;

    CompletableFuture<StoreException> lost();

    static PostgresServer of(EmbeddedPostgres postgres) {
        return new PostgresServer() {
            @Override
            public void close() throws IOException {
                postgres.close();
            }

            @Override
            public CompletableFuture<StoreException> lost() {
                return postgres.lost();
            }
        };
    }

    /** After a failure, which is told instead of another one here. */
    default void closeQuietly(RuntimeException because) {
        try {
            close();
        } catch (Exception e) {
            because.addSuppressed(e);
        }
    }
}
