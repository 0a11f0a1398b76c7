package dev.likeness.core.check;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What was found in a photo.
 *
 * @param width    of the photo to which the faces' places refer, pixels
 * @param height   of the same
 * @param faces    the most prominent first; an order names one by its place in this list
 * @param taken    the face that the portrait would show; empty where the photo would be refused before one is chosen
 * @param measures of the face that would be taken, and of what surrounds it
 * @param refusal  why no portrait can be made; empty where one can
 * @param advice   what would make the portrait better
 */
public record PhotoReport(int width, int height, List<FoundFace> faces, OptionalInt taken, Optional<Measures> measures,
        Optional<Refusal> refusal, List<Advice> advice) {
    public PhotoReport {
        faces = List.copyOf(faces);
        advice = List.copyOf(advice);
    }

    /** Whether a portrait can be made of it. */
    public enum Verdict {
        /** Yes, and nothing is to be improved. */
        USABLE,
        /** Yes, and the advice would make it better. */
        USABLE_WITH_ADVICE,
        /** No. */
        REFUSED
    }

    public Verdict verdict() {
        if (refusal.isPresent()) {
            return Verdict.REFUSED;
        }
        return advice.isEmpty() ? Verdict.USABLE : Verdict.USABLE_WITH_ADVICE;
    }

    /** The same photo, refused for what would be ordered of it; the advice stays. */
    public PhotoReport refused(PortraitException why) {
        return new PhotoReport(width, height, faces, taken, measures,
                Optional.of(new Refusal(why.code(), why.getMessage())), advice);
    }

    /** Why no portrait can be made: what an order would be answered with. */
    public record Refusal(ErrorCode code, String message) {}

    /**
     * A face.
     *
     * @param area a square from above the brows to below the lip, pixels of the photo; its width is what other numbers of
     *             pixels are compared with
     * @param pose how the head is held
     */
    public record FoundFace(Photo.Area area, Pose pose) {}

    /**
     * How a head is held, degrees; read from 478 points of the face, to about five degrees.
     *
     * @param yaw   to the side, positive towards the right of the picture
     * @param pitch nodding, positive down
     * @param roll  tilt, positive clockwise as seen
     */
    public record Pose(double yaw, double pitch, double roll) {}

    /**
     * What was measured.
     *
     * @param resolvedWidth    width of the face in pixels that its sharpness is worth: as the face's own width where it is
     *                         sharp, less where it is blurred or enlarged
     * @param exposure         of the face
     * @param eyes             how far the lids are apart, over the width of the eye; the lesser of both
     * @param mouth            how far the lips are apart, over the width of the mouth
     * @param eyesCovered      whether something dark hides both eyes, such as sunglasses
     * @param lowerFaceCovered whether something of another colour hides mouth and chin, such as a mask
     * @param background       spread of colours behind the sitter, CIE Lab units: 0 is one even colour
     * @param cutout           whether the sitter can be told apart from the background well enough to get another one
     */
    public record Measures(double resolvedWidth, Exposure exposure, double eyes, double mouth, boolean eyesCovered,
            boolean lowerFaceCovered, double background, boolean cutout) {}

    /**
     * How a face is lit.
     *
     * @param brightness of its lighter parts, 0 to 1 in sRGB
     * @param burntOut   share of the skin that is white in at least two colours
     * @param black      share of the skin that is black in all three
     * @param unevenness between the left and the right half, in stops: the logarithm of the ratio of their light to the base 2
     */
    public record Exposure(double brightness, double burntOut, double black, double unevenness) {}
}
