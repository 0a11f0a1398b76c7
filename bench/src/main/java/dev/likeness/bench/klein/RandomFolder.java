package dev.likeness.bench.klein;

import dev.likeness.diffusion.config.ModelConfig;
import dev.likeness.diffusion.weights.ElementType;
import dev.likeness.diffusion.weights.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A model folder laid out like the official one, with random weights: normally distributed, as wide as keeps what
 * flows through the networks finite and alive (1 / sqrt of the inputs; norms 1, biases 0). Written by all cores at the
 * speed of the disk: the normal numbers come from one table of 4 million, read from places that depend on the tensor.
 */
final class RandomFolder {
    private static final int TABLE = 1 << 22;
    private static final int CHUNK = 1 << 22;
    /** The text encoder comes in two files and an index, as the official one. */
    private static final int TEXT_SHARDS = 2;

    private final Path folder;
    private final ElementType type;
    private final float[] normal = new float[TABLE];

    /**
     * @param type F32 or BF16
     */
    RandomFolder(Path folder, ElementType type) {
        this.folder = folder;
        this.type = type;
        Random chance = new Random(20_26);
        for (int i = 0; i < TABLE; i++) {
            normal[i] = (float) chance.nextGaussian();
        }
    }

    /**
     * @param tokenizer folder to copy
     * @return bytes written
     * @throws IOException when the disk has too little room, which is asked first, or fails
     */
    long write(ModelSize size, Path tokenizer) throws IOException {
        Files.createDirectories(folder);
        size.write(folder);
        Files.createDirectories(folder.resolve("tokenizer"));
        try (Stream<Path> files = Files.list(tokenizer)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve("tokenizer").resolve(file.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        ModelConfig config = ModelConfig.read(folder);
        Map<String, Shape> transformer = config.transformer().tensors();
        Map<String, Shape> text = config.text().tensors(config.text().layers());
        Map<String, Shape> vae = config.vae().tensors();
        long bytes = Stream.of(transformer, text, vae).flatMap(part -> part.values().stream())
                .mapToLong(shape -> shape.count() * type.bytes()).sum();
        long room = Files.getFileStore(folder).getUsableSpace();
        if (room < bytes + bytes / 20) {
            throw new IOException(folder + " has room for " + room / 1_000_000 + " MB, but the model takes "
                    + bytes / 1_000_000 + " MB: name another folder with --folder");
        }
        file("transformer/diffusion_pytorch_model.safetensors", transformer);
        file("vae/diffusion_pytorch_model.safetensors", vae);
        shards("text_encoder/model", text);
        return bytes;
    }

    private void shards(String name, Map<String, Shape> tensors) throws IOException {
        long total = tensors.values().stream().mapToLong(Shape::count).sum();
        List<Map<String, Shape>> shards = new ArrayList<>();
        long written = 0;
        for (Map.Entry<String, Shape> tensor : tensors.entrySet()) {
            if (written * TEXT_SHARDS >= total * shards.size()) {
                shards.add(new LinkedHashMap<>());
            }
            shards.getLast().put(tensor.getKey(), tensor.getValue());
            written += tensor.getValue().count();
        }
        List<String> index = new ArrayList<>();
        for (int i = 0; i < shards.size(); i++) {
            String file = "%s-%05d-of-%05d.safetensors".formatted(name, i + 1, shards.size());
            file(file, shards.get(i));
            String shard = Path.of(file).getFileName().toString();
            shards.get(i).keySet().forEach(tensor -> index.add("\"" + tensor + "\":\"" + shard + "\""));
        }
        Files.writeString(folder.resolve(name + ".safetensors.index.json"),
                "{\"metadata\":{\"total_size\":" + total * type.bytes() + "},\"weight_map\":{" + String.join(",", index)
                        + "}}");
    }

    /** One safetensors file. */
    void file(String name, Map<String, Shape> tensors) throws IOException {
        Map<String, Long> places = new LinkedHashMap<>();
        long end = 0;
        for (Map.Entry<String, Shape> tensor : tensors.entrySet()) {
            places.put(tensor.getKey(), end);
            end += tensor.getValue().count() * type.bytes();
        }
        byte[] header = tensors.entrySet().stream().map(tensor -> {
            long begin = places.getOrDefault(tensor.getKey(), 0L);
            return "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}".formatted(tensor.getKey(), type,
                    tensor.getValue(), begin, begin + tensor.getValue().count() * type.bytes());
        }).collect(Collectors.joining(",", "{", "}")).getBytes(StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(folder.resolve(name), StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, header.length));
            channel.write(ByteBuffer.wrap(header));
            tensors.forEach((tensor, shape) -> tensor(channel, 8L + header.length + places.getOrDefault(tensor, 0L),
                    tensor, shape));
        }
    }

    private void tensor(FileChannel channel, long at, String name, Shape shape) {
        LongStream.range(0, (shape.count() + CHUNK - 1) / CHUNK).parallel().forEach(chunk -> {
            int count = (int) Math.min(CHUNK, shape.count() - chunk * CHUNK);
            ByteBuffer bytes = chunk(name, shape, chunk, count);
            try {
                for (long place = at + chunk * CHUNK * type.bytes(); bytes.hasRemaining();) {
                    place += channel.write(bytes, place);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private ByteBuffer chunk(String name, Shape shape, long chunk, int count) {
        float[] values = new float[count];
        if (shape.sizes().size() < 2) {
            Arrays.fill(values, name.endsWith("bias") || name.endsWith("mean") ? 0 : 1);
        } else {
            float scale = (float) (1 / Math.sqrt((double) shape.count() / shape.sizes().getFirst()));
            int start = new Random(name.hashCode() + 31 * chunk).nextInt(TABLE);
            for (int i = 0; i < count; i++) {
                values[i] = normal[start + i & TABLE - 1] * scale;
            }
        }
        ByteBuffer bytes = ByteBuffer.allocateDirect(count * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        if (type == ElementType.F32) {
            bytes.asFloatBuffer().put(values);
            return bytes;
        }
        short[] rounded = new short[count];
        for (int i = 0; i < count; i++) {
            rounded[i] = rounded(values[i]);
        }
        bytes.asShortBuffer().put(rounded);
        return bytes;
    }

    /** To BF16, ties to even. */
    private static short rounded(float value) {
        int bits = Float.floatToRawIntBits(value);
        return (short) (bits + 0x7fff + (bits >>> 16 & 1) >>> 16);
    }

    /** Deletes a folder and all in it. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
