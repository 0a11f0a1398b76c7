package dev.likeness.darkroom.matte;

import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Colours;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Mask;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.StructuringElement;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes lamps, leaves and pieces of furniture off the outline: what sticks out of the sitter, is small, is no person to the
 * segmentation and has another colour than the sitter next to it. Hair that sticks out has the colour of hair, and what
 * hangs from an ear is left.
 */
final class Outgrowths {
    /** What is thinner than this sticks out; half of it is left at its foot; face widths. */
    private static final double THIN = 0.11;
    /** Area of what is small, squared face widths: from a bead to half a hand. */
    private static final double LEAST = 0.0006;
    private static final double MOST = 0.03;
    /** Mean answer of the segmentation above which it may be a part of the person. */
    private static final double PERSON = 0.4;
    /** How far around it the sitter's colours are taken, face widths, and how far its own may be from them, CIE Lab. */
    private static final double NEARBY = 0.13;
    private static final double OTHER = 30;
    /** Where earrings hang: beside the face's middle and below the eyes, face widths. */
    private static final double EARS_FROM = 0.42;
    private static final double EARS_TO = 0.85;
    private static final double LOBES_FROM = 0.2;
    private static final double LOBES_TO = 0.95;
    /** Softness of the cut, pixels. */
    private static final double SOFT = 0.8;

    private Outgrowths() {}

    /**
     * @param alpha  in the canonical frame, changed in place
     * @param person the segmentation's answer
     * @param bgr    the photo there, 0 to 1
     * @param face   in the frame's pixels
     */
    static void clear(Raster alpha, Raster person, Raster bgr, Face face) {
        double unit = face.width();
        Mask sitter = Mask.where(alpha, a -> a > 0.4f);
        Mask body = sitter.opened(StructuringElement.disc(odd(THIN * unit)));
        Mask near = body.dilated(StructuringElement.disc(3));
        Mask sticking = new Mask(alpha.width(), alpha.height(), new byte[alpha.data().length]);
        for (int i = 0; i < alpha.data().length; i++) {
            sticking.samples()[i] = sitter.isSet(i) && !near.isSet(i) ? Mask.SET : 0;
        }
        List<int[]> small = small(sticking.pieces(), unit);
        if (small.isEmpty()) {
            return;
        }
        Raster lab = Colours.lab(bgr);
        Raster around = around(lab, body, (int) Math.round(NEARBY * unit));
        Raster gone = Raster.blank(alpha.width(), alpha.height(), 1);
        for (int[] piece : small) {
            if (!isAtEarlobe(piece, face, alpha.width()) && isOther(piece, person, lab, around)) {
                for (int i : piece) {
                    gone.data()[i] = 1;
                }
            }
        }
        erase(alpha, gone, body);
    }

    private static int odd(double side) {
        return 2 * (int) Math.round(side / 2) + 1;
    }

    private static List<int[]> small(int[] pieces, double unit) {
        int most = 0;
        for (int piece : pieces) {
            most = Math.max(most, piece);
        }
        int[] areas = new int[most + 1];
        for (int piece : pieces) {
            areas[piece]++;
        }
        List<int[]> small = new ArrayList<>();
        for (int k = 1; k <= most; k++) {
            if (areas[k] > LEAST * unit * unit && areas[k] < MOST * unit * unit) {
                int[] piece = new int[areas[k]];
                int n = 0;
                for (int i = 0; i < pieces.length; i++) {
                    if (pieces[i] == k) {
                        piece[n++] = i;
                    }
                }
                small.add(piece);
            }
        }
        return small;
    }

    /** Four channels, means over a window: weight of the body; L, a, b times weight. */
    private static Raster around(Raster lab, Mask body, int radius) {
        Raster sums = Raster.blank(lab.width(), lab.height(), 4);
        for (int i = 0; i < lab.data().length / 3; i++) {
            if (body.isSet(i)) {
                sums.data()[4 * i] = 1;
                for (int c = 0; c < 3; c++) {
                    sums.data()[4 * i + 1 + c] = lab.data()[3 * i + c];
                }
            }
        }
        return Filters.box(sums, radius);
    }

    private static boolean isAtEarlobe(int[] piece, Face face, int width) {
        double x = 0;
        double y = 0;
        for (int i : piece) {
            x += i % width;
            y += i / width;
        }
        double aside = Math.abs(x / piece.length - face.eyesX()) / face.width();
        double below = (y / piece.length - face.eyesY()) / face.width();
        return aside > EARS_FROM && aside < EARS_TO && below > LOBES_FROM && below < LOBES_TO;
    }

    /** Whether a piece has other colours than the sitter beside it, and is no person. */
    private static boolean isOther(int[] piece, Raster person, Raster lab, Raster around) {
        double answer = 0;
        double[] own = new double[3];
        double[] beside = new double[4];
        for (int i : piece) {
            answer += person.data()[i];
            for (int c = 0; c < 3; c++) {
                own[c] += lab.data()[3 * i + c];
            }
            for (int c = 0; c < 4; c++) {
                beside[c] += around.data()[4 * i + c];
            }
        }
        if (answer > PERSON * piece.length || beside[0] == 0) {
            return false;
        }
        double distance = 0;
        for (int c = 0; c < 3; c++) {
            double difference = own[c] / piece.length - beside[1 + c] / beside[0];
            distance += difference * difference;
        }
        return distance > OTHER * OTHER;
    }

    /** Takes the pieces out, with their soft edge, but nothing of the body. */
    private static void erase(Raster alpha, Raster gone, Mask body) {
        Mask wide = Mask.where(gone, g -> g > 0).dilated(StructuringElement.disc(9));
        for (int i = 0; i < gone.data().length; i++) {
            gone.data()[i] = wide.isSet(i) && !body.isSet(i) ? 1 : 0;
        }
        float[] soft = Filters.gauss(gone, SOFT).data();
        for (int i = 0; i < soft.length; i++) {
            alpha.data()[i] *= 1 - Math.min(1, soft[i]);
        }
    }
}
