package dev.likeness.imaging;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.Note;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitException.UnusablePhoto;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

/**
 * Decodes photos of unknown origin. What a file claims is checked before memory is given to it: first bytes, size of
 * the file, size of the picture and of its tiles, passes over it; and no more than two pictures are decoded at a time
 * in a process, so that their memory has a bound.
 */
public final class PhotoDecoder {
    /** Largest file accepted, bytes. */
    public static final int MAX_BYTES = 20 << 20;
    /** Most pixels accepted. */
    public static final int MAX_PIXELS = 40_000_000;
    /** Shortest side accepted, pixels. */
    public static final int MIN_SIDE = 64;
    /** Longest side of a decoded photo, pixels; larger ones are reduced to it. */
    public static final int MAX_SIDE = 4096;

    /** Passes over a progressive JPEG; cameras and tools write about 10. */
    private static final int MAX_SCANS = 200;
    private static final Semaphore TURNS = new Semaphore(2, true);

    static {
        // Where a class path is not flat, plug-ins found by service files may be missed: name them.
        register(JPEGImageReaderSpi.class, JPEGImageReaderSpi::new);
        register(WebPImageReaderSpi.class, WebPImageReaderSpi::new);
        ImageIO.setUseCache(false);
    }

    private PhotoDecoder() {}

    /**
     * @param file a JPEG, PNG, WebP, BMP, TIFF or GIF file
     * @throws UnusablePhoto when the file is not one of these, is damaged, too large or too small
     */
    public static Photo decode(byte[] file) {
        if (file.length == 0) {
            throw new UnusablePhoto(ErrorCode.PHOTO_UNREADABLE, "the photo is empty: send a JPEG, PNG or WebP file");
        }
        if (file.length > MAX_BYTES) {
            throw new UnusablePhoto(ErrorCode.PHOTO_TOO_LARGE, String.format(Locale.ROOT,
                    "the photo has %.1f MB: at most %d MB are accepted; save it smaller or as JPEG",
                    file.length / 1048576.0, MAX_BYTES >> 20));
        }
        PictureFormat format = PictureFormat.of(file);
        FileFacts facts = FileFacts.of(format, file);
        if (facts.scans() > MAX_SCANS) {
            throw unreadable("it asks for " + facts.scans() + " passes");
        }
        if (facts.cutShort()) {
            throw unreadable("its end is missing");
        }
        TURNS.acquireUninterruptibly();
        try {
            return decode(file, format, facts);
        } finally {
            TURNS.release();
        }
    }

    private static Photo decode(byte[] file, PictureFormat format, FileFacts facts) {
        List<Note> notes = new ArrayList<>();
        BufferedImage image = read(file, format, facts, notes);
        if (facts.fourColours() && !image.getColorModel().hasAlpha()) {
            note(notes, "the photo is in printing colours (CMYK) and was converted to sRGB");
        }
        Optional<ColourProfile> profile = ColourProfile.of(image, facts.profile());
        PixelRows rows = PixelRows.of(image);
        double shrink = Math.min(1, (double) MAX_SIDE / Math.max(rows.width(), rows.height()));
        int width = Math.max(1, (int) Math.rint(rows.width() * shrink));
        int height = Math.max(1, (int) Math.rint(rows.height() * shrink));
        byte[] bgr = shrink < 1 ? AreaAverage.reduce(rows, width, height) : rows.whole().orElseGet(() -> copy(rows));
        if (shrink < 1) {
            note(notes, "the photo was reduced from " + rows.width() + "x" + rows.height() + " to " + width + "x"
                    + height + " pixels");
        }
        if (rows.metTransparency()) {
            note(notes, "transparent parts of the photo were filled with white");
        }
        if (profile.isPresent() && !profile.get().toSrgb(bgr, width)) {
            note(notes, "the photo's colour profile is damaged and was left aside");
        }
        Orientation orientation = Orientation.ofExif(facts.exif());
        byte[] upright = orientation.apply(bgr, width, height);
        return new Photo(orientation.swapsSides() ? height : width, orientation.swapsSides() ? width : height,
                upright, sha256(file), notes);
    }

    @SuppressWarnings("CatchingUnchecked") // codecs answer damaged files with any exception there is
    private static BufferedImage read(byte[] file, PictureFormat format, FileFacts facts, List<Note> notes) {
        ImageReader reader = reader(format);
        try (ImageInputStream input = new StrictInput(file)) {
            // A count of frames needs a second look at the file; other formats hold one frame or say so in FileFacts.
            boolean counted = format == PictureFormat.GIF || format == PictureFormat.TIFF;
            reader.setInput(input, !counted, true);
            checkSize(reader, facts);
            if (facts.animated() || (counted && reader.getNumImages(true) > 1)) {
                note(notes, format == PictureFormat.TIFF
                        ? "the file holds several pictures: the first was used"
                        : "the photo is an animation: its first frame was used");
            }
            List<String> warnings = new ArrayList<>();
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(String.valueOf(warning)));
            BufferedImage image = reader.read(0);
            if (warnings.stream().anyMatch(PhotoDecoder::tellsOfMissingData)) {
                throw unreadable("its end is missing");
            }
            return image;
        } catch (UnusablePhoto refusal) {
            throw refusal;
        } catch (IOException | RuntimeException damaged) {
            throw unreadable("its " + format + " data is damaged or cut short");
        } finally {
            reader.dispose();
        }
    }

    private static void checkSize(ImageReader reader, FileFacts facts) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        long pixels = Math.max((long) width * height, facts.largestFrame());
        if (pixels > MAX_PIXELS || (long) reader.getTileWidth(0) * reader.getTileHeight(0) > MAX_PIXELS) {
            throw new UnusablePhoto(ErrorCode.PHOTO_TOO_MANY_PIXELS, "the photo has " + width + "x" + height
                    + " pixels: at most " + MAX_PIXELS / 1_000_000 + " million are accepted; save it smaller");
        }
        if (Math.min(width, height) < MIN_SIDE) {
            throw new UnusablePhoto(ErrorCode.PHOTO_TOO_SMALL, "the photo has " + width + "x" + height
                    + " pixels: each side needs at least " + MIN_SIDE + ", and a good portrait needs 500 or more");
        }
    }

    /** libjpeg fills what is missing with grey and only warns. */
    private static boolean tellsOfMissingData(String warning) {
        String text = warning.toLowerCase(Locale.ROOT);
        return text.contains("premature") || text.contains("truncated") || text.contains("missing eoi");
    }

    private static byte[] copy(PixelRows rows) {
        byte[] bgr = new byte[rows.width() * rows.height() * 3];
        for (int y = 0; y < rows.height(); y++) {
            rows.copy(y, bgr, y * rows.width() * 3);
        }
        return bgr;
    }

    /** The JDK cannot read CMYK and Adobe's variants of JPEG, nor WebP: there the reader of TwelveMonkeys is taken. */
    private static ImageReader reader(PictureFormat format) {
        try {
            return switch (format) {
                case JPEG -> registered(JPEGImageReaderSpi.class).createReaderInstance();
                case WEBP -> registered(WebPImageReaderSpi.class).createReaderInstance();
                case PNG, BMP, TIFF, GIF -> ofJdk(format);
            };
        } catch (IOException broken) {
            throw new IllegalStateException("no decoder for " + format, broken);
        }
    }

    private static ImageReader ofJdk(PictureFormat format) {
        for (Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.name()); readers.hasNext();) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith("com.sun.")) {
                return reader;
            }
        }
        throw new IllegalStateException("this Java has no decoder for " + format + ": use a full JDK");
    }

    private static <T extends ImageReaderSpi> void register(Class<T> type, java.util.function.Supplier<T> maker) {
        IIORegistry registry = IIORegistry.getDefaultInstance();
        if (registry.getServiceProviderByClass(type) == null) {
            registry.registerServiceProvider(maker.get());
        }
    }

    private static ImageReaderSpi registered(Class<? extends ImageReaderSpi> type) {
        return IIORegistry.getDefaultInstance().getServiceProviderByClass(type);
    }

    private static void note(List<Note> notes, String text) {
        notes.add(new Note(Note.Kind.PHOTO, text));
    }

    private static UnusablePhoto unreadable(String cause) {
        return new UnusablePhoto(ErrorCode.PHOTO_UNREADABLE,
                "the photo cannot be decoded: " + cause + "; open it in a viewer, save it again as JPEG and retry");
    }

    private static String sha256(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
