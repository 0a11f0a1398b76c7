package dev.likeness.server.settings;

import dev.likeness.service.database.DatabaseAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the service stores its data.
 *
 * @param data     directory of the embedded database, the pictures and the secrets; created when missing
 * @param database an external PostgreSQL; empty for the embedded one
 */
public record Storage(Path data, Optional<DatabaseAddress> database) {
    /** Everything in this directory. */
    public static Storage in(Path data) {
        return new Storage(data, Optional.empty());
    }

    /**
     * Changed by {@code LIKENESS_DATA}, and by {@code LIKENESS_DB_URL} with {@code LIKENESS_DB_USER} (or {@code likeness})
     * and {@code LIKENESS_DB_PASSWORD}.
     */
    public Storage with(Variables variables) {
        return new Storage(variables.read("DATA", data, Path::of), variables.text("DB_URL")
                .map(url -> new DatabaseAddress(url, variables.text("DB_USER").orElse("likeness"),
                        variables.text("DB_PASSWORD").orElse("")))
                .or(() -> database));
    }
}
