package dev.likeness.diffusion.face;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the types of the first operators of an ONNX file, which ONNX Runtime's Java API does not offer: field 4 of each
 * node (field 1) of the graph (field 7), in the wire format of Protocol Buffers.
 */
final class FirstOperators {
    private static final int GRAPH = 7;
    private static final int NODE = 1;
    private static final int KIND = 4;

    private FirstOperators() {}

    /**
     * @throws IOException              when the file cannot be read
     * @throws IllegalArgumentException when it is not an ONNX file
     */
    static List<String> of(Path file, int most) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            if (channel.size() > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("it has more than 2 GB");
            }
            ByteBuffer model = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            List<String> kinds = new ArrayList<>();
            for (ByteBuffer graph : fields(model, GRAPH, 1)) {
                for (ByteBuffer node : fields(graph, NODE, most)) {
                    fields(node, KIND, 1)
                            .forEach(kind -> kinds.add(StandardCharsets.UTF_8.decode(kind).toString()));
                }
            }
            return kinds;
        }
    }

    /** The first {@code most} contents of a field. */
    private static List<ByteBuffer> fields(ByteBuffer message, int wanted, int most) {
        List<ByteBuffer> found = new ArrayList<>();
        while (message.hasRemaining() && found.size() < most) {
            long key = varint(message);
            int length = switch ((int) key & 7) {
                case 0 -> {
                    varint(message);
                    yield 0;
                }
                case 1 -> 8;
                case 2 -> Math.toIntExact(varint(message));
                case 5 -> 4;
                default -> throw new IllegalArgumentException("it is no ONNX file");
            };
            if (length < 0 || length > message.remaining()) {
                throw new IllegalArgumentException("it is cut off");
            }
            if (key >>> 3 == wanted && (key & 7) == 2) {
                found.add(message.slice(message.position(), length));
            }
            message.position(message.position() + length);
        }
        return found;
    }

    private static long varint(ByteBuffer message) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (!message.hasRemaining()) {
                throw new IllegalArgumentException("it is cut off");
            }
            byte part = message.get();
            value |= (long) (part & 0x7f) << shift;
            if (part >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("it is no ONNX file");
    }
}
