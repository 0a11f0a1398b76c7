package dev.likeness.server.order;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.imaging.PhotoDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Finds in microseconds what is wrong with most unusable files, so that an order is refused before anything is charged.
 * Decoding, which finds the rest, takes up to a second and is left to the worker.
 */
final class PhotoGlance {
    private PhotoGlance() {}

    /**
     * @throws UnusablePhoto when the file is too large, no picture, or claims too many pixels
     */
    static void check(byte[] file) {
        if (file.length > PhotoDecoder.MAX_BYTES) {
            throw new UnusablePhoto(ErrorCode.PHOTO_TOO_LARGE, "the photo has " + file.length / 1_000_000
                    + " MB: at most 20 are accepted; save it smaller or as JPEG");
        }
        if (starts(file, 0xff, 0xd8, 0xff)) {
            jpeg(file);
        } else if (starts(file, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n') && file.length >= 24) {
            size(int32(file, 16), int32(file, 20));
        } else if (!(text(file, 0, "RIFF") && text(file, 8, "WEBP")) && !text(file, 0, "BM") && !text(file, 0, "GIF8")
                && !starts(file, 'I', 'I', 42, 0) && !starts(file, 'M', 'M', 0, 42)) {
            throw new UnusablePhoto(ErrorCode.PHOTO_UNREADABLE,
                    "the photo is no picture file that is known here: send JPEG, PNG or WebP");
        }
    }

    /** What the name of such a file ends in, for a file that {@link #check} has let through. */
    static String ending(byte[] file) {
        if (starts(file, 0xff, 0xd8, 0xff)) {
            return "jpg";
        }
        if (starts(file, 0x89, 'P', 'N', 'G')) {
            return "png";
        }
        return text(file, 8, "WEBP") ? "webp" : text(file, 0, "BM") ? "bmp" : text(file, 0, "GIF8") ? "gif" : "tiff";
    }

    // Walks the segments up to the frame header, which holds the size.
    private static void jpeg(byte[] file) {
        int at = 2;
        while (at + 9 < file.length) {
            int marker = file[at + 1] & 0xff;
            if ((file[at] & 0xff) != 0xff || marker == 0xda) {
                break;
            }
            if (marker == 0xff) {
                at++;
            } else if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
                size(int16(file, at + 7), int16(file, at + 5));
                return;
            } else {
                at += 2 + int16(file, at + 2);
            }
        }
        throw new UnusablePhoto(ErrorCode.PHOTO_UNREADABLE,
                "the photo is damaged: its JPEG data ends before its size is told; save it again and retry");
    }

    private static void size(int width, int height) {
        if (width <= 0 || height <= 0) {
            throw new UnusablePhoto(ErrorCode.PHOTO_UNREADABLE,
                    "the photo is damaged: it claims to have no pixels; save it again and retry");
        }
        if ((long) width * height > PhotoDecoder.MAX_PIXELS) {
            throw new UnusablePhoto(ErrorCode.PHOTO_TOO_MANY_PIXELS, "the photo has " + width + "x" + height
                    + " pixels: at most " + PhotoDecoder.MAX_PIXELS / 1_000_000
                    + " million are accepted; save it smaller");
        }
    }

    private static boolean starts(byte[] file, int... first) {
        if (file.length < first.length) {
            return false;
        }
        for (int i = 0; i < first.length; i++) {
            if ((file[i] & 0xff) != first[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean text(byte[] file, int at, String text) {
        return file.length >= at + text.length()
                && new String(file, at, text.length(), StandardCharsets.ISO_8859_1).equals(text);
    }

    private static int int16(byte[] file, int at) {
        return (file[at] & 0xff) << 8 | file[at + 1] & 0xff;
    }

    private static int int32(byte[] file, int at) {
        return int16(file, at) << 16 | int16(file, at + 2);
    }
}
