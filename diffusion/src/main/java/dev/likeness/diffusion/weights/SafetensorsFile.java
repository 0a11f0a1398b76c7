package dev.likeness.diffusion.weights;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a safetensors file: 8 bytes little-endian length of a JSON header, the header {@code {"name": {"dtype",
 * "shape", "data_offsets": [begin, end]}}}, then the data, to which the offsets are relative. Only the header is read
 * at first; {@link #bytes} reads data.
 */
public final class SafetensorsFile {
    private static final long LONGEST_HEADER = 100_000_000;

    private final Path file;
    private final Map<String, StoredTensor> tensors;

    private SafetensorsFile(Path file, Map<String, StoredTensor> tensors) {
        this.file = file;
        this.tensors = tensors;
    }

    /**
     * Reads the header. Symbolic links are resolved: Hugging Face caches use them.
     *
     * @throws BrokenCheckpoint when the file is missing, cut short or not of this format
     */
    public static SafetensorsFile open(Path path) {
        try {
            Path real = path.toRealPath();
            try (FileChannel channel = FileChannel.open(real, StandardOpenOption.READ)) {
                return new SafetensorsFile(real, header(real, channel));
            }
        } catch (NoSuchFileException e) {
            throw new BrokenCheckpoint(path + " is missing: get the whole model folder, see likeness models pull", e);
        } catch (IOException e) {
            throw new BrokenCheckpoint(path + " cannot be read: " + e, e);
        }
    }

    private static Map<String, StoredTensor> header(Path file, FileChannel channel) throws IOException {
        long size = channel.size();
        ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        read(channel, length, 0);
        long header = length.remaining() < 8 ? -1 : length.getLong();
        if (header < 2 || header > LONGEST_HEADER || 8 + header > size) {
            throw new BrokenCheckpoint(file + " is no safetensors file, or cut short (" + size
                    + " bytes): get it again, see likeness models pull");
        }
        ByteBuffer text = ByteBuffer.allocate((int) header);
        read(channel, text, 8);
        JsonObject json = StrictJson.parse(StandardCharsets.UTF_8.decode(text).toString(), file.toString())
                .getAsJsonObject();
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> entry : json.entrySet()) {
            if (!entry.getKey().equals("__metadata__")) {
                try {
                    tensors.put(entry.getKey(), tensor(file, entry, 8 + header, size));
                } catch (IllegalStateException | NumberFormatException | UnsupportedOperationException
                        | NullPointerException | ArithmeticException | IndexOutOfBoundsException e) {
                    throw new BrokenCheckpoint(file + ": the entry of \"" + entry.getKey()
                            + "\" is malformed: get the file again", e);
                }
            }
        }
        return tensors;
    }

    private static StoredTensor tensor(Path file, Map.Entry<String, JsonElement> entry, long data, long size) {
        String name = entry.getKey();
        JsonObject fields = entry.getValue().getAsJsonObject();
        String dtype = fields.get("dtype").getAsString();
        ElementType type = ElementType.named(dtype).orElseThrow(() -> new BrokenCheckpoint(
                file + ": \"" + name + "\" is stored as " + dtype + ": F32, F16 and BF16 can be used"));
        List<Long> sizes = new ArrayList<>();
        fields.get("shape").getAsJsonArray().forEach(side -> sizes.add(side.getAsLong()));
        Shape shape = new Shape(sizes);
        JsonArray range = fields.get("data_offsets").getAsJsonArray();
        long begin = range.get(0).getAsLong();
        long end = range.get(1).getAsLong();
        if (begin < 0 || end < begin || end - begin != Math.multiplyExact(shape.count(), (long) type.bytes())) {
            throw new BrokenCheckpoint(file + ": \"" + name + "\" " + dtype + shape + " has " + (end - begin)
                    + " bytes: get the file again");
        }
        if (end > size - data) {
            throw new BrokenCheckpoint(file + " is cut short: it has " + size + " bytes, \"" + name + "\" ends at "
                    + (data + end) + ": get it again, see likeness models pull");
        }
        return new StoredTensor(name, type, shape, file, data + begin);
    }

    private static void read(FileChannel channel, ByteBuffer target, long at) throws IOException {
        long position = at;
        while (target.hasRemaining()) {
            int n = channel.read(target, position);
            if (n < 0) {
                break;
            }
            position += n;
        }
        target.flip();
    }

    public Path file() {
        return file;
    }

    /** In the order of the header. */
    public Map<String, StoredTensor> tensors() {
        return Map.copyOf(tensors);
    }

    public Optional<StoredTensor> find(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    /** The bytes of a tensor, little-endian; of at most 2 GiB. */
    public static ByteBuffer bytes(StoredTensor tensor) {
        try (FileChannel channel = FileChannel.open(tensor.file(), StandardOpenOption.READ)) {
            ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(tensor.bytes())).order(ByteOrder.LITTLE_ENDIAN);
            read(channel, buffer, tensor.offset());
            return buffer;
        } catch (IOException e) {
            throw new BrokenCheckpoint(tensor.file() + " cannot be read: " + e, e);
        }
    }

    /** Its numbers as floats; integers are rounded. */
    public static float[] floats(StoredTensor tensor) {
        ByteBuffer bytes = bytes(tensor);
        float[] values = new float[Math.toIntExact(tensor.shape().count())];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (tensor.type()) {
                case F32 -> bytes.getFloat(4 * i);
                case F16 -> Float.float16ToFloat(bytes.getShort(2 * i));
                case BF16 -> Float.intBitsToFloat(bytes.getShort(2 * i) << 16);
                case F64 -> (float) bytes.getDouble(8 * i);
                case I64 -> bytes.getLong(8 * i);
                case I32 -> bytes.getInt(4 * i);
                case U8, BOOL -> bytes.get(i) & 0xff;
            };
        }
        return values;
    }
}
