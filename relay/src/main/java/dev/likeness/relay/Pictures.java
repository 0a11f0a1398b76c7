package dev.likeness.relay;

import dev.likeness.core.FrameSize;
import dev.likeness.core.Note;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.core.Rendering;
import dev.likeness.imaging.JpegWriter;
import dev.likeness.imaging.PhotoDecoder;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.List;
import java.util.Optional;

/** Photos on their way out and pictures on their way in. */
final class Pictures {
    /** The clouds take files of 4.7 MB; a photo in base64 makes a third more. */
    static final int MOST_BYTES = 4_700_000;
    /** Longest side that they take, pixels. */
    static final int MOST_SIDE = 4096;
    private static final int[] QUALITIES = {95, 90, 80, 70};
    private static final double SMALLER = 0.75;

    private Pictures() {}

    /** The photo as a JPEG that the clouds take, without any metadata: nobody there need know where it was taken. */
    static byte[] outgoing(Photo photo) {
        int longest = Math.max(photo.width(), photo.height());
        double scale = Math.min(1, (double) MOST_SIDE / longest);
        while (true) {
            Photo sized = scale < 1 ? scaled(photo, scale) : photo;
            for (int quality : QUALITIES) {
                byte[] file = JpegWriter.encode(sized, quality);
                if (file.length <= MOST_BYTES) {
                    return file;
                }
            }
            scale *= SMALLER;
        }
    }

    private static Photo scaled(Photo photo, double scale) {
        int width = Math.max(1, (int) Math.round(photo.width() * scale));
        int height = Math.max(1, (int) Math.round(photo.height() * scale));
        return new Photo(width, height, drawn(photo, width, height, 0, 0, width, height), photo.sha256(),
                photo.notes());
    }

    /**
     * The portrait in a file of an upstream, in the size that was ordered. The clouds round sizes to multiples of 16; what
     * is left over is cut off evenly.
     *
     * @throws UnusablePhoto when the file is no picture that can be used
     */
    static Rendering incoming(byte[] file, FrameSize size, String from, List<Note> notes) {
        Photo picture = PhotoDecoder.decode(file);
        if (picture.width() == size.width() && picture.height() == size.height()) {
            return new Rendering(size.width(), size.height(), picture.bgr(), notes);
        }
        double scale = Math.max((double) size.width() / picture.width(), (double) size.height() / picture.height());
        int width = Math.max(size.width(), (int) Math.round(picture.width() * scale));
        int height = Math.max(size.height(), (int) Math.round(picture.height() * scale));
        byte[] bgr = drawn(picture, size.width(), size.height(), (size.width() - width) / 2,
                (size.height() - height) / 2, width, height);
        Note sized = new Note(Note.Kind.FRAMING, from + " made " + picture.width() + "x" + picture.height()
                + " pixels, brought to the size that was ordered");
        return new Rendering(size.width(), size.height(), bgr,
                java.util.stream.Stream.concat(notes.stream(), Optional.of(sized).stream()).toList());
    }

    private static byte[] drawn(Photo photo, int canvasWidth, int canvasHeight, int left, int top, int width,
            int height) {
        BufferedImage from = new BufferedImage(photo.width(), photo.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] pixels = ((DataBufferByte) from.getRaster().getDataBuffer()).getData();
        System.arraycopy(photo.bgr(), 0, pixels, 0, pixels.length);
        BufferedImage canvas = new BufferedImage(canvasWidth, canvasHeight, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D pen = canvas.createGraphics();
        try {
            pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            boolean reduced = width < photo.width() || height < photo.height();
            pen.drawImage(reduced
                    ? from.getScaledInstance(width, height, java.awt.Image.SCALE_AREA_AVERAGING)
                    : from, left, top, width, height, null);
        } finally {
            pen.dispose();
        }
        return ((DataBufferByte) canvas.getRaster().getDataBuffer()).getData();
    }
}
