package dev.likeness.diffusion.graph;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * One message in the wire format of Protocol Buffers: every field is a key {@code number << 3 | wire type}, then a
 * varint (wire type 0), four bytes (5) or a length and so many bytes (2).
 */
final class ProtoMessage {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    ProtoMessage number(int field, long value) {
        varint(field << 3);
        varint(value);
        return this;
    }

    ProtoMessage real(int field, float value) {
        varint(field << 3 | 5);
        int bits = Float.floatToRawIntBits(value);
        for (int shift = 0; shift < 32; shift += 8) {
            bytes.write(bits >>> shift);
        }
        return this;
    }

    ProtoMessage text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    ProtoMessage message(int field, ProtoMessage value) {
        return bytes(field, value.toBytes());
    }

    ProtoMessage bytes(int field, byte[] value) {
        varint(field << 3 | 2);
        varint(value.length);
        bytes.writeBytes(value);
        return this;
    }

    /** Appends the fields of another message. */
    ProtoMessage raw(ProtoMessage fields) {
        bytes.writeBytes(fields.toBytes());
        return this;
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }
}
