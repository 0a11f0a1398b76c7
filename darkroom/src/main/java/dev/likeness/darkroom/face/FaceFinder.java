package dev.likeness.darkroom.face;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.darkroom.pixel.NativePicture;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the one face of a photo: two detectors look, a mesh of 478 points is fitted to what they see, and a face counts when
 * detectors and mesh agree (ADR 15). May be used by several threads.
 *
 * <p>Where nothing is seen in the whole photo, it is turned by quarters, and then searched by tiles for small faces.
 */
public final class FaceFinder {
    /** A face below this width in the photo cannot become a portrait, pixels. */
    public static final int SMALLEST = 48;
    /** Below this width the portrait comes out soft and says so, pixels. */
    public static final int SOFT_BELOW = 110;

    /** Beyond this yaw a portrait would have to invent the other half of the face, degrees. */
    private static final double PROFILE = 60;
    /** Another face counts for a second person from this share of the sitter's prominence on. */
    private static final double BYSTANDER = 0.5;

    private final FaceSearch search = new FaceSearch();

    /**
     * The sitter's face, in pixels of {@code bgr}. Where the photo lies on its side or stands on its head, so does the face:
     * see {@link Face#upright()}.
     *
     * @throws UnusablePhoto when there is no face, more than one, a profile, or one that is too small
     */
    public Face find(NativePicture bgr) {
        List<Prominence> faces = Prominence.of(search.everywhere(bgr.mat()), bgr.mat());
        if (faces.isEmpty()) {
            throw noFace();
        }
        Face sitter = faces.getFirst().face();
        double least = BYSTANDER * faces.getFirst().weight();
        List<Face> people = faces.stream().filter(one -> one.weight() >= least).map(Prominence::face).toList();
        if (people.size() > 1) {
            throw several(people);
        }
        if (sitter.width() < SMALLEST) {
            throw new UnusablePhoto(ErrorCode.FACE_TOO_SMALL,
                    "the face is only " + Math.round(sitter.width())
                            + " pixels wide: send a photo in which it has at least " + SMALLEST
                            + ", better 250 or more");
        }
        if (Math.abs(sitter.pose().yaw()) > PROFILE) {
            throw notFrontal(sitter.pose().yaw());
        }
        return sitter;
    }

    /**
     * The largest face of a picture that was made to show one, upright and large.
     *
     * @return empty when no face, or none of {@link #SMALLEST}, is seen
     */
    public Optional<Face> glance(NativePicture bgr) {
        return search.upright(bgr.mat()).stream().filter(face -> face.width() >= SMALLEST)
                .max(Comparator.comparingDouble(Face::width));
    }

    private static UnusablePhoto noFace() {
        return new UnusablePhoto(ErrorCode.NO_FACE,
                "no face was found: send an upright, well-lit photo of one person looking into the camera");
    }

    private static UnusablePhoto notFrontal(double yaw) {
        return new UnusablePhoto(ErrorCode.FACE_NOT_FRONTAL,
                "the face is seen from the side, turned by about " + Math.round(Math.abs(yaw))
                        + " degrees, and " + Math.round(PROFILE)
                        + " is the most: send a photo that looks into the camera");
    }

    private static UnusablePhoto several(List<Face> faces) {
        StringBuilder boxes = new StringBuilder();
        for (Face face : faces) {
            boxes.append(boxes.isEmpty() ? "" : ", ").append(Math.round(face.width())).append(" pixels wide at (")
                    .append(Math.round(face.x())).append(", ").append(Math.round(face.y())).append(')');
        }
        return new UnusablePhoto(ErrorCode.SEVERAL_FACES, "the photo shows " + faces.size() + " faces (" + boxes
                + "): send a photo of one person, or crop it to one");
    }
}
