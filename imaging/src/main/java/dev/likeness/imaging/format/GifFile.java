package dev.likeness.imaging.format;

import dev.likeness.imaging.raster.Deadline;
import dev.likeness.imaging.raster.DeadlineListener;
import dev.likeness.imaging.raster.ImageRows;
import dev.likeness.imaging.raster.JdkDecoders;
import dev.likeness.imaging.raster.PhotoLimits;
import dev.likeness.imaging.raster.RowSink;
import dev.likeness.imaging.raster.StrictInput;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageReader;

/** The blocks of a GIF (GIF89a): its first frame on its canvas; the canvas outside the frame is transparent. */
final class GifFile {
    private static final int SCREEN_END = 13;
    private static final int EXTENSION = 0x21;
    private static final int GRAPHIC_CONTROL = 0xf9;
    private static final int IMAGE = 0x2c;
    private static final int TRAILER = 0x3b;
    private static final int IMAGE_HEADER = 10;

    private final byte[] file;
    private final ByteBuffer bytes;
    private final ByteArrayOutputStream alone = new ByteArrayOutputStream();
    private int control;
    private int frames;
    private int frame;

    private GifFile(byte[] file) {
        this.file = file;
        this.bytes = ByteBuffer.wrap(file).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    static FileFacts read(byte[] file) {
        return new GifFile(file).facts();
    }

    private FileFacts facts() {
        int at = SCREEN_END + paletteBytes(file[10]);
        alone.write(file, 0, Math.min(at, file.length));
        walk(at);
        if (frames == 0) {
            throw PhotoLimits.cutShort();
        }
        alone.write(TRAILER);
        int left = u16(frame + 1);
        int top = u16(frame + 3);
        int frameWidth = u16(frame + 5);
        int frameHeight = u16(frame + 7);
        // Canvases are often left at nothing, or smaller than what lies on them.
        int width = Math.max(u16(6), left + frameWidth);
        int height = Math.max(u16(8), top + frameHeight);
        PhotoLimits.size(width, height);
        PhotoLimits.memory((double) frameWidth * frameHeight);
        List<String> remarks = frames > 1 ? List.of("the photo is an animation: its first frame was used") : List.of();
        return new FileFacts(width, height, Orientation.UPRIGHT, new byte[0], 3, remarks,
                (deadline, rows) -> decode(left, top, height, deadline, rows));
    }

    private void walk(int from) {
        int blocks = 0;
        int at = from;
        while (at + 1 < file.length && frames < 2) {
            PhotoLimits.blocks(++blocks, "blocks");
            int kind = file[at] & 0xff;
            if (kind == EXTENSION) {
                if ((file[at + 1] & 0xff) == GRAPHIC_CONTROL) {
                    control = at;
                }
                at = endOfBlocks(at + 2);
            } else if (kind == IMAGE && at + IMAGE_HEADER < file.length) {
                int data = at + IMAGE_HEADER + paletteBytes(file[at + 9]);
                int end = endOfBlocks(data + 1);
                if (++frames == 1) {
                    keep(at, Math.min(end, file.length));
                }
                at = end;
            } else {
                return;
            }
        }
    }

    private void keep(int at, int end) {
        if (control > 0) {
            alone.write(file, control, endOfBlocks(control + 2) - control);
        }
        alone.write(file, at, end - at);
        frame = at;
    }

    private int endOfBlocks(int from) {
        int at = from;
        while (at < file.length && file[at] != 0) {
            at += 1 + (file[at] & 0xff);
        }
        return Math.min(at + 1, file.length);
    }

    private static int paletteBytes(byte flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
    }

    private int u16(int at) {
        return bytes.getShort(at) & 0xffff;
    }

    private void decode(int left, int top, int height, Deadline deadline, RowSink rows) throws IOException {
        ImageReader reader = JdkDecoders.ofJdk("gif");
        try (StrictInput input = new StrictInput(alone.toByteArray(), deadline)) {
            reader.setInput(input, true, true);
            reader.addIIOReadProgressListener(new DeadlineListener(deadline));
            BufferedImage image = reader.read(0);
            ImageRows pixels = ImageRows.of(image);
            int[] argb = new int[rows.width()];
            for (int y = 0; y < height; y++) {
                Arrays.fill(argb, 0);
                if (y >= top && y < top + image.getHeight()) {
                    pixels.copy(y - top, argb, left);
                }
                rows.row(argb);
            }
        } finally {
            reader.dispose();
        }
    }
}
