package dev.likeness.imaging.format;

import dev.likeness.imaging.raster.Deadline;
import dev.likeness.imaging.raster.DeadlineListener;
import dev.likeness.imaging.raster.ImageRows;
import dev.likeness.imaging.raster.JdkDecoders;
import dev.likeness.imaging.raster.PhotoLimits;
import dev.likeness.imaging.raster.RowSink;
import dev.likeness.imaging.raster.StrictInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import javax.imageio.ImageReader;

/**
 * A Windows bitmap. Its header is checked, and corrected where Java's reader would allocate memory for what the header
 * merely claims: the length of its data, its number of colours, its profile.
 */
final class BmpFile {
    private static final int SIZE = 2;
    private static final int DATA = 10;
    private static final int HEADER = 14;
    private static final int OS2_HEADER = 12;
    private static final int DEPTH = 28;
    private static final int COMPRESSION = 30;
    private static final int DATA_LENGTH = 34;
    private static final int COLOURS = 46;
    private static final int COLOUR_SPACE = 70;
    private static final int SRGB = 0x73524742;
    private static final int PROFILE = 126;
    private static final int V4_HEADER = 108;
    private static final int V5_HEADER = 124;

    private BmpFile() {}

    static FileFacts read(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
        int header = bytes.getInt(HEADER);
        boolean old = header == OS2_HEADER;
        long width = old ? bytes.getShort(18) & 0xffff : bytes.getInt(18);
        long height = Math.abs(old ? bytes.getShort(20) & 0xffff : (long) bytes.getInt(22));
        PhotoLimits.size(width, height);
        int depth = bytes.getShort(old ? 24 : DEPTH);
        int compression = old ? 0 : bytes.getInt(COMPRESSION);
        switch (compression) {
            case 0, 1, 2, 3, 6 -> {
            }
            case 4 -> throw PhotoLimits.unsupported("a BMP file that holds a JPEG");
            case 5 -> throw PhotoLimits.unsupported("a BMP file that holds a PNG");
            default -> throw PhotoLimits.unsupported("a BMP file with compression " + compression);
        }
        if (depth != 1 && depth != 4 && depth != 8 && depth != 16 && depth != 24 && depth != 32) {
            throw PhotoLimits.unreadable("its BMP header is damaged");
        }
        // The reader holds coded and decoded bytes, and packs 16 bits into two bytes and 32 into four.
        double row = Math.ceil(width * depth / 32.0) * 4;
        PhotoLimits.memory(Math.max(row, width) * height + file.length);
        long data = Integer.toUnsignedLong(bytes.getInt(DATA));
        boolean packed = compression == 1 || compression == 2;
        if (data > file.length || !packed && data + row * height > file.length) {
            throw PhotoLimits.cutShort();
        }
        return new FileFacts((int) width, (int) height, Orientation.UPRIGHT, new byte[0], 3, List.of(),
                (deadline, rows) -> decode(mended(file, (int) data), deadline, rows));
    }

    private static byte[] mended(byte[] file, int data) {
        ByteBuffer bytes = ByteBuffer.wrap(file.clone()).order(ByteOrder.LITTLE_ENDIAN);
        int header = bytes.getInt(HEADER);
        bytes.putInt(SIZE, bytes.limit());
        if (header == OS2_HEADER) {
            return bytes.array();
        }
        bytes.putInt(DATA_LENGTH, bytes.limit() - data);
        if (Integer.compareUnsigned(bytes.getInt(COLOURS), 256) > 0) {
            bytes.putInt(COLOURS, 0);
        }
        if (header == V4_HEADER || header == V5_HEADER) {
            bytes.putInt(COLOUR_SPACE, SRGB);
        }
        if (header == V5_HEADER) {
            bytes.putLong(PROFILE, 0);
        }
        return bytes.array();
    }

    private static void decode(byte[] file, Deadline deadline, RowSink rows) throws IOException {
        ImageReader reader = JdkDecoders.ofJdk("bmp");
        try (StrictInput input = new StrictInput(file, deadline)) {
            reader.setInput(input, true, true);
            reader.addIIOReadProgressListener(new DeadlineListener(deadline));
            ImageRows.of(reader.read(0)).into(rows);
        } finally {
            reader.dispose();
        }
    }
}
