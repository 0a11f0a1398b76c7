package dev.likeness.diffusion.net;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads back what a graph wrote, from its bytes alone: the nodes, and the type of every tensor (ONNX's {@code
 * TensorProto.DataType} codes).
 *
 * @param types of every tensor, by name
 */
record OnnxModel(List<Node> nodes, Map<String, Integer> types) {
    record Node(String domain, String type, List<String> inputs, String output) {}

    private record Field(int number, long value, byte[] bytes) {
        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    static OnnxModel read(byte[] model) {
        byte[] graph = fields(model).stream().filter(field -> field.number == 7).findFirst().orElseThrow().bytes;
        List<Node> nodes = new ArrayList<>();
        Map<String, Integer> types = new HashMap<>();
        for (Field field : fields(graph)) {
            if (field.number == 5) {
                types.put(text(field.bytes, 8), (int) number(field.bytes, 2));
            } else if (field.number == 11) {
                byte[] tensor = bytes(bytes(field.bytes, 2), 1);
                types.put(text(field.bytes, 1), (int) number(tensor, 1));
            }
        }
        for (Field field : fields(graph)) {
            if (field.number == 1) {
                Node node = node(field.bytes);
                nodes.add(node);
                types.put(node.output, result(node, field.bytes, types));
            }
        }
        return new OnnxModel(nodes, types);
    }

    private static Node node(byte[] node) {
        List<String> inputs = fields(node).stream().filter(field -> field.number == 1).map(Field::text).toList();
        return new Node(text(node, 7), text(node, 4), inputs, text(node, 2));
    }

    private static int result(Node node, byte[] bytes, Map<String, Integer> types) {
        return switch (node.type) {
            case "Cast" -> fields(bytes).stream().filter(field -> field.number == 5)
                    .filter(field -> text(field.bytes, 1).equals("to")).mapToInt(field -> (int) number(field.bytes, 3))
                    .findFirst().orElseThrow();
            case "Shape" -> 7;
            default -> Objects.requireNonNull(types.get(node.inputs.getFirst()), node.output);
        };
    }

    int type(String tensor) {
        return Objects.requireNonNull(types.get(tensor), tensor);
    }

    private static String text(byte[] message, int number) {
        return new String(bytes(message, number), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(byte[] message, int number) {
        return fields(message).stream().filter(field -> field.number == number).findFirst().map(Field::bytes)
                .orElse(new byte[0]);
    }

    private static long number(byte[] message, int number) {
        return fields(message).stream().filter(field -> field.number == number).findFirst().orElseThrow().value;
    }

    private static List<Field> fields(byte[] message) {
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        List<Field> fields = new ArrayList<>();
        while (in.hasRemaining()) {
            int key = (int) varint(in);
            switch (key & 7) {
                case 0 -> fields.add(new Field(key >>> 3, varint(in), new byte[0]));
                case 2 -> {
                    byte[] bytes = new byte[(int) varint(in)];
                    in.get(bytes);
                    fields.add(new Field(key >>> 3, 0, bytes));
                }
                case 5 -> in.getInt();
                default -> throw new IllegalArgumentException("wire type " + (key & 7));
            }
        }
        return fields;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0;; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
