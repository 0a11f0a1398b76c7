package dev.likeness.imaging;

import dev.likeness.core.Note;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.imaging.format.FileFacts;
import dev.likeness.imaging.format.Orientation;
import dev.likeness.imaging.raster.ColourProfile;
import dev.likeness.imaging.raster.Deadline;
import dev.likeness.imaging.raster.PhotoLimits;
import dev.likeness.imaging.raster.RowSink;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Decodes photos of unknown origin. What a file claims is checked before memory is given to it ({@link PhotoFile});
 * pictures that are larger than a portrait needs are reduced while they are decoded; it ends after eight seconds or when
 * its thread is interrupted; and no more than two pictures are decoded at a time in a process, so that their memory has
 * a bound.
 */
public final class PhotoDecoder {
    /** Largest file accepted, bytes. */
    public static final int MAX_BYTES = PhotoLimits.MAX_BYTES;
    /** Most pixels accepted. */
    public static final int MAX_PIXELS = PhotoLimits.MAX_PIXELS;
    /** Shortest side accepted, pixels. */
    public static final int MIN_SIDE = PhotoLimits.MIN_SIDE;
    /** Longest side of a decoded photo, pixels; larger ones are reduced to it. */
    public static final int MAX_SIDE = PhotoLimits.MAX_SIDE;

    private static final Semaphore TURNS = new Semaphore(2, true);

    private PhotoDecoder() {}

    /**
     * @param file a JPEG, PNG, WebP, BMP, TIFF or GIF file, or a HEIC or AVIF where libheif is installed
     * @throws UnusablePhoto               when the file is not one of these, is damaged, too large or too small, or
     *                                     takes too long
     * @throws PortraitException.Cancelled when the thread is interrupted, which it stays
     */
    public static Photo decode(byte[] file) {
        return decode(file, PhotoLimits.TIME);
    }

    static Photo decode(byte[] file, Duration time) {
        PhotoFile checked = PhotoFile.of(file);
        try {
            TURNS.acquire();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new PortraitException.Cancelled();
        }
        try {
            return decode(file, checked, new Deadline(time));
        } finally {
            TURNS.release();
        }
    }

    private static Photo decode(byte[] file, PhotoFile checked, Deadline deadline) {
        FileFacts facts = checked.facts();
        List<Note> notes = new ArrayList<>();
        int reduction = facts.coded().reduction();
        RowSink rows = new RowSink(Math.ceilDiv(facts.width(), reduction), Math.ceilDiv(facts.height(), reduction),
                MAX_SIDE, deadline);
        byte[] bgr = pixels(checked, rows, deadline);
        facts.remarks().forEach(text -> note(notes, text));
        int width = rows.outWidth();
        int height = rows.outHeight();
        if (width < facts.width()) {
            note(notes, "the photo was reduced from " + facts.width() + "x" + facts.height() + " to " + width + "x"
                    + height + " pixels");
        }
        if (rows.metTransparency()) {
            note(notes, "transparent parts of the photo were filled with white");
        }
        Optional<ColourProfile> profile = ColourProfile.of(facts.profile(), facts.channels());
        if (facts.profile().length > 0 && !profile.map(found -> found.toSrgb(bgr, width, deadline)).orElse(false)) {
            note(notes, "the photo's colour profile is damaged or made for other colours, and was left aside");
        }
        Orientation orientation = facts.orientation();
        byte[] upright = orientation.apply(bgr, width, height);
        return new Photo(orientation.swapsSides() ? height : width, orientation.swapsSides() ? width : height,
                upright, sha256(file), notes);
    }

    @SuppressWarnings("CatchingUnchecked") // codecs answer damaged files with any exception there is
    private static byte[] pixels(PhotoFile file, RowSink rows, Deadline deadline) {
        try {
            file.facts().coded().decode(deadline, rows);
            return rows.bgr();
        } catch (PortraitException refusal) {
            throw refusal;
        } catch (IOException | RuntimeException damaged) {
            deadline.check(); // a codec may have wrapped what stopped it
            throw PhotoLimits.unreadable("its " + file.format() + " data is damaged or cut short");
        } catch (OutOfMemoryError | StackOverflowError exhausted) {
            throw PhotoLimits.unreadable("its " + file.format() + " data takes more memory than there is");
        }
    }

    private static void note(List<Note> notes, String text) {
        notes.add(new Note(Note.Kind.PHOTO, text));
    }

    private static String sha256(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
