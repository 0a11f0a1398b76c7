package dev.likeness.diffusion.weights;

import java.util.Arrays;
import java.util.Optional;

/** A number format, with its name in safetensors and its code in ONNX. */
public enum ElementType {
    F32(4, 1), F16(2, 10), BF16(2, 16), F64(8, 11), I64(8, 7), I32(4, 6), U8(1, 2), BOOL(1, 9);

    private final int bytes;
    private final int onnxCode;

    ElementType(int bytes, int onnxCode) {
        this.bytes = bytes;
        this.onnxCode = onnxCode;
    }

    /** Bytes of one number. */
    public int bytes() {
        return bytes;
    }

    /** {@code TensorProto.DataType}. */
    public int onnxCode() {
        return onnxCode;
    }

    /** Whether weights may have this type. */
    public boolean isWeight() {
        return this == F32 || this == F16 || this == BF16;
    }

    static Optional<ElementType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }
}
