package dev.likeness.diffusion;

import dev.likeness.diffusion.weights.ElementType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes safetensors files for tests. */
public final class TinySafetensors {
    private final Map<String, String> entries = new LinkedHashMap<>();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    public TinySafetensors put(String name, ElementType type, long[] shape, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            switch (type) {
                case F32 -> bytes.putFloat(value);
                case F16 -> bytes.putShort(Float.floatToFloat16(value));
                case BF16 -> bytes.putShort(bf16(value));
                case U8 -> bytes.put((byte) (int) value);
                default -> throw new IllegalArgumentException(type.name());
            }
        }
        int begin = data.size();
        data.writeBytes(bytes.array());
        entries.put(name, "{\"dtype\":\"" + type + "\",\"shape\":" + Arrays.toString(shape) + ",\"data_offsets\":["
                + begin + "," + data.size() + "]}");
        return this;
    }

    /** Rounds to the nearest, ties to even. */
    public static short bf16(float value) {
        int bits = Float.floatToRawIntBits(value);
        return (short) (bits + 0x7fff + (bits >>> 16 & 1) >>> 16);
    }

    public Path write(Path file) {
        byte[] header = entries.entrySet().stream().map(e -> "\"" + e.getKey() + "\":" + e.getValue())
                .collect(Collectors.joining(",", "{\"__metadata__\":{\"format\":\"pt\"},", "}"))
                .getBytes(StandardCharsets.UTF_8);
        ByteBuffer all = ByteBuffer.allocate(8 + header.length + data.size()).order(ByteOrder.LITTLE_ENDIAN);
        all.putLong(header.length).put(header).put(data.toByteArray());
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, all.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}
