package dev.likeness.service.backup;

import dev.likeness.service.database.SealedSecrets;
import dev.likeness.service.database.Sql;
import dev.likeness.service.links.SignedLinks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What tells the secrets of one installation from those of another, and nothing else about them.
 *
 * @param links ids of its keys; a ring may be changed line by line, so one in common makes it the same
 */
record Fingerprints(String secrets, List<String> links) {
    /** Of the files in a folder; empty where one is not there: none is made. */
    static Optional<Fingerprints> in(Path folder) {
        return Installed.SECRETS.stream().allMatch(name -> Files.exists(folder.resolve(name)))
                ? Optional.of(new Fingerprints(SealedSecrets.open(folder).fingerprint(),
                        List.copyOf(SignedLinks.open(folder).keyIds())))
                : Optional.empty();
    }

    /** As the processes of the service wrote them down; empty where none was ever started. */
    static Optional<Fingerprints> recorded(Sql sql) throws SQLException {
        return sql.first("select secrets, link_keys from installation",
                row -> new Fingerprints(row.getString("secrets"), Sql.texts(row, "link_keys")));
    }

    boolean match(Fingerprints others) {
        return secrets.equals(others.secrets) && !Collections.disjoint(links, others.links);
    }
}
