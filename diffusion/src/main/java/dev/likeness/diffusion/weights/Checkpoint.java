package dev.likeness.diffusion.weights;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All tensors of one part of a model: one safetensors file, or several shards with an index. */
public final class Checkpoint {
    private final Path folder;
    private final Map<String, StoredTensor> tensors;

    private Checkpoint(Path folder, Map<String, StoredTensor> tensors) {
        this.folder = folder;
        this.tensors = tensors;
    }

    /**
     * @param folder a part of the model, for example {@code transformer}
     * @throws BrokenCheckpoint when there are no weights, a shard is missing, or a shard lacks a tensor of the index
     */
    public static Checkpoint open(Path folder) {
        List<Path> indexes = files(folder, ".safetensors.index.json");
        if (!indexes.isEmpty()) {
            return sharded(folder, indexes.getFirst());
        }
        List<Path> files = files(folder, ".safetensors");
        if (files.isEmpty()) {
            throw new BrokenCheckpoint(folder + " holds no .safetensors file: get the whole model folder, see likeness "
                    + "models pull");
        }
        if (files.size() > 1) {
            throw new BrokenCheckpoint(folder + " holds " + files.size()
                    + " .safetensors files and no index of them: keep one, or add the .safetensors.index.json");
        }
        return new Checkpoint(folder, SafetensorsFile.open(files.getFirst()).tensors());
    }

    private static Checkpoint sharded(Path folder, Path index) {
        JsonObject json = StrictJson.file(index);
        if (!(json.get("weight_map") instanceof JsonObject map)) {
            throw new BrokenCheckpoint(index + " has no weight_map: get the file again");
        }
        Map<String, SafetensorsFile> shards = new TreeMap<>();
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> entry : map.entrySet()) {
            String shard = entry.getValue().getAsString();
            if (!Path.of(shard).equals(Path.of(shard).getFileName())) {
                throw new BrokenCheckpoint(index + " names \"" + shard + "\", which is not a file beside it");
            }
            SafetensorsFile file = shards.computeIfAbsent(shard, name -> SafetensorsFile.open(folder.resolve(name)));
            tensors.put(entry.getKey(), file.find(entry.getKey()).orElseThrow(() -> new BrokenCheckpoint(index
                    + " says that \"" + entry.getKey() + "\" is in " + shard + ", but it is not: get both again")));
        }
        return new Checkpoint(folder, tensors);
    }

    private static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new BrokenCheckpoint(folder + " is missing: get the whole model folder, see likeness models pull", e);
        }
    }

    public Path folder() {
        return folder;
    }

    public Optional<StoredTensor> find(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    /**
     * @throws BrokenCheckpoint when there is none of that name
     */
    public StoredTensor get(String name) {
        return find(name)
                .orElseThrow(() -> new BrokenCheckpoint("tensor \"" + name + "\" is missing in " + folder));
    }

    /** Bytes of all tensors. */
    public long bytes() {
        return tensors.values().stream().mapToLong(StoredTensor::bytes).sum();
    }

    /** The element type of the largest tensor. */
    public ElementType type() {
        return tensors.values().stream().max((a, b) -> Long.compare(a.bytes(), b.bytes())).orElseThrow().type();
    }

    /**
     * Checks that all required tensors exist, with their shapes and a floating-point type. Other tensors are ignored.
     *
     * @throws BrokenCheckpoint when one is missing or wrong; the message names the first of them
     */
    public Checkpoint check(Map<String, Shape> wanted) {
        wanted.forEach((name, shape) -> {
            StoredTensor tensor = find(name).orElseThrow(() -> new BrokenCheckpoint("tensor \"" + name + "\" " + shape
                    + " is missing in " + folder + ": its config.json belongs to another model, or a file is missing"));
            if (!tensor.shape().equals(shape)) {
                throw new BrokenCheckpoint("tensor \"" + name + "\" in " + folder + " is " + tensor.shape()
                        + " but config.json asks for " + shape + ": the two belong to different models");
            }
            if (!tensor.type().isWeight()) {
                throw new BrokenCheckpoint("tensor \"" + name + "\" in " + folder + " is stored as " + tensor.type()
                        + ": F32, F16 and BF16 can be used");
            }
        });
        return this;
    }
}
