package dev.likeness.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A credential; it never becomes a text by itself, so it gets into no log and no message. */
public final class Secret {
    private static final String FILE = "_FILE";

    private final String value;

    /**
     * @throws IllegalArgumentException when it holds a character that no header can
     */
    public Secret(String value) {
        if (!value.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException("it has blanks, line breaks or letters that no key has");
        }
        this.value = value;
    }

    /** For the header or the signature that needs it. */
    String value() {
        return value;
    }

    /**
     * The credential that a variable holds, or the file that the variable with {@code _FILE} at its end names.
     *
     * @throws IllegalArgumentException when the file cannot be read or the credential cannot be one; the message names the
     *                                  variable, never the value
     */
    static Optional<Secret> of(Map<String, String> environment, String variable) {
        Optional<String> given = Optional.ofNullable(environment.get(variable)).map(String::strip)
                .filter(text -> !text.isEmpty());
        Optional<String> file = Optional.ofNullable(environment.get(variable + FILE)).filter(text -> !text.isBlank());
        String named = given.isPresent() ? variable : variable + FILE;
        try {
            Optional<String> found = given;
            if (given.isEmpty() && file.isPresent()) {
                found = Optional.of(Files.readString(Path.of(file.get().strip())).strip());
                if (found.get().isEmpty()) {
                    throw new IllegalArgumentException("the file is empty");
                }
            }
            return found.map(Secret::new);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(named + " names a file that cannot be read: "
                    + unreadable.getClass().getSimpleName(), unreadable);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(named + " cannot be used: " + wrong.getMessage(), wrong);
        }
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
