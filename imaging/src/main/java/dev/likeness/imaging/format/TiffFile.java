package dev.likeness.imaging.format;

import dev.likeness.imaging.raster.CmykToSrgb;
import dev.likeness.imaging.raster.PhotoLimits;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The first picture of a TIFF. The decoder is given the file with a new directory of that picture alone, so that it sees
 * no other directories, no loops between them and no metadata.
 */
final class TiffFile {
    static final int CMYK = 5;

    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int DEPTH = 258;
    private static final int COMPRESSION = 259;
    private static final int COLOURS = 262;
    private static final int STRIPS = 273;
    private static final int SAMPLES = 277;
    private static final int STRIP_ROWS = 278;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILES = 324;
    private static final int EXTRA_SAMPLES = 338;
    private static final int ASSOCIATED = 1;
    private static final int PROFILE = 34675;
    /** None, CCITT, LZW, JPEG, Deflate, PackBits, Deflate by its old number. */
    private static final Set<Long> COMPRESSIONS = Set.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 32773L, 32946L);
    /** What tells where the samples are and what they mean; without profile, which is applied here. */
    private static final Set<Integer> NEEDED = Set.of(WIDTH, HEIGHT, DEPTH, COMPRESSION, COLOURS, 266, STRIPS, SAMPLES,
            STRIP_ROWS, 279, 284, 292, 293, 317, 320, TILE_WIDTH, TILE_HEIGHT, TILES, 325, 332, EXTRA_SAMPLES, 339, 347,
            512,
            513, 514, 515, 519, 520, 521, 529, 530, 531, 532);

    private final byte[] file;
    private final TiffDirectory directory;

    private TiffFile(byte[] file, TiffDirectory directory) {
        this.file = file;
        this.directory = directory;
    }

    static FileFacts read(byte[] file) {
        TiffDirectory first = TiffDirectory.first(file)
                .orElseThrow(() -> PhotoLimits.unreadable("its TIFF directory is missing"));
        return new TiffFile(file, first).facts();
    }

    private FileFacts facts() {
        long width = directory.number(WIDTH, 0, 0);
        long height = directory.number(HEIGHT, 0, 0);
        PhotoLimits.size(width, height);
        long compression = directory.number(COMPRESSION, 0, 1);
        if (!COMPRESSIONS.contains(compression)) {
            throw PhotoLimits.unsupported("a TIFF with compression " + compression);
        }
        long samples = directory.number(SAMPLES, 0, 1);
        if (samples < 1 || samples > 8) {
            throw PhotoLimits.unsupported("a TIFF with " + samples + " samples a pixel");
        }
        double pixel = 0;
        for (int i = 0; i < samples; i++) {
            pixel += directory.number(DEPTH, i, directory.number(DEPTH, 0, 1)) / 8.0;
        }
        // A strip is read whole, and a tile may be larger than the picture.
        double piece = Math.max(
                (double) width * Math.min(height, directory.number(STRIP_ROWS, 0, height)),
                (double) directory.number(TILE_WIDTH, 0, 0) * directory.number(TILE_HEIGHT, 0, 0));
        boolean inOnePiece = piece >= (double) width * height;
        PhotoLimits.memory(pixel * ((double) width * height + (inOnePiece ? piece - (double) width * height : piece)));
        if (Math.max(directory.count(STRIPS), directory.count(TILES)) > height * samples + width) {
            throw PhotoLimits.unreadable("it has more strips than rows");
        }
        boolean printing = directory.number(COLOURS, 0, 1) == CMYK;
        byte[] profile = directory.bytes(PROFILE, PhotoLimits.PROFILE);
        List<String> remarks = printing
                ? List.of(CmykToSrgb.REMARK)
                : directory.hasNext() ? List.of("the file holds several pictures: the first was used") : List.of();
        return new FileFacts((int) width, (int) height, Orientation.of(directory),
                printing ? new byte[0] : profile, samples < 3 && directory.number(COLOURS, 0, 1) < 2 ? 1 : 3, remarks,
                new TiffPixels(this::alone, printing, directory.number(EXTRA_SAMPLES, 0, 0) == ASSOCIATED, profile));
    }

    private byte[] alone() {
        int[] kept = IntStream.range(0, directory.entries())
                .filter(i -> NEEDED.contains(directory.tag(i))).toArray();
        int at = file.length + file.length % 2;
        byte[] copy = Arrays.copyOf(file, at + 2 + kept.length * TiffDirectory.ENTRY + 4);
        ByteBuffer out = ByteBuffer.wrap(copy).order(directory.order());
        out.putInt(4, at);
        out.putShort(at, (short) kept.length);
        for (int i = 0; i < kept.length; i++) {
            out.put(at + 2 + i * TiffDirectory.ENTRY, file, directory.entry(kept[i]), TiffDirectory.ENTRY);
        }
        return copy;
    }
}
