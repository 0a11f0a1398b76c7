package dev.likeness.imaging;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.imaging.format.FileFacts;
import dev.likeness.imaging.format.PictureFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Inspects a file that claims to be a photo without decoding it, which takes milliseconds and detects most unusable
 * files. Everything that accepts a photo checks it here first, {@link PhotoDecoder} included.
 */
public final class PhotoFile {
    private final PictureFormat format;
    private final FileFacts facts;

    private PhotoFile(PictureFormat format, FileFacts facts) {
        this.format = format;
        this.facts = facts;
    }

    /**
     * @param file not modified
     * @throws UnusablePhoto when the file is empty, too large, of a format that is not read, cut short, claims too many
     *                       pixels or too few, or asks for more memory or work than an honest photo needs
     */
    public static PhotoFile of(byte[] file) {
        if (file.length == 0) {
            throw new UnusablePhoto(ErrorCode.PHOTO_UNREADABLE, "the photo is empty: send a JPEG, PNG or WebP file");
        }
        if (file.length > PhotoDecoder.MAX_BYTES) {
            throw new UnusablePhoto(ErrorCode.PHOTO_TOO_LARGE, String.format(Locale.ROOT,
                    "the photo has %.1f MB: at most %d MB are accepted; save it smaller or as JPEG",
                    file.length / 1048576.0, PhotoDecoder.MAX_BYTES >> 20));
        }
        PictureFormat format = PictureFormat.of(file);
        return new PhotoFile(format, FileFacts.of(format, file));
    }

    /**
     * The formats that are read here, in lower case; HEIC and AVIF where libheif is installed, which the first call finds
     * out by starting it.
     */
    public static List<String> formats() {
        return Arrays.stream(PictureFormat.values()).filter(PictureFormat::isRead)
                .map(format -> format.name().toLowerCase(Locale.ROOT)).toList();
    }

    /** What the name of such a file ends in, without a dot. */
    public String ending() {
        return format == PictureFormat.JPEG ? "jpg" : format.name().toLowerCase(Locale.ROOT);
    }

    PictureFormat format() {
        return format;
    }

    FileFacts facts() {
        return facts;
    }
}
