package dev.likeness.imaging;

import java.io.IOException;
import java.util.List;

/**
 * What a file says about its picture, found by walking its blocks without decoding any pixel, and found to be within
 * {@link Bounds}. Of the file the decoder is then shown only the blocks that it needs for the pixels: no directory that
 * points at itself, no thousand of profiles or texts, no thumbnail ever reaches it.
 *
 * @param width       pixels as stored
 * @param height      pixels as stored
 * @param orientation what has to be done to set the stored picture upright
 * @param profile     the ICC profile that the decoded rows have to be read by, or empty
 * @param channels    samples of a pixel that the profile speaks of: 1 for grey, 3 for colour
 * @param remarks     what the client should know, as sentences without a full stop
 * @param coded       the picture itself
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record FileFacts(int width, int height, Orientation orientation, byte[] profile, int channels, List<String> remarks,
        Coded coded) {

    static FileFacts of(PictureFormat format, byte[] file) {
        try {
            return switch (format) {
                case JPEG -> JpegFile.read(file);
                case PNG -> PngFile.read(file);
                case WEBP -> WebpFile.read(file);
                case TIFF -> TiffFile.read(file);
                case BMP -> BmpFile.read(file);
                case GIF -> GifFile.read(file);
            };
        } catch (IndexOutOfBoundsException shorterThanItsOwnHeader) {
            throw Bounds.cutShort();
        }
    }

    /** A picture that still has to be decoded. */
    interface Coded {
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
