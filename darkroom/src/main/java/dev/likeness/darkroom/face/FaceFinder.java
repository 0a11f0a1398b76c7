package dev.likeness.darkroom.face;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import dev.likeness.darkroom.face.Cascades.Box;
import dev.likeness.darkroom.face.Cascades.Name;
import dev.likeness.darkroom.pixel.Filters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Finds the one face of a photo by a vote of five cascades (Viola and Jones 2001; Lienhart 2002; LBP: Liao 2007).
 *
 * <p>Each cascade alone takes ties, ears and flags for faces, but hardly ever the same ones: a true face gets three to
 * five votes, a false hit one. Two votes are enough where both eyes are seen as well, which saves turned and
 * bespectacled heads. A second face counts only when it is at least {@link #BYSTANDER} of the first one's width;
 * smaller ones are bystanders or pictures on the wall.
 */
public final class FaceFinder {
    /** A face below this width in the photo cannot become a portrait, pixels. */
    public static final int SMALLEST = 48;
    /** Below this width the portrait comes out soft and says so, pixels. */
    public static final int SOFT_BELOW = 110;

    private static final int SEARCH_SIDE = 800;
    private static final double BYSTANDER = 0.35;
    private static final Name[] VOTERS = {Name.FACE_ALT2, Name.FACE_ALT, Name.FACE_DEFAULT, Name.FACE_TREE,
            Name.FACE_LBP};

    private final Cascades cascades = new Cascades();
    private final EyeFinder eyes = new EyeFinder(cascades);

    /** Hits of several cascades on one place: the running mean of their boxes. */
    private static final class Cluster {
        private Box box;
        private int hits = 1;
        private final Set<Name> voters;

        Cluster(Name voter, Box first) {
            box = first;
            voters = EnumSet.of(voter);
        }

        void add(Name voter, Box hit) {
            double k = 1.0 / ++hits;
            box = new Box(box.x() + k * (hit.x() - box.x()), box.y() + k * (hit.y() - box.y()),
                    box.width() + k * (hit.width() - box.width()), box.height() + k * (hit.height() - box.height()));
            voters.add(voter);
        }
    }

    private record Candidate(Cluster cluster, EyeFinder.Features features) {}

    /**
     * @param bgr upright 8-bit photo
     * @throws PortraitException.UnusablePhoto when there is no face, more than one, a profile, or one that is too small
     */
    public synchronized Face find(Mat bgr) {
        double scale = (double) SEARCH_SIDE / Math.max(bgr.cols(), bgr.rows());
        int interpolation = scale < 1 ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_LINEAR;
        try (Mat grey = new Mat(); Mat equal = new Mat()) {
            opencv_imgproc.cvtColor(bgr, grey, opencv_imgproc.COLOR_BGR2GRAY);
            try (Mat small = Filters.resize(grey, Math.max(1, (int) Math.round(bgr.cols() * scale)),
                    Math.max(1, (int) Math.round(bgr.rows() * scale)), interpolation)) {
                opencv_imgproc.equalizeHist(small, equal);
                List<Candidate> faces = elect(small, equal);
                if (faces.isEmpty()) {
                    throw refuseFaceless(equal);
                }
                double widest = faces.getFirst().cluster.box.width();
                long people = faces.stream().filter(face -> face.cluster.box.width() >= BYSTANDER * widest).count();
                if (people > 1) {
                    throw new PortraitException.UnusablePhoto(ErrorCode.SEVERAL_FACES,
                            "the photo shows " + people + " faces: send a photo of one person, or crop it to one");
                }
                return inPhoto(faces.getFirst(), 1 / scale);
            }
        }
    }

    private List<Candidate> elect(Mat grey, Mat equal) {
        List<Cluster> clusters = new ArrayList<>();
        for (Name voter : VOTERS) {
            Mat searched = voter == Name.FACE_DEFAULT ? grey : equal;
            for (Box hit : cascades.detect(voter, searched, 1.1, 3, 24, SEARCH_SIDE)) {
                clusters.stream().filter(cluster -> cluster.box.overlap(hit) > 0.35).findFirst()
                        .ifPresentOrElse(cluster -> cluster.add(voter, hit),
                                () -> clusters.add(new Cluster(voter, hit)));
            }
        }
        List<Candidate> elected = new ArrayList<>();
        for (Cluster cluster : clusters) {
            if (cluster.voters.size() >= 2) {
                EyeFinder.Features features = eyes.find(grey, cluster.box);
                if (cluster.voters.size() >= 3 || features.sidesSeen() == 2) {
                    elected.add(new Candidate(cluster, features));
                }
            }
        }
        elected.sort(Comparator.comparingDouble(face -> -face.cluster.box.width()));
        return elected;
    }

    private static Face inPhoto(Candidate found, double scale) {
        Box box = found.cluster.box;
        double width = box.width() * scale;
        if (width < SMALLEST) {
            throw new PortraitException.UnusablePhoto(ErrorCode.FACE_TOO_SMALL,
                    "the face is only " + Math.round(width) + " pixels wide: send a photo in which it has at least "
                            + SMALLEST + ", better 250 or more");
        }
        return new Face(box.x() * scale, box.y() * scale, width, scaled(found.features.leftEye(), scale),
                scaled(found.features.rightEye(), scale), scaled(found.features.mouth(), scale),
                found.cluster.voters.size());
    }

    private static Face.Point scaled(Face.Point point, double scale) {
        return new Face.Point(point.x() * scale, point.y() * scale);
    }

    private PortraitException refuseFaceless(Mat equal) {
        boolean profile = !cascades.detect(Name.PROFILE, equal, 1.1, 5, 60, SEARCH_SIDE).isEmpty();
        if (profile) {
            return new PortraitException.UnusablePhoto(ErrorCode.FACE_NOT_FRONTAL,
                    "the face is seen from the side: send a photo that looks into the camera");
        }
        return new PortraitException.UnusablePhoto(ErrorCode.NO_FACE,
                "no face was found: send an upright, well-lit photo of one person looking into the camera");
    }
}
