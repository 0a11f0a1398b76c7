package dev.likeness.server.settings;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Addresses beyond the one that the service listens on.
 *
 * @param publicUrl  what links to portraits begin with; empty for the address each client asked at
 * @param photoHosts names of hosts that photos may be fetched from whatever their address and port
 */
public record Addresses(Optional<URI> publicUrl, Set<String> photoHosts) {
    /** Links as each client asked, and photos of public hosts only. */
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
