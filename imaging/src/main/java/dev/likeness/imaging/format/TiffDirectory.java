package dev.likeness.imaging.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * One directory (IFD) of a TIFF structure (TIFF 6.0, section 2), in TIFF files and in the EXIF blocks of other formats.
 * It follows no pointer, and every access is checked against the end.
 */
final class TiffDirectory {
    static final int ORIENTATION = 274;
    static final int ENTRY = 12;

    private final ByteBuffer file;
    private final int at;
    private final int entries;

    private TiffDirectory(ByteBuffer file, int at) {
        this.file = file;
        this.at = at;
        this.entries = Math.min(file.getShort(at) & 0xffff, (file.limit() - at - 2) / ENTRY);
    }

    /** The first directory; empty when there is none. */
    static Optional<TiffDirectory> first(byte[] tiff) {
        if (tiff.length < 14 || tiff[0] != tiff[1] || tiff[0] != 'I' && tiff[0] != 'M') {
            return Optional.empty();
        }
        ByteBuffer file = ByteBuffer.wrap(tiff).asReadOnlyBuffer();
        file.order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        return at(file, file.getInt(4));
    }

    private static Optional<TiffDirectory> at(ByteBuffer file, int at) {
        return at < 8 || at > file.limit() - 2 ? Optional.empty() : Optional.of(new TiffDirectory(file, at));
    }

    ByteOrder order() {
        return file.order();
    }

    int entries() {
        return entries;
    }

    /** Offset of an entry in the file. */
    int entry(int index) {
        return at + 2 + index * ENTRY;
    }

    int tag(int index) {
        return file.getShort(entry(index)) & 0xffff;
    }

    /** Whether another directory follows. */
    boolean hasNext() {
        int link = entry(entries);
        return link + 4 <= file.limit() && file.getInt(link) != 0;
    }

    /** How many values an entry claims to have; 0 for one that is not there. */
    long count(int tag) {
        for (int i = 0; i < entries; i++) {
            if (tag(i) == tag) {
                return file.getInt(entry(i) + 4) & 0xffffffffL;
            }
        }
        return 0;
    }

    /** A whole number of an entry, or what is to be taken where it has none. */
    long number(int tag, int index, long otherwise) {
        for (int i = 0; i < entries; i++) {
            if (tag(i) != tag) {
                continue;
            }
            int bytes = bytesOf(file.getShort(entry(i) + 2));
            long count = file.getInt(entry(i) + 4) & 0xffffffffL;
            long values = count * bytes <= 4 ? entry(i) + 8L : file.getInt(entry(i) + 8) & 0xffffffffL;
            long where = values + (long) index * bytes;
            if (bytes == 0 || index >= count || where + bytes > file.limit()) {
                return otherwise;
            }
            return switch (bytes) {
                case 1 -> file.get((int) where) & 0xff;
                case 2 -> file.getShort((int) where) & 0xffff;
                default -> file.getInt((int) where) & 0xffffffffL;
            };
        }
        return otherwise;
    }

    /** The bytes of an entry; none where it is not there, longer than {@code most} or cut short. */
    byte[] bytes(int tag, int most) {
        long count = count(tag);
        for (int i = 0; i < entries && count > 4 && count <= most; i++) {
            long from = file.getInt(entry(i) + 8) & 0xffffffffL;
            if (tag(i) == tag && from + count <= file.limit()) {
                byte[] bytes = new byte[(int) count];
                file.get((int) from, bytes);
                return bytes;
            }
        }
        return new byte[0];
    }

    /** Of whole numbers; 0 for the others. */
    private static int bytesOf(int type) {
        return switch (type) {
            case 1, 6, 7 -> 1;
            case 3, 8 -> 2;
            case 4, 9, 13 -> 4;
            default -> 0;
        };
    }
}
