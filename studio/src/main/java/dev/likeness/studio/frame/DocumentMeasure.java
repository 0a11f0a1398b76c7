package dev.likeness.studio.frame;

import dev.likeness.core.Rendering;
import dev.likeness.core.document.DocumentSpec;
import dev.likeness.core.document.DocumentSpec.Range;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.face.FaceFinder;
import dev.likeness.darkroom.pixel.NativePicture;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * A finished photo for a document measured anew, by its own pixels and the mesh of the face in it: nothing of how it was made
 * is known here.
 *
 * @param head       in pixels of the photo; the crown by the first row that is no background
 * @param tilt       of the line through the eyes, degrees
 * @param beside     of the face from the middle, as a share of the width
 * @param background largest difference of a channel from the document's colour where nothing of the sitter is near, codes
 *                   of 255
 */
public record DocumentMeasure(DocumentFraming.Head head, double tilt, double beside, int background) {
    /** What differs more than this in a channel is the sitter, codes. */
    private static final int SITTER = 40;
    /** Single hairs and the softness of an edge reach this far from the sitter, as a share of the width. */
    private static final double NEAR = 0.04;

    /** @throws dev.likeness.core.PortraitException.UnusablePhoto when no face is found in it */
    public static DocumentMeasure of(Rendering picture, DocumentSpec document, FaceFinder finder) {
        int width = picture.width();
        int height = picture.height();
        int[] difference = differences(picture, document.background().rgb());
        int hairTop = 0;
        while (hairTop < height - 1 && sitterIn(difference, width, hairTop) < 2) {
            hairTop++;
        }
        Face face;
        try (NativePicture pixels = NativePicture.of(width, height, picture.bgr())) {
            face = finder.find(pixels);
        }
        DocumentFraming.Head head = DocumentFraming.Head.of(face, hairTop, document);
        return new DocumentMeasure(head, face.eyeLine(), Math.abs(head.middle() / width - 0.5),
                background(difference, width, height));
    }

    /** How far the head is outside what the document says, as a share of that; nothing where it says nothing. */
    public Optional<Double> headOutside(DocumentSpec document) {
        return outside(document.head(), document, head -> head.chin() - head.crown());
    }

    private Optional<Double> outside(Optional<Range> rule, DocumentSpec document,
            ToDoubleFunction<DocumentFraming.Head> length) {
        double millimetres = length.applyAsDouble(head) / document.pixelsPerMillimetre();
        return rule.map(range -> Math.max(0,
                Math.max((range.from() - millimetres) / range.from(), (millimetres - range.to()) / range.to())));
    }

    private static int[] differences(Rendering picture, int rgb) {
        byte[] bgr = picture.bgr();
        int[] difference = new int[bgr.length / 3];
        for (int i = 0; i < difference.length; i++) {
            for (int c = 0; c < 3; c++) {
                difference[i] = Math.max(difference[i], Math.abs((bgr[3 * i + c] & 0xff) - (rgb >> 8 * c & 0xff)));
            }
        }
        return difference;
    }

    private static int sitterIn(int[] difference, int width, int y) {
        int pixels = 0;
        for (int x = 0; x < width; x++) {
            pixels += difference[y * width + x] > SITTER ? 1 : 0;
        }
        return pixels;
    }

    /** Of pixels with no pixel of the sitter in the square around them. */
    private static int background(int[] difference, int width, int height) {
        int near = Math.max(3, (int) Math.round(NEAR * width));
        int[] sums = new int[(width + 1) * (height + 1)];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = (y + 1) * (width + 1) + x + 1;
                sums[at] = sums[at - 1] + sums[at - width - 1] - sums[at - width - 2]
                        + (difference[y * width + x] > SITTER ? 1 : 0);
            }
        }
        boolean[] clear = new boolean[width * height];
        for (int y = 0; y < height; y++) {
            int top = Math.max(0, y - near) * (width + 1);
            int bottom = Math.min(height, y + near + 1) * (width + 1);
            for (int x = 0; x < width; x++) {
                int left = Math.max(0, x - near);
                int right = Math.min(width, x + near + 1);
                clear[y * width + x] = sums[bottom + right] - sums[bottom + left] - sums[top + right]
                        + sums[top + left] == 0;
            }
        }
        return worst(difference, clear, width);
    }

    /** Of what is clear and hangs together with the upper edge: a white collar is as light as the background. */
    private static int worst(int[] difference, boolean[] clear, int width) {
        int worst = 0;
        ArrayDeque<Integer> open = new ArrayDeque<>();
        for (int x = 0; x < width; x++) {
            open.add(x);
        }
        while (!open.isEmpty()) {
            int at = open.remove();
            if (!clear[at]) {
                continue;
            }
            clear[at] = false;
            worst = Math.max(worst, difference[at]);
            int x = at % width;
            if (x > 0) {
                open.add(at - 1);
            }
            if (x < width - 1) {
                open.add(at + 1);
            }
            if (at >= width) {
                open.add(at - width);
            }
            if (at + width < clear.length) {
                open.add(at + width);
            }
        }
        return worst;
    }
}
