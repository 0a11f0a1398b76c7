package dev.likeness.imaging.heif;

import dev.likeness.imaging.raster.PhotoLimits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A box of an ISO media file (ISO/IEC 14496-12, 4.2).
 *
 * @param type    four characters
 * @param content what follows the header
 */
record Box(String type, ByteBuffer content) {
    private static final int HEADER = 8;
    private static final int LONG_HEADER = 16;

    /**
     * The boxes that follow each other from a buffer's position to its end.
     *
     * @throws dev.likeness.core.PortraitException.UnusablePhoto when one is longer than what holds it, or there are
     *                                                           more than an honest photo needs
     */
    static List<Box> in(ByteBuffer parent) {
        List<Box> boxes = new ArrayList<>();
        int at = parent.position();
        while (at + HEADER <= parent.limit()) {
            long length = parent.getInt(at) & 0xffffffffL;
            int header = HEADER;
            if (length == 1 && at + LONG_HEADER <= parent.limit()) {
                length = parent.getLong(at + HEADER);
                header = LONG_HEADER;
            }
            if (length == 0) {
                length = parent.limit() - at;
            }
            if (length < header || length > parent.limit() - at) {
                throw PhotoLimits.cutShort();
            }
            byte[] name = new byte[4];
            parent.get(at + 4, name);
            boxes.add(new Box(new String(name, StandardCharsets.ISO_8859_1),
                    parent.slice(at + header, (int) length - header)));
            PhotoLimits.blocks(boxes.size(), "boxes");
            at += (int) length;
        }
        return boxes;
    }

    static Optional<Box> first(List<Box> boxes, String type) {
        return boxes.stream().filter(box -> box.type().equals(type)).findFirst();
    }

    /** The content from its first byte on, to be read in order. */
    ByteBuffer reader() {
        return content.duplicate().rewind();
    }

    byte[] bytes() {
        byte[] copy = new byte[content.limit()];
        content.get(0, copy);
        return copy;
    }

    /** Version and flags of a full box, which the reader then stands behind. */
    static int versionAndFlags(ByteBuffer reader) {
        return reader.getInt();
    }

    /** The box as it is written. */
    static byte[] written(String type, byte[]... contents) {
        int length = HEADER + Arrays.stream(contents).mapToInt(part -> part.length).sum();
        ByteBuffer box = ByteBuffer.allocate(length).putInt(length).put(type.getBytes(StandardCharsets.ISO_8859_1));
        for (byte[] part : contents) {
            box.put(part);
        }
        return box.array();
    }
}
