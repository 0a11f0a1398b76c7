package dev.likeness.service.backup;

import dev.likeness.service.database.Database;
import dev.likeness.service.pictures.ObjectStore;
import java.nio.file.Path;
import java.util.List;

/**
 * What makes up an installation.
 *
 * @param secrets folder of {@link #SECRETS}
 */
public record Installed(Database database, ObjectStore objects, Path secrets) {
    /** What sealed secrets and links are made with; the database is of little use without them. */
    static final List<String> SECRETS = List.of("secrets.key", "link.keys");
}
