package dev.likeness.imaging.heif;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * The process that decodes one HEIC or AVIF and ends: a hostile file finds no other photo, key or order here, and what
 * libheif breaks is broken for this photo alone. It uses nothing but the JDK and this package.
 *
 * <p>Standard input: how many pixels an item may have (long), how many items are for opacity and for colour (two ints),
 * whether the latter are grey (byte), the length of the file (int), the file. Standard output: 1, the version of libheif,
 * then for each item 1, width and height (ints) and its rows, R, G, B or one brightness of 8 bits each; or, in the place
 * of any 1, 0 and why not.
 */
final class HeifProcess {
    static final int FAILED = 0;
    static final int GOOD = 1;
    /** Beyond what Java has taken: a picture of 320 MB, its copy, the decoder's own frames and stacks. */
    private static final long MEMORY = 1L << 30;
    /** More than the eight seconds of a decoding, since all threads count. */
    private static final int SECONDS = 16;

    private HeifProcess() {}

    /**
     * @param names of the library, tried one after another
     */
    public static void main(String... names) throws IOException {
        DataInputStream in = new DataInputStream(new FileInputStream(FileDescriptor.in));
        try (DataOutputStream out = new DataOutputStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 17))) {
            try {
                run(in, out, names);
            } catch (IOException | RuntimeException refused) { // between two pictures: rows throw nothing
                out.writeByte(FAILED);
                out.writeUTF(String.valueOf(refused.getMessage()));
            }
        }
    }

    private static void run(DataInputStream in, DataOutputStream out, String... names) throws IOException {
        Libheif library = Libheif.open(Arrays.asList(names));
        out.writeByte(GOOD);
        out.writeUTF(library.version());
        long pixels = in.readLong();
        int opacity = in.readInt();
        int items = opacity + in.readInt();
        boolean grey = in.readByte() != 0;
        byte[] bytes = in.readNBytes(in.readInt());
        MemorySegment file = Arena.global().allocate(Math.max(1, bytes.length));
        MemorySegment.copy(bytes, 0, file, JAVA_BYTE, 0, bytes.length);
        ProcessLimits.set(MEMORY, SECONDS);
        MemorySegment context = library.context(file.asSlice(0, bytes.length), pixels);
        for (int item = 1; item <= items; item++) {
            library.decode(context, item, grey || item <= opacity, plane -> write(plane, out));
        }
    }

    private static void write(Libheif.Plane plane, DataOutputStream out) throws IOException {
        out.writeByte(GOOD);
        out.writeInt(plane.width());
        out.writeInt(plane.height());
        int samples = plane.width() * plane.channels();
        int most = (1 << plane.bits()) - 1;
        byte[] row = new byte[samples];
        byte[] wide = new byte[plane.bits() > 8 ? 2 * samples : 0];
        for (int y = 0; y < plane.height(); y++) {
            long from = (long) y * plane.stride();
            if (plane.bits() <= 8) {
                MemorySegment.copy(plane.samples(), JAVA_BYTE, from, row, 0, samples);
            } else {
                MemorySegment.copy(plane.samples(), JAVA_BYTE, from, wide, 0, wide.length);
                for (int i = 0; i < samples; i++) {
                    int sample = wide[2 * i] & 0xff | (wide[2 * i + 1] & 0xff) << 8;
                    row[i] = (byte) ((Math.min(sample, most) * 255 + most / 2) / most);
                }
            }
            out.write(row);
        }
    }
}
