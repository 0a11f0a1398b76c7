package dev.likeness.imaging.format;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.imaging.heif.HeifReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** The file formats a photo may come in, told by their first bytes and never by a name or a declared type. */
public enum PictureFormat {
    JPEG, PNG, WEBP, BMP, TIFF, GIF, HEIC, AVIF;

    private static final String ACCEPTED = "JPEG, PNG or WebP";

    /**
     * @throws UnusablePhoto with {@link ErrorCode#PHOTO_UNSUPPORTED} for formats that are known but not read, and with
     *                       {@link ErrorCode#PHOTO_UNREADABLE} for anything else
     */
    public static PictureFormat of(byte[] file) {
        String head = new String(file, 0, Math.min(file.length, 64), StandardCharsets.ISO_8859_1);
        if (head.startsWith("\u00ff\u00d8\u00ff")) {
            return JPEG;
        }
        if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
            return PNG;
        }
        if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
            return WEBP;
        }
        if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) {
            return GIF;
        }
        if (head.startsWith("II*\0") || head.startsWith("MM\0*")) {
            return TIFF;
        }
        if (head.startsWith("BM")) {
            return BMP;
        }
        return phone(head).orElseThrow(() -> refusal(head));
    }

    /** By the brands of an ISO media file; what is "mif1" alone is read by what it holds, like the others. */
    private static Optional<PictureFormat> phone(String head) {
        if (!head.startsWith("ftyp", 4)) {
            return Optional.empty();
        }
        return switch (head.substring(8, Math.min(12, head.length()))) {
            case "heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1" ->
                Optional.of(head.contains("avif") ? AVIF : HEIC);
            case "avif", "avis" -> Optional.of(AVIF);
            default -> Optional.empty();
        };
    }

    /** Whether files of the format are read on this machine. */
    public boolean isRead() {
        return switch (this) {
            case JPEG, PNG, WEBP, BMP, TIFF, GIF -> true;
            case HEIC -> HeifReader.ofSystem().readsHeic();
            case AVIF -> HeifReader.ofSystem().readsAvif();
        };
    }

    /** The refusal of a HEIC or AVIF where nothing decodes it. */
    UnusablePhoto withoutDecoder() {
        String name = this == HEIC
                ? "a HEIC file (an iPhone writes JPEG with Settings, Camera, Formats, Most Compatible)"
                : "an AVIF file";
        return new UnusablePhoto(ErrorCode.PHOTO_UNSUPPORTED, notRead(name) + "; it is read where libheif is installed "
                + "(Debian and Ubuntu: apt-get install libheif1; macOS: brew install libheif)");
    }

    private static String notRead(String name) {
        return "the photo is " + name + ", which cannot be read: save or export it as " + ACCEPTED + " and try again";
    }

    private static UnusablePhoto refusal(String head) {
        String name = knownButNotRead(head);
        if (name.isEmpty()) {
            return new UnusablePhoto(ErrorCode.PHOTO_UNREADABLE,
                    "the file is not a picture of a known format: send a " + ACCEPTED + " file");
        }
        return new UnusablePhoto(ErrorCode.PHOTO_UNSUPPORTED, notRead(name));
    }

    private static String knownButNotRead(String head) {
        if (head.startsWith("ftyp", 4)) {
            return "a video or another MP4-like file";
        }
        if (head.startsWith("II+\0") || head.startsWith("MM\0+")) {
            return "a BigTIFF file";
        }
        if (head.startsWith("%PDF")) {
            return "a PDF document";
        }
        if (head.startsWith("\u00ff\n") || head.startsWith("\0\0\0\fJXL ")) {
            return "a JPEG XL file";
        }
        if (head.startsWith("\0\0\0\fjP  ")) {
            return "a JPEG 2000 file";
        }
        if (head.startsWith("8BPS")) {
            return "a Photoshop document";
        }
        String text = head.replaceFirst("^\u00ef\u00bb\u00bf", "").stripLeading().toLowerCase(Locale.ROOT);
        if (text.startsWith("<svg") || (text.startsWith("<?xml") && text.contains("svg"))) {
            return "an SVG drawing";
        }
        if (text.startsWith("<!doctype html") || text.startsWith("<html")) {
            return "a web page (does the address lead to the picture itself?)";
        }
        return text.startsWith("<?xml") ? "an XML document" : "";
    }
}
