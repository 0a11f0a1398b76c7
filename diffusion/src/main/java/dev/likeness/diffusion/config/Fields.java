package dev.likeness.diffusion.config;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.likeness.diffusion.weights.BrokenCheckpoint;
import dev.likeness.diffusion.weights.StrictJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Typed access to the fields of one configuration file; errors name the field and the file. */
final class Fields {
    private final Path file;
    private final JsonObject json;

    private Fields(Path file, JsonObject json) {
        this.file = file;
        this.json = json;
    }

    static Fields of(Path file) {
        return new Fields(file, StrictJson.file(file));
    }

    int integer(String name) {
        return integer(name, null);
    }

    int integer(String name, @Nullable Integer otherwise) {
        return integer(name, otherwise, 1);
    }

    /** Of {@code least} or more. */
    int count(String name, int least) {
        return integer(name, null, least);
    }

    private int integer(String name, @Nullable Integer otherwise, int least) {
        double value = number(name, otherwise == null ? null : otherwise.doubleValue());
        if (value != Math.rint(value) || value < least || value > 1 << 30) {
            throw wrong(name, "a whole number of " + least + " or more");
        }
        return (int) value;
    }

    double number(String name, @Nullable Double otherwise) {
        Optional<JsonElement> value = value(name);
        if (value.isEmpty()) {
            if (otherwise == null) {
                throw missing(name);
            }
            return otherwise;
        }
        try {
            return value.get().getAsDouble();
        } catch (NumberFormatException | UnsupportedOperationException | IllegalStateException e) {
            throw wrong(name, "a number");
        }
    }

    boolean flag(String name, boolean otherwise) {
        Optional<JsonElement> value = value(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (!value.get().isJsonPrimitive() || !value.get().getAsJsonPrimitive().isBoolean()) {
            throw wrong(name, "true or false");
        }
        return value.get().getAsBoolean();
    }

    String text(String name, String otherwise) {
        return value(name).map(element -> element.isJsonPrimitive() ? element.getAsString() : element.toString())
                .orElse(otherwise);
    }

    /** Empty when the field is absent or null. */
    Optional<List<Integer>> integers(String name) {
        return value(name).map(element -> {
            List<Integer> values = new ArrayList<>();
            try {
                element.getAsJsonArray().forEach(each -> values.add(each.getAsInt()));
            } catch (NumberFormatException | UnsupportedOperationException | IllegalStateException e) {
                throw wrong(name, "a list of whole numbers");
            }
            return values;
        });
    }

    Optional<Fields> object(String name) {
        return value(name).filter(JsonElement::isJsonObject)
                .map(element -> new Fields(file, element.getAsJsonObject()));
    }

    /**
     * @throws BrokenCheckpoint when the field exists and has another value
     */
    void require(String name, String only, String why) {
        String value = text(name, only);
        if (!value.equals(only)) {
            throw new BrokenCheckpoint(file + ": " + name + " is " + value + ", but only " + only
                    + " can be used (" + why + ")");
        }
    }

    BrokenCheckpoint missing(String name) {
        return new BrokenCheckpoint(file + ": the field " + name + " is missing");
    }

    BrokenCheckpoint wrong(String name, String wanted) {
        return new BrokenCheckpoint(file + ": " + name + " is " + json.get(name) + ": it must be " + wanted);
    }

    private Optional<JsonElement> value(String name) {
        JsonElement value = json.get(name);
        return value == null || value.isJsonNull() ? Optional.empty() : Optional.of(value);
    }
}
