package dev.likeness.app.service;

import dev.likeness.server.ServerSettings;
import dev.likeness.service.audit.AuditChain;
import dev.likeness.service.audit.AuditTrail;
import dev.likeness.service.database.Database;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What the audit commands do; apart from them, so that other commands do not load the service. */
public final class AuditOperations {
    private AuditOperations() {}

    /**
     * Writes the entries of a time as a chain.
     *
     * @return how many, and the last hash
     */
    public static String export(Map<String, String> environment, Instant from, Instant to, Appendable out) {
        ServerSettings settings = ServerSettings.in(Path.of(".")).with(environment);
        try (Database database = Database.reach(settings.storage().data(), settings.storage().database())) {
            AuditChain chain = new AuditChain(out, from, to);
            new AuditTrail(database).each(from, to, entry -> {
                try {
                    chain.add(entry);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            return chain.entries() + " entries, last hash " + chain.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param hash that must be the last one, if it was kept
     * @return what is right
     * @throws IllegalArgumentException when something is wrong; the message says where
     */
    public static String verify(Path file, Optional<String> hash) {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            return switch (AuditChain.verify(lines)) {
                case AuditChain.Check.Broken(long line, String why) ->
                    throw new IllegalArgumentException(file + ", line " + line + ": " + why);
                case AuditChain.Check.Whole(long entries, String last) -> {
                    if (hash.isPresent() && !hash.get().strip().equals(last)) {
                        throw new IllegalArgumentException(file + " is whole in itself, but its last hash is " + last
                                + ": it is another export, or all of it was written anew");
                    }
                    yield entries + " entries, nothing changed, last hash " + last;
                }
            };
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
