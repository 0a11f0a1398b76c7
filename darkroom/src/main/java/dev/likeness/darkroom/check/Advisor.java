package dev.likeness.darkroom.check;

import dev.likeness.core.Photo;
import dev.likeness.core.check.Advice;
import dev.likeness.core.check.PhotoReport.Measures;
import dev.likeness.darkroom.face.Contour;
import dev.likeness.darkroom.face.Face;
import java.util.ArrayList;
import java.util.List;

/** Derives advice from the measures. How often each is given is in docs/performance.md. */
final class Advisor {
    /** Faces from this width on make crisp portraits, see the engines' notes; pixels. */
    private static final double CRISP = 250;
    /** Sharp enough for a portrait whatever its share is, pixels. */
    private static final double RESOLVED = 180;
    /** Resolved share of the width: of 38 sharp sitters 0.58 or more, blurred by a hundredth of the face 0.43 or less. */
    private static final double BLURRED = 0.5;
    /** Of 38 sitters 0.56 or more, at a quarter of their light 0.23 or less, at the darker half of a hard side light 0.39. */
    private static final double DARK = 0.35;
    /** Share of the skin: of 38 sitters 0.011 at most. */
    private static final double BURNT_OUT = 0.04;
    /** Stops: official portraits reach 2.1 by their key light; by eye on half-lit copies of 38 sitters. */
    private static final double HALF_DARK = 2.6;
    /** Lids over the eye's width: closed eyes of a blink measure less (Soukupova and Cech), of 447 open ones nearly none do. */
    private static final double CLOSED = 0.1;
    /** Degrees; beyond 60 the photo is refused. */
    private static final double FAR = 40;
    /** Room around the face's outline, face widths. */
    private static final double ROOM = 0.05;
    /**
     * What authorities refuse (ISO/IEC 19794-5): a roll of more than 8 degrees, a yaw of more than 5, to which the error of
     * measuring is added; an open mouth; eyes less than 90 pixels apart.
     */
    private static final double ID_ROLL = 8;
    private static final double ID_YAW = 10;
    private static final double ID_EYES_APART = 90;
    private static final double ID_MOUTH = 0.08;
    private static final double ID_EYES = 0.14;
    /** Stops and share of the skin, by eye on the 447 sitters. */
    private static final double ID_UNEVEN = 1.5;
    private static final double ID_BURNT_OUT = 0.01;

    private Advisor() {}

    /**
     * @param face     with its head up, in the pixels of {@code photo}
     * @param identity whether it is for an identity document
     * @param doubt    whether it may not be a photo of a person
     */
    static List<Advice> advice(Photo photo, Face face, Measures measures, boolean identity, boolean doubt) {
        List<Advice> advice = new ArrayList<>();
        double resolved = measures.resolvedWidth();
        add(advice, face.width() < CRISP, Advice.FACE_SMALL);
        add(advice, resolved < RESOLVED && resolved < BLURRED * face.width(), Advice.BLURRED);
        add(advice, measures.exposure().brightness() < DARK, Advice.TOO_DARK);
        add(advice, measures.exposure().burntOut() > BURNT_OUT, Advice.TOO_BRIGHT);
        add(advice, Math.abs(measures.exposure().unevenness()) > HALF_DARK, Advice.UNEVEN_LIGHT);
        add(advice, measures.eyesCovered(), Advice.EYES_COVERED);
        add(advice, !measures.eyesCovered() && measures.eyes() < CLOSED, Advice.EYES_CLOSED);
        add(advice, measures.lowerFaceCovered(), Advice.LOWER_FACE_COVERED);
        add(advice, Math.abs(face.pose().yaw()) > FAR, Advice.TURNED_AWAY);
        add(advice, isCut(photo, face), Advice.FACE_CUT);
        add(advice, !measures.cutout(), Advice.BUSY_BACKGROUND);
        add(advice, doubt, Advice.PERHAPS_NO_PHOTO);
        if (identity) {
            identity(advice, face, measures);
        }
        return advice;
    }

    /** What authorities refuse. */
    static List<Advice> identity(Face face, Measures measures) {
        List<Advice> advice = new ArrayList<>();
        identity(advice, face, measures);
        return advice;
    }

    private static void identity(List<Advice> advice, Face face, Measures measures) {
        add(advice, Math.abs(face.tilt()) > ID_ROLL, Advice.ID_HEAD_TILTED);
        add(advice, Math.abs(face.pose().yaw()) > ID_YAW, Advice.ID_HEAD_TURNED);
        add(advice, measures.eyesCovered() || measures.eyes() < ID_EYES, Advice.ID_EYES_NOT_OPEN);
        add(advice, !measures.lowerFaceCovered() && measures.mouth() > ID_MOUTH, Advice.ID_MOUTH_OPEN);
        add(advice, Math.abs(measures.exposure().unevenness()) > ID_UNEVEN, Advice.ID_UNEVEN_LIGHT);
        add(advice, measures.exposure().burntOut() > ID_BURNT_OUT, Advice.ID_GLARE);
        add(advice, face.eyeDistance() < ID_EYES_APART, Advice.ID_FACE_SMALL);
    }

    private static void add(List<Advice> advice, boolean needed, Advice one) {
        if (needed) {
            advice.add(one);
        }
    }

    /** Whether the face's outline reaches the edge of the photo. */
    private static boolean isCut(Photo photo, Face face) {
        double room = ROOM * face.width();
        return Contour.OVAL.points().stream().map(face.mesh()::at)
                .anyMatch(point -> point.x() < room || point.y() < room
                        || point.x() > photo.width() - room || point.y() > photo.height() - room);
    }
}
