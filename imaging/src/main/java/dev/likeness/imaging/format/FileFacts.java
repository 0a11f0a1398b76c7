package dev.likeness.imaging.format;

import dev.likeness.imaging.heif.HeifReader;
import dev.likeness.imaging.raster.Deadline;
import dev.likeness.imaging.raster.PhotoLimits;
import dev.likeness.imaging.raster.RowSink;
import java.io.IOException;
import java.util.List;

/**
 * What a file's headers state about its picture, read by walking the blocks without decoding any pixel, and checked
 * against {@link PhotoLimits}. The decoder is given only the blocks that it needs for the pixels: no self-referencing
 * directory, no thousands of profiles or texts and no thumbnail ever reaches it.
 *
 * @param width       pixels as stored
 * @param height      pixels as stored
 * @param orientation how to turn the stored picture upright
 * @param profile     the ICC profile that the decoded rows have to be read by, or empty
 * @param channels    channels that the profile describes: 1 for grey, 3 for colour
 * @param remarks     notes for the client, as sentences without a full stop
 * @param coded       the picture, not yet decoded
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record FileFacts(int width, int height, Orientation orientation, byte[] profile, int channels,
        List<String> remarks,
        Coded coded) {

    public static FileFacts of(PictureFormat format, byte[] file) {
        try {
            return switch (format) {
                case JPEG -> JpegFile.read(file);
                case PNG -> PngFile.read(file);
                case WEBP -> WebpFile.read(file);
                case TIFF -> TiffFile.read(file);
                case BMP -> BmpFile.read(file);
                case GIF -> GifFile.read(file);
                case HEIC, AVIF -> HeifFile.read(format, file, HeifReader.ofSystem());
            };
        } catch (IndexOutOfBoundsException shorterThanItsOwnHeader) {
            throw PhotoLimits.cutShort();
        }
    }

    /** A picture that still has to be decoded. */
    public interface Coded {
        /** How much smaller than in the file each side is decoded, rounded up. */
        default int reduction() {
            return 1;
        }

        /**
         * @throws IOException when the data is damaged; decoders may answer damage with any RuntimeException too
         */
        void decode(Deadline deadline, RowSink rows) throws IOException;
    }
}
