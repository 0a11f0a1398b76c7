package dev.likeness.server.settings;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Addresses beyond the one that the service listens on.
 *
 * @param publicUrl  prefix of links to portraits; empty for the address of each client's request
 * @param photoHosts names of hosts that photos may be fetched from, whatever their IP address and port
 */
public record Addresses(Optional<URI> publicUrl, Set<String> photoHosts) {
    /** Links with the address of each client's request; photos from public hosts only. */
    public static final Addresses DEFAULT = new Addresses(Optional.empty(), Set.of());

    public Addresses {
        photoHosts = photoHosts.stream().map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    public Addresses withPhotoHosts(String... hosts) {
        return new Addresses(publicUrl, Set.of(hosts));
    }

    /** Changed by {@code LIKENESS_PUBLIC_URL} and {@code LIKENESS_PHOTO_HOSTS} (separated by commas). */
    public Addresses with(Variables variables) {
        return new Addresses(variables.text("PUBLIC_URL").map(URI::create).or(() -> publicUrl),
                variables.list("PHOTO_HOSTS", photoHosts));
    }
}
