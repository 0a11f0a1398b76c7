package dev.likeness.imaging.format;

import dev.likeness.imaging.heif.HeifReader;
import dev.likeness.imaging.heif.HeifReader.Transform;
import dev.likeness.imaging.raster.Deadline;
import dev.likeness.imaging.raster.PhotoLimits;
import dev.likeness.imaging.raster.RowSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * HEIC and AVIF, where libheif is installed. Turning and mirroring are the container's ('irot', 'imir'); EXIF, which must
 * say the same, is not asked (ISO/IEC 23000-22, 7.3.6.7).
 */
final class HeifFile {
    private static final int GREY_PROFILE = 16;

    private HeifFile() {}

    static FileFacts read(PictureFormat format, byte[] file, HeifReader reader) {
        if (!reader.readsHeic() && !reader.readsAvif()) {
            throw format.withoutDecoder();
        }
        HeifReader.Still still = reader.still(file);
        if (still.isAvif() ? !reader.readsAvif() : !reader.readsHeic()) {
            throw format.withoutDecoder();
        }
        Window window = new Window(0, 0, still.width(), still.height());
        Orientation orientation = Orientation.UPRIGHT;
        for (Transform transform : still.transforms()) {
            switch (transform.type()) {
                case "clap" -> {
                    if (orientation != Orientation.UPRIGHT) {
                        throw PhotoLimits.unsupported("turned before it is cut");
                    }
                    window = window.cut(transform.content());
                }
                case "irot" -> orientation = orientation.then(switch (transform.content().get(0) & 3) {
                    case 1 -> Orientation.QUARTER_TURN_LEFT;
                    case 2 -> Orientation.HALF_TURN;
                    case 3 -> Orientation.QUARTER_TURN_RIGHT;
                    default -> Orientation.UPRIGHT;
                });
                default -> orientation = orientation
                        .then((transform.content().get(0) & 1) == 0 ? Orientation.FLIP : Orientation.MIRROR);
            }
        }
        PhotoLimits.size(window.width, window.height);
        byte[] profile = still.profile();
        boolean grey = still.grey() && profile.length > GREY_PROFILE + 4 && new String(profile, GREY_PROFILE, 4,
                StandardCharsets.ISO_8859_1).equals("GRAY");
        return new FileFacts(window.width, window.height, orientation, profile, grey ? 1 : 3, List.of(),
                new Pixels(still, window));
    }

    /** The part of the stored picture that is to be seen. */
    private record Window(int left, int top, int width, int height) {
        /** By a 'clap' box (ISO/IEC 14496-12, 12.1.4): size, and how far its middle is from the picture's, as fractions. */
        Window cut(ByteBuffer clap) {
            double wide = fraction(clap, 0);
            double high = fraction(clap, 8);
            double x = left + (width - wide) / 2 + fraction(clap, 16);
            double y = top + (height - high) / 2 + fraction(clap, 24);
            Window cut = new Window((int) Math.rint(x), (int) Math.rint(y), (int) Math.rint(wide),
                    (int) Math.rint(high));
            if (cut.left < 0 || cut.top < 0 || cut.width < 1 || cut.height < 1 || cut.left > width - cut.width
                    || cut.top > height - cut.height) {
                throw PhotoLimits.unreadable("what is cut out of it lies outside");
            }
            return cut;
        }

        private static double fraction(ByteBuffer box, int at) {
            return (double) box.getInt(at) / box.getInt(at + 4);
        }
    }

    private record Pixels(HeifReader.Still still, Window window) implements FileFacts.Coded {
        @Override
        public void decode(Deadline deadline, RowSink rows) throws IOException {
            int[] y = {0};
            still.decode(deadline, argb -> {
                if (y[0] >= window.top && y[0] < window.top + window.height) {
                    rows.row(window.width == argb.length
                            ? argb
                            : Arrays.copyOfRange(argb, window.left, window.left + window.width));
                }
                y[0]++;
            });
        }
    }
}
