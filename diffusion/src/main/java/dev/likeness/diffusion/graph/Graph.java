package dev.likeness.diffusion.graph;

import dev.likeness.diffusion.weights.ElementType;
import dev.likeness.diffusion.weights.StoredTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes an ONNX model (opset 23, and the operators of ONNX Runtime's own domain). Weights are not copied into it but
 * referred to as byte ranges of their files ("external data"), with paths relative to the root of the file system,
 * which {@code Network} passes to the session as the folder of the model. Symbolic links are resolved, because ONNX
 * Runtime refuses those that lead out of that folder.
 *
 * <p>A graph computes in one {@link Precision}; where F32 is needed a value is {@link #wide widened} and {@link #narrow
 * narrowed} again. Weights in another format are cast, which ONNX Runtime does once, when the session is opened.
 */
public final class Graph {
    private static final int IR_VERSION = 11;
    private static final int OPSET = 23;
    private static final String RUNTIME = "com.microsoft";

    private final String name;
    private final Precision precision;
    private final ProtoMessage nodes = new ProtoMessage();
    private final ProtoMessage initializers = new ProtoMessage();
    private final ProtoMessage inputs = new ProtoMessage();
    private final ProtoMessage outputs = new ProtoMessage();
    private final Map<String, Value> known = new HashMap<>();
    private int count;

    public Graph(String name, Precision precision) {
        this.name = name;
        this.precision = precision;
    }

    /**
     * An input tensor.
     *
     * @param sizes each a {@code Number}, or a {@code String} that names a dynamic size
     */
    public Value input(String name, ElementType type, Object... sizes) {
        inputs.message(11, valueInfo(name, type, sizes));
        return new Value(name, type);
    }

    /** Makes a value an output, in F32, whatever the graph's precision. */
    public void output(String name, Value value, Object... sizes) {
        nodes.message(1, node("", "Cast", List.of(value), name, to(ElementType.F32)));
        outputs.message(12, valueInfo(name, ElementType.F32, sizes));
    }

    /** A weight in the graph's precision. */
    public Value weight(StoredTensor tensor) {
        return narrow(stored(tensor));
    }

    /** A weight in F32. */
    public Value wideWeight(StoredTensor tensor) {
        return wide(stored(tensor));
    }

    /** A weight as it is stored. */
    public Value stored(StoredTensor tensor) {
        return known.computeIfAbsent(tensor.name(), key -> {
            Path root = tensor.file().getRoot();
            String location = root.relativize(tensor.file()).toString().replace('\\', '/');
            ProtoMessage message = new ProtoMessage();
            tensor.shape().sizes().forEach(size -> message.number(1, size));
            message.number(2, tensor.type().onnxCode()).text(8, key);
            entry(message, "location", location);
            entry(message, "offset", Long.toString(tensor.offset()));
            entry(message, "length", Long.toString(tensor.bytes()));
            initializers.message(5, message.number(14, 1));
            return new Value(key, tensor.type());
        });
    }

    private static void entry(ProtoMessage tensor, String key, String value) {
        tensor.message(13, new ProtoMessage().text(1, key).text(2, value));
    }

    /** A list of whole numbers, such as a shape. */
    public Value wholes(long... values) {
        ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            raw.putLong(value);
        }
        return constant("wholes" + Arrays.toString(values), ElementType.I64, values.length, raw.array());
    }

    /** A list of numbers, in F32. */
    public Value reals(float... values) {
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            raw.putFloat(value);
        }
        return constant("reals" + Arrays.toString(values), ElementType.F32, values.length, raw.array());
    }

    private Value constant(String key, ElementType type, int length, byte[] raw) {
        return known.computeIfAbsent(key, _ -> {
            initializers.message(5,
                    new ProtoMessage().number(1, length).number(2, type.onnxCode()).text(8, key).bytes(9, raw));
            return new Value(key, type);
        });
    }

    /** An operator of ONNX whose result has the type of its first argument. */
    public Value op(String type, List<Value> arguments, Attribute... attributes) {
        return add("", type, arguments, attributes);
    }

    /** An operator of ONNX Runtime's own, likewise. */
    public Value own(String type, List<Value> arguments, Attribute... attributes) {
        return add(RUNTIME, type, arguments, attributes);
    }

    /** Sizes of a tensor. This operator runs on the CPU even with a GPU; use it only for shapes. */
    public Value sizes(Value value, Attribute... range) {
        return plain("", "Shape", List.of(value), ElementType.I64, range);
    }

    private Value add(String domain, String type, List<Value> arguments, Attribute... attributes) {
        ElementType result = arguments.getFirst().type();
        if (precision != Precision.ROUNDED || result != ElementType.BF16) {
            return plain(domain, type, arguments, result, attributes);
        }
        List<Value> wide = arguments.stream().map(each -> each.type() == result ? wide(each) : each).toList();
        return cast(plain(domain, type, wide, ElementType.F32, attributes), result);
    }

    private Value plain(String domain, String type, List<Value> arguments, ElementType result,
            Attribute... attributes) {
        Value value = new Value(type + "_" + count++, result);
        nodes.message(1, node(domain, type, arguments, value.name(), attributes));
        return value;
    }

    private static ProtoMessage node(String domain, String type, List<Value> arguments, String result,
            Attribute... attributes) {
        ProtoMessage node = new ProtoMessage();
        arguments.forEach(argument -> node.text(1, argument.name()));
        node.text(2, result).text(3, result).text(4, type);
        for (Attribute attribute : attributes) {
            node.message(5, attribute.message());
        }
        return domain.isEmpty() ? node : node.text(7, domain);
    }

    /** In F32. */
    public Value wide(Value value) {
        return cast(value, ElementType.F32);
    }

    /** In the graph's precision. */
    public Value narrow(Value value) {
        return cast(value, precision.type());
    }

    private Value cast(Value value, ElementType type) {
        return value.type() == type ? value : plain("", "Cast", List.of(value), type, to(type));
    }

    private static Attribute to(ElementType type) {
        return Attribute.of("to", type.onnxCode());
    }

    private static ProtoMessage valueInfo(String name, ElementType type, Object... sizes) {
        ProtoMessage shape = new ProtoMessage();
        for (Object size : sizes) {
            shape.message(1, size instanceof Number number
                    ? new ProtoMessage().number(1, number.longValue())
                    : new ProtoMessage().text(2, size.toString()));
        }
        ProtoMessage tensor = new ProtoMessage().number(1, type.onnxCode()).message(2, shape);
        return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, tensor));
    }

    /** The serialized model: a few hundred kilobytes at most. */
    public byte[] model() {
        ProtoMessage graph = new ProtoMessage().raw(nodes).text(2, name).raw(initializers).raw(inputs).raw(outputs);
        return new ProtoMessage().number(1, IR_VERSION).text(2, "likeness").message(7, graph)
                .message(8, new ProtoMessage().text(1, "").number(2, OPSET))
                .message(8, new ProtoMessage().text(1, RUNTIME).number(2, 1)).toBytes();
    }
}
