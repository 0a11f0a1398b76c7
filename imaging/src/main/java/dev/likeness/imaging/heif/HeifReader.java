package dev.likeness.imaging.heif;

import dev.likeness.imaging.raster.Deadline;
import dev.likeness.imaging.raster.PhotoLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads HEIC and AVIF where libheif is installed ("apt-get install libheif1", "brew install libheif"). Whether it is, is
 * found out once, at the first call or when somebody asks.
 */
public final class HeifReader {
    private static final HeifReader OF_SYSTEM = new HeifReader(HeifDecoder.ofSystem());
    private static final int LIMITED_BLACK = 16;
    private static final int LIMITED_RANGE = 219;

    private final HeifDecoder decoder;
    private final Supplier<HeifDecoder.Abilities> abilities;

    HeifReader(HeifDecoder decoder) {
        this.decoder = decoder;
        this.abilities = new Once(decoder);
    }

    /** By the library that this machine has. */
    public static HeifReader ofSystem() {
        return OF_SYSTEM;
    }

    /** By a library of a name, or none. */
    public static HeifReader by(String library) {
        return new HeifReader(new HeifDecoder(List.of(library)));
    }

    /** Whether HEIC is read here. */
    public boolean readsHeic() {
        return abilities.get().heic();
    }

    /** Whether AVIF is read here. */
    public boolean readsAvif() {
        return abilities.get().avif();
    }

    /** Of libheif, as in "1.15.1"; empty where there is none. */
    public String version() {
        return abilities.get().version();
    }

    /**
     * A photo of a HEIC or AVIF file, not yet decoded.
     *
     * @throws dev.likeness.core.PortraitException.UnusablePhoto when the file is cut short, contradicts itself, claims
     *                                                           too much or is of a kind that is not read
     */
    public Still still(byte[] file) {
        return new Still(decoder, HeifPicture.of(file));
    }

    /** One picture and the way to its rows. */
    public static final class Still {
        private final HeifDecoder decoder;
        private final HeifPicture picture;

        private Still(HeifDecoder decoder, HeifPicture picture) {
            this.decoder = decoder;
            this.picture = picture;
        }

        /** Pixels as stored, before anything is cut off or turned. */
        public int width() {
            return picture.colour().width();
        }

        /** Pixels as stored, before anything is cut off or turned. */
        public int height() {
            return picture.colour().height();
        }

        /** An ICC profile, or empty for sRGB. */
        public byte[] profile() {
            return picture.profile();
        }

        /** Whether it is coded by AV1, and not by HEVC. */
        public boolean isAvif() {
            return picture.colour().codec().equals("av01");
        }

        /** Whether it has brightness alone. */
        public boolean grey() {
            return picture.grey();
        }

        /** What has to be done with the stored picture, in this order: 'clap', 'irot' or 'imir', and the box's content. */
        public List<Transform> transforms() {
            return picture.transforms().stream().map(box -> new Transform(box.type(), box.reader())).toList();
        }

        /**
         * Decodes.
         *
         * @param rows takes the pixels of each row, as stored, as 0xAARRGGBB; not premultiplied
         * @throws IOException when the data is damaged
         */
        public void decode(Deadline deadline, Rows rows) throws IOException {
            try (HeifDecoder.Decoding decoding = decoder.start(picture,
                    (long) picture.colour().tileWidth() * picture.colour().tileHeight(), deadline)) {
                byte[] opacity = picture.opacity().isPresent() ? opacity(decoding) : new byte[0];
                strips(decoding, picture.colour(), picture.grey() ? 1 : 3, (y, line) -> {
                    deadline.check();
                    rows.row(argb(line, opacity, y));
                });
            }
        }

        private byte[] opacity(HeifDecoder.Decoding decoding) throws IOException {
            HeifTiles tiles = picture.opacity().orElseThrow();
            PhotoLimits.memory((double) tiles.width() * tiles.height());
            byte[] all = new byte[tiles.width() * tiles.height()];
            strips(decoding, tiles, 1, (y, line) -> System.arraycopy(line, 0, all, y * tiles.width(), tiles.width()));
            return all;
        }

        /** Puts the rows of tiles together, a row of tiles at a time. */
        private static void strips(HeifDecoder.Decoding decoding, HeifTiles tiles, int channels, Lines lines)
                throws IOException {
            int tile = tiles.tileWidth() * channels;
            byte[] line = new byte[tile * tiles.columns()];
            if (tiles.items().size() == 1) {
                decoding.item(tiles);
                for (int y = 0; y < tiles.tileHeight(); y++) {
                    decoding.row(line, 0, line.length);
                    if (y < tiles.height()) {
                        lines.line(y, line);
                    }
                }
                return;
            }
            byte[][] strip = new byte[tiles.tileHeight()][line.length];
            for (int row = 0; row < tiles.rows(); row++) {
                for (int column = 0; column < tiles.columns(); column++) {
                    decoding.item(tiles);
                    for (byte[] each : strip) {
                        decoding.row(each, column * tile, tile);
                    }
                }
                int top = row * tiles.tileHeight();
                for (int y = 0; y < Math.min(strip.length, tiles.height() - top); y++) {
                    lines.line(top + y, strip[y]);
                }
            }
        }

        private int[] argb(byte[] line, byte[] opacity, int y) {
            int[] argb = new int[width()];
            int channels = picture.grey() ? 1 : 3;
            for (int x = 0, from = 0; x < argb.length; x++, from += channels) {
                int red = line[from] & 0xff;
                int green = line[from + channels / 2] & 0xff;
                int blue = line[from + channels - 1] & 0xff;
                if (picture.grey() && picture.limited()) {
                    red = Math.clamp(((red - LIMITED_BLACK) * 255 + LIMITED_RANGE / 2) / LIMITED_RANGE, 0, 255);
                    green = red;
                    blue = red;
                }
                int alpha = opacity.length == 0 ? 255 : opacity[y * argb.length + x] & 0xff;
                if (picture.premultiplied() && alpha > 0) {
                    red = Math.min(255, (red * 255 + alpha / 2) / alpha);
                    green = Math.min(255, (green * 255 + alpha / 2) / alpha);
                    blue = Math.min(255, (blue * 255 + alpha / 2) / alpha);
                }
                argb[x] = alpha << 24 | red << 16 | green << 8 | blue;
            }
            return argb;
        }
    }

    /**
     * A change of the stored picture.
     *
     * @param type    "clap", "irot" or "imir"
     * @param content of the box
     */
    public record Transform(String type, ByteBuffer content) {}

    /** Takes the pixels of a picture, row by row. */
    public interface Rows {
        /**
         * @param argb a row from left to right; not used again by who gives it
         */
        void row(int[] argb) throws IOException;
    }

    private interface Lines {
        void line(int y, byte[] samples) throws IOException;
    }

    /** Asks once, even when many want to know. */
    private static final class Once implements Supplier<HeifDecoder.Abilities> {
        private final HeifDecoder decoder;
        private volatile Optional<HeifDecoder.Abilities> found = Optional.empty();

        Once(HeifDecoder decoder) {
            this.decoder = decoder;
        }

        @Override
        public HeifDecoder.Abilities get() {
            return found.orElseGet(this::ask);
        }

        private synchronized HeifDecoder.Abilities ask() {
            if (found.isEmpty()) {
                found = Optional.of(decoder.abilities());
            }
            return found.orElseThrow();
        }
    }
}
