package dev.likeness.diffusion.weights;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads JSON files strictly. */
public final class StrictJson {
    private static final long LARGEST = 64L << 20;

    private StrictJson() {}

    /**
     * @throws BrokenCheckpoint when the file is missing, too large or not a JSON object
     */
    public static JsonObject file(Path file) {
        return parse(text(file), file.toString()).getAsJsonObject();
    }

    /**
     * @throws BrokenCheckpoint when the file cannot be read
     */
    public static String text(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new BrokenCheckpoint(file + " is larger than 64 MiB: it is not the file it should be");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new BrokenCheckpoint(file + " is missing: get the whole model folder, see likeness models pull", e);
        } catch (IOException e) {
            throw new BrokenCheckpoint(file + " cannot be read: " + e, e);
        }
    }

    /** An object or a list. */
    public static JsonElement any(Path file) {
        return read(text(file), file.toString());
    }

    static JsonElement parse(String text, String where) {
        JsonElement element = read(text, where);
        if (!element.isJsonObject()) {
            throw new BrokenCheckpoint(where + " holds no JSON object: get the file again");
        }
        return element;
    }

    private static JsonElement read(String text, String where) {
        try (JsonReader reader = new JsonReader(new StringReader(text))) {
            reader.setStrictness(Strictness.STRICT);
            return JsonParser.parseReader(reader);
        } catch (JsonParseException | IOException e) {
            throw new BrokenCheckpoint(where + " is no valid JSON: get the file again", e);
        }
    }
}
