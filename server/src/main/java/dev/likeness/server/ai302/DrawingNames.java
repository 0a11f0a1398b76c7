package dev.likeness.server.ai302;

import java.util.Set;

/**
 * Names of the portrait service in paths.
 *
 * @param further those that the operator adds to the ones that clients are known to use
 */
public record DrawingNames(Set<String> further) {
    public DrawingNames {
        further = Set.copyOf(further);
    }
}
