package dev.likeness.diffusion;

import dev.likeness.diffusion.graph.Attribute;
import dev.likeness.diffusion.graph.Graph;
import dev.likeness.diffusion.graph.Precision;
import dev.likeness.diffusion.graph.Value;
import dev.likeness.diffusion.weights.ElementType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Face embeddings that are real ONNX files, made by hand: the aligned face, averaged over squares, is its own embedding.
 * Brightness is taken out by subtracting the mean, so that faces differ by their pattern.
 */
public final class TinyEmbedding {
    private TinyEmbedding() {}

    /** SFace's kind: 128 numbers, of squares of 16 pixels. */
    public static Path sface(Path file) {
        Graph graph = new Graph("sface", Precision.F32);
        return written(graph, flat(graph, input(graph), 16, 128), 128, file);
    }

    /** ArcFace's kind: 512 numbers, of squares of 8 pixels. */
    public static Path arcface(Path file) {
        Graph graph = new Graph("arcface", Precision.F32);
        return written(graph, flat(graph, input(graph), 8, 512), 512, file);
    }

    /** ArcFace's kind, but with its own normalisation. */
    public static Path normalising(Path file) {
        Graph graph = new Graph("normalising", Precision.F32);
        Value scaled = graph.op("Mul", List.of(graph.op("Sub", List.of(input(graph), graph.reals(127.5f))),
                graph.reals(1 / 127.5f)));
        return written(graph, flat(graph, scaled, 8, 512), 512, file);
    }

    /** Gives so many numbers, which no face embedding does. */
    public static Path of(int numbers, Path file) {
        Graph graph = new Graph("other", Precision.F32);
        return written(graph, flat(graph, input(graph), 8, numbers), numbers, file);
    }

    /** Takes pictures of another size. */
    public static Path large(Path file) {
        Graph graph = new Graph("large", Precision.F32);
        Value input = graph.input("input", ElementType.F32, 1, 3, 160, 160);
        return written(graph, flat(graph, input, 8, 512), 512, file);
    }

    private static Value input(Graph graph) {
        return graph.input("input", ElementType.F32, "batch", 3, 112, 112);
    }

    private static Value flat(Graph graph, Value picture, long square, int numbers) {
        Value pooled = graph.op("AveragePool", List.of(picture), Attribute.of("kernel_shape", List.of(square, square)),
                Attribute.of("strides", List.of(square, square)));
        Value row = graph.op("Flatten", List.of(pooled), Attribute.of("axis", 1));
        Value cut = graph.op("Slice", List.of(row, graph.wholes(0), graph.wholes(numbers), graph.wholes(1)));
        Value mean = graph.op("ReduceMean", List.of(cut, graph.wholes(1)), Attribute.of("keepdims", 1));
        return graph.op("Sub", List.of(cut, mean));
    }

    private static Path written(Graph graph, Value embedding, int numbers, Path file) {
        graph.output("embedding", embedding, "batch", numbers);
        try {
            return Files.write(file, graph.model());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
