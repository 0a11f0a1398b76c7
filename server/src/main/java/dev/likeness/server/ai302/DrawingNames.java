package dev.likeness.server.ai302;

import dev.likeness.server.settings.Variables;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of the portrait service in paths.
 *
 * @param further those that the operator adds to the ones that clients are known to use; lower-case letters, digits and _
 */
public record DrawingNames(Set<String> further) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,60}");

    /** No additional names. */
    public static final DrawingNames DEFAULT = new DrawingNames(Set.of());

    public DrawingNames {
        further = Set.copyOf(further);
        further.stream().filter(name -> !NAME.matcher(name).matches()).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("the drawing name \"" + name
                    + "\" cannot stand in a path: use lower-case letters, digits and _");
        });
    }

    /** Changed by {@code LIKENESS_DRAWING_NAMES} (separated by commas). */
    public DrawingNames with(Variables variables) {
        return new DrawingNames(variables.list("DRAWING_NAMES", further));
    }
}
