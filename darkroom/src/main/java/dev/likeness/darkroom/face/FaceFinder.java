package dev.likeness.darkroom.face;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.darkroom.pixel.NativePicture;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

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
    /** What a detector saw and the mesh does not fit is a profile from this yaw on, degrees: nearer to the front it fits. */
    private static final double UNFITTED_PROFILE = 40;
    /** Width of a face in sides of the detectors' box: the median over 452 faces. */
    private static final double WIDTH_OF_BOX = 0.96;

    private final FaceSearch search = new FaceSearch();

    /**
     * The faces of a photo.
     *
     * @param all    the most prominent first
     * @param people how many of them, from the first on, count as people whom the photo was taken of
     * @param why    what is said where there is none
     */
    public record Faces(List<Face> all, int people, Optional<UnusablePhoto> why) {
        public Faces {
            all = List.copyOf(all);
        }

        /**
         * The place in the list of the face that a portrait shows.
         *
         * @param wanted the place of the one that was chosen; empty for the only one
         * @throws UnusablePhoto when there is no face, more than one to choose from, a profile, or one that is too small
         */
        public int taken(OptionalInt wanted) {
            if (why.isPresent()) {
                throw why.get();
            }
            if (wanted.isPresent() && wanted.getAsInt() >= all.size()) {
                throw unknown(wanted.getAsInt(), all);
            }
            if (wanted.isEmpty() && people > 1) {
                throw several(all.subList(0, people));
            }
            int taken = wanted.orElse(0);
            check(all.get(taken));
            return taken;
        }
    }

    /**
     * The sitter's face, in pixels of {@code bgr}. Where the photo lies on its side or stands on its head, so does the face:
     * see {@link Face#upright()}.
     *
     * @throws UnusablePhoto when there is no face, more than one, a profile, or one that is too small
     */
    public Face find(NativePicture bgr) {
        Faces faces = all(bgr);
        return faces.all().get(faces.taken(OptionalInt.empty()));
    }

    /** All faces, in pixels of {@code bgr}. */
    public Faces all(NativePicture bgr) {
        FaceSearch.Seen seen = search.everywhere(bgr.mat());
        List<Prominence> faces = Prominence.of(seen.faces(), bgr.mat());
        if (faces.isEmpty()) {
            return new Faces(List.of(), 0, Optional.of(unfitted(seen.unfitted())));
        }
        double least = BYSTANDER * faces.getFirst().weight();
        int people = (int) faces.stream().filter(one -> one.weight() >= least).count();
        return new Faces(faces.stream().map(Prominence::face).toList(), people, Optional.empty());
    }

    private static void check(Face sitter) {
        if (sitter.width() < SMALLEST) {
            throw tooSmall(sitter.width());
        }
        if (Math.abs(sitter.pose().yaw()) > PROFILE) {
            throw notFrontal(sitter.pose().yaw());
        }
    }

    /** Why there is no face, from what the detectors saw and the mesh does not fit. */
    private static UnusablePhoto unfitted(List<Detection> hits) {
        if (hits.isEmpty()) {
            return noFace();
        }
        // The largest of those in the whole photo, if there is one there: in a part of it a head may be cut.
        Detection first = hits.getFirst();
        double width = WIDTH_OF_BOX * first.side();
        if (width < SMALLEST) {
            return tooSmall(width);
        }
        return Math.abs(first.yaw()) > UNFITTED_PROFILE ? notFrontal(first.yaw()) : unclear(width);
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

    /** A detector sees a face, so it would be wrong to say that there is none. */
    private static UnusablePhoto unclear(double width) {
        return new UnusablePhoto(ErrorCode.FACE_UNCLEAR,
                "something like a face about " + Math.round(width) + " pixels wide was seen, but eyes, nose and mouth"
                        + " cannot be made out: send a photo that looks into the camera, sharp, well lit and with nothing"
                        + " before the face");
    }

    private static UnusablePhoto tooSmall(double width) {
        return new UnusablePhoto(ErrorCode.FACE_TOO_SMALL, "the face is only " + Math.round(width)
                + " pixels wide: send a photo in which it has at least " + SMALLEST + ", better 250 or more");
    }

    private static UnusablePhoto notFrontal(double yaw) {
        return new UnusablePhoto(ErrorCode.FACE_NOT_FRONTAL,
                "the face is seen from the side, turned by about " + Math.round(Math.abs(yaw))
                        + " degrees: send a photo that looks into the camera, at most " + Math.round(PROFILE)
                        + " degrees past it");
    }

    private static UnusablePhoto unknown(int wanted, List<Face> faces) {
        return new UnusablePhoto(ErrorCode.UNKNOWN_FACE, "there is no face " + wanted + " in the photo, which shows "
                + faces.size() + ", counted from 0: check the photo again, and choose one of those",
                faces.stream().map(Face::area).toList());
    }

    private static UnusablePhoto several(List<Face> faces) {
        StringBuilder boxes = new StringBuilder();
        for (Face face : faces) {
            boxes.append(boxes.isEmpty() ? "" : ", ").append(Math.round(face.width())).append(" pixels wide at (")
                    .append(Math.round(face.x())).append(", ").append(Math.round(face.y())).append(')');
        }
        return new UnusablePhoto(ErrorCode.SEVERAL_FACES, "the photo shows " + faces.size() + " faces (" + boxes
                + "): choose one of them, counted from 0 in this order, or send a photo of one person",
                faces.stream().map(Face::area).toList());
    }
}
