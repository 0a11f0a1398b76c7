package dev.likeness.diffusion.graph;

import java.util.List;

/** An attribute of an operator. */
public sealed interface Attribute {
    String name();

    /** {@code AttributeProto}. */
    ProtoMessage message();

    record Whole(String name, long value) implements Attribute {
        @Override
        public ProtoMessage message() {
            return new ProtoMessage().text(1, name).number(3, value).number(20, 2);
        }
    }

    record Real(String name, double value) implements Attribute {
        @Override
        public ProtoMessage message() {
            return new ProtoMessage().text(1, name).real(2, (float) value).number(20, 1);
        }
    }

    record Word(String name, String value) implements Attribute {
        @Override
        public ProtoMessage message() {
            return new ProtoMessage().text(1, name).text(4, value).number(20, 3);
        }
    }

    record Wholes(String name, List<Long> values) implements Attribute {
        public Wholes {
            values = List.copyOf(values);
        }

        @Override
        public ProtoMessage message() {
            ProtoMessage message = new ProtoMessage().text(1, name);
            values.forEach(value -> message.number(8, value));
            return message.number(20, 7);
        }
    }

    static Attribute of(String name, long value) {
        return new Whole(name, value);
    }

    static Attribute of(String name, double value) {
        return new Real(name, value);
    }

    static Attribute of(String name, String value) {
        return new Word(name, value);
    }

    static Attribute of(String name, List<Long> values) {
        return new Wholes(name, values);
    }
}
