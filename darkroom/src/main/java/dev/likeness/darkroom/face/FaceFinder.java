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
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point2f;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_imgproc.CLAHE;

/**
 * Finds the one face of a photo by a vote of five cascades (Viola and Jones 2001; Lienhart 2002; LBP: Liao 2007).
 *
 * <p>Each cascade alone takes ties, ears and flags for faces, but hardly ever the same ones: a true face gets three to
 * five votes, a false hit one. Two votes are enough where an eye is seen as well, which saves turned and
 * bespectacled heads. To save time only two of the five search the whole picture; the others look where those saw
 * something, and search everywhere when no face was elected. A second face counts only when it is at least {@link #BYSTANDER} of the first one's width;
 * smaller ones are bystanders or pictures on the wall.
 */
public final class FaceFinder {
    /** A face below this width in the photo cannot become a portrait, pixels. */
    public static final int SMALLEST = 48;
    /** Below this width the portrait comes out soft and says so, pixels. */
    public static final int SOFT_BELOW = 110;

    private static final int SEARCH_SIDE = 800;
    /** A face that fills a picture is seen as well at this side, in a third of the time. */
    private static final int GLANCE_SIDE = 480;
    private static final double BYSTANDER = 0.35;
    /** A face narrower than this share of the photo's shorter side needs {@link #FIRM} votes: a cheek gets three. */
    private static final double SMALL_SHARE = 0.22;
    private static final int FIRM = 4;
    /** Tried when no face is upright, degrees. */
    private static final double[] TILTS = {-14, 14, -28, 28};
    /** Boxes of one face overlap at least this much (area of the overlap over that of the union). */
    private static final double SAME_FACE = 0.35;
    private static final Name[] PROPOSERS = {Name.FACE_ALT2, Name.FACE_LBP};
    private static final Name[] SECONDERS = {Name.FACE_ALT, Name.FACE_DEFAULT, Name.FACE_TREE};
    private static final Name[] ALL = {Name.FACE_ALT2, Name.FACE_LBP, Name.FACE_ALT, Name.FACE_DEFAULT, Name.FACE_TREE};

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

    private record Candidate(Cluster cluster, EyeFinder.Features features) {
        Candidate moved(UnaryOperator<Face.Point> way) {
            Box box = cluster.box;
            Face.Point centre = way.apply(new Face.Point(box.centreX(), box.centreY()));
            Cluster there = new Cluster(Name.FACE_ALT2, new Box(centre.x() - box.width() / 2,
                    centre.y() - box.height() / 2, box.width(), box.height()));
            there.voters.addAll(cluster.voters);
            return new Candidate(there, new EyeFinder.Features(way.apply(features.leftEye()),
                    way.apply(features.rightEye()), way.apply(features.mouth()), features.sidesSeen()));
        }
    }

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
                List<Candidate> faces = electAtAnyTilt(small, equal);
                if (faces.isEmpty()) {
                    throw refuseFaceless(equal);
                }
                long people = people(faces);
                if (people > 1) {
                    throw new PortraitException.UnusablePhoto(ErrorCode.SEVERAL_FACES,
                            "the photo shows " + people + " faces: send a photo of one person, or crop it to one");
                }
                return inPhoto(faces.getFirst(), 1 / scale);
            }
        }
    }

    /**
     * The largest face of a picture that was made to show one, upright and large. Nothing is turned or looked at twice, so
     * that a picture without a face costs a second and not ten.
     *
     * @return empty when no face, or none of {@link #SMALLEST}, is seen
     */
    public synchronized Optional<Face> glance(Mat bgr) {
        double scale = (double) SEARCH_SIDE / Math.max(bgr.cols(), bgr.rows());
        double less = (double) GLANCE_SIDE / SEARCH_SIDE;
        try (Mat grey = new Mat();
                Mat full = new Mat();
                Mat small = new Mat();
                Mat equal = new Mat();
                Size size = size(bgr, scale);
                Size smaller = size(bgr, scale * less)) {
            opencv_imgproc.cvtColor(bgr, grey, opencv_imgproc.COLOR_BGR2GRAY);
            opencv_imgproc.resize(grey, full, size, 0, 0,
                    scale < 1 ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_LINEAR);
            opencv_imgproc.resize(full, small, smaller, 0, 0, opencv_imgproc.INTER_AREA);
            opencv_imgproc.equalizeHist(small, equal);
            return elect(small, equal).stream().map(found -> inFull(found, full, 1 / less))
                    .filter(found -> found.cluster.box.width() / scale >= SMALLEST)
                    .map(found -> inPhoto(found, 1 / scale)).findFirst();
        }
    }

    private static Size size(Mat picture, double scale) {
        return new Size(Math.max(1, (int) Math.round(picture.cols() * scale)),
                Math.max(1, (int) Math.round(picture.rows() * scale)));
    }

    /** A face found in a reduced picture, with its eyes looked for in the larger one. */
    private Candidate inFull(Candidate found, Mat full, double scale) {
        Box box = found.cluster.box;
        Cluster there = new Cluster(Name.FACE_ALT2,
                new Box(box.x() * scale, box.y() * scale, box.width() * scale, box.height() * scale));
        there.voters.addAll(found.cluster.voters);
        return new Candidate(there, eyes.find(full, there.box));
    }

    /** How many people count: the widest, and others that are no bystanders and have three votes of their own. */
    private static long people(List<Candidate> faces) {
        double widest = faces.getFirst().cluster.box.width();
        return 1 + faces.stream().skip(1).filter(face -> face.cluster.voters.size() >= 3
                && face.cluster.box.width() >= BYSTANDER * widest).count();
    }

    private List<Candidate> electAtAnyTilt(Mat grey, Mat equal) {
        List<Candidate> faces = elect(grey, equal);
        for (double tilt : TILTS) {
            if (!faces.isEmpty()) {
                break;
            }
            faces = electTilted(grey, equal, tilt);
        }
        return faces.isEmpty() ? electFromViews(grey, equal) : faces;
    }

    /**
     * The last resort for glasses, hats and turned heads, which a cascade sees in one rendering of the photo and not in
     * the next: all cascades look at four renderings, and three of them on one large place elect, or {@link #FIRM} hits of two.
     */
    private List<Candidate> electFromViews(Mat grey, Mat equal) {
        List<Cluster> clusters = new ArrayList<>();
        try (Mat local = new Mat();
                Mat mirrored = new Mat();
                CLAHE contrast = opencv_imgproc.createCLAHE(3, new Size(8, 8))) {
            contrast.apply(grey, local);
            opencv_core.flip(equal, mirrored, 1);
            for (Name voter : ALL) {
                for (Mat view : List.of(grey, equal, local)) {
                    propose(clusters, voter, view);
                }
                for (Box hit : cascades.detect(voter, mirrored, 1.1, 3, 24, SEARCH_SIDE)) {
                    join(clusters, voter,
                            new Box(grey.cols() - hit.x() - hit.width(), hit.y(), hit.width(), hit.height()));
                }
            }
        }
        double least = SMALL_SHARE * Math.min(grey.cols(), grey.rows());
        List<Candidate> elected = new ArrayList<>();
        for (Cluster cluster : clusters) {
            boolean firm = cluster.voters.size() >= 3 || cluster.voters.size() == 2 && cluster.hits >= FIRM;
            if (firm && cluster.box.width() >= least) {
                elected.add(new Candidate(cluster, eyes.find(grey, cluster.box)));
            }
        }
        return distinct(elected);
    }

    private List<Candidate> elect(Mat grey, Mat equal) {
        List<Cluster> clusters = new ArrayList<>();
        for (Name voter : PROPOSERS) {
            propose(clusters, voter, equal);
        }
        for (Cluster cluster : List.copyOf(clusters)) {
            for (Name voter : SECONDERS) {
                second(cluster, voter, voter == Name.FACE_DEFAULT ? grey : equal);
            }
        }
        List<Candidate> elected = elected(clusters, grey);
        if (!elected.isEmpty()) {
            return elected;
        }
        for (Name voter : SECONDERS) {
            propose(clusters, voter, voter == Name.FACE_DEFAULT ? grey : equal);
        }
        return elected(clusters, grey);
    }

    /** Looks at the picture turned by {@code tilt} degrees; what is found is told in the upright picture's pixels. */
    private List<Candidate> electTilted(Mat grey, Mat equal, double tilt) {
        double cx = grey.cols() / 2.0;
        double cy = grey.rows() / 2.0;
        try (Point2f centre = new Point2f((float) cx, (float) cy);
                Mat turn = opencv_imgproc.getRotationMatrix2D(centre, tilt, 1);
                Mat turnedGrey = new Mat();
                Mat turnedEqual = new Mat()) {
            opencv_imgproc.warpAffine(grey, turnedGrey, turn, grey.size());
            opencv_imgproc.warpAffine(equal, turnedEqual, turn, grey.size());
            double sin = Math.sin(Math.toRadians(tilt));
            double cos = Math.cos(Math.toRadians(tilt));
            UnaryOperator<Face.Point> back = p -> new Face.Point(cx + (p.x() - cx) * cos - (p.y() - cy) * sin,
                    cy + (p.x() - cx) * sin + (p.y() - cy) * cos);
            return elect(turnedGrey, turnedEqual).stream().map(face -> face.moved(back)).toList();
        }
    }

    /** Looks everywhere. */
    private void propose(List<Cluster> clusters, Name voter, Mat searched) {
        for (Box hit : cascades.detect(voter, searched, 1.1, 3, 24, SEARCH_SIDE)) {
            join(clusters, voter, hit);
        }
    }

    private static void join(List<Cluster> clusters, Name voter, Box hit) {
        clusters.stream().filter(cluster -> cluster.box.overlap(hit) > SAME_FACE).findFirst().ifPresentOrElse(
                cluster -> cluster.add(voter, hit), () -> clusters.add(new Cluster(voter, hit)));
    }

    /** Looks only around a face that somebody has proposed, and only for faces of about its size. */
    private void second(Cluster cluster, Name voter, Mat searched) {
        Box box = cluster.box;
        int margin = (int) Math.round(0.5 * box.width());
        int left = Math.max(0, (int) box.x() - margin);
        int top = Math.max(0, (int) box.y() - margin);
        int right = Math.min(searched.cols(), (int) (box.x() + box.width()) + margin);
        int bottom = Math.min(searched.rows(), (int) (box.y() + box.height()) + margin);
        try (Rect area = new Rect(left, top, right - left, bottom - top); Mat around = new Mat(searched, area)) {
            for (Box hit : cascades.detect(voter, around, 1.1, 3, Math.max(24, (int) (0.6 * box.width())),
                    (int) (1.6 * box.width()))) {
                Box placed = new Box(hit.x() + left, hit.y() + top, hit.width(), hit.height());
                if (cluster.box.overlap(placed) > SAME_FACE) {
                    cluster.add(voter, placed);
                }
            }
        }
    }

    private List<Candidate> elected(List<Cluster> clusters, Mat grey) {
        List<Candidate> elected = new ArrayList<>();
        for (Cluster cluster : clusters) {
            if (cluster.voters.size() >= 2) {
                boolean small = cluster.box.width() < SMALL_SHARE * Math.min(grey.cols(), grey.rows());
                if (small && cluster.voters.size() < FIRM) {
                    continue;
                }
                EyeFinder.Features features = eyes.find(grey, cluster.box);
                if (cluster.voters.size() >= 3 || features.sidesSeen() >= 1) {
                    elected.add(new Candidate(cluster, features));
                }
            }
        }
        return distinct(elected);
    }

    /** Several boxes on one head are one face: the one with most votes. Widest first. */
    private static List<Candidate> distinct(List<Candidate> elected) {
        elected.sort(Comparator.comparingInt((Candidate face) -> -face.cluster.voters.size())
                .thenComparingDouble(face -> -face.cluster.box.width()));
        List<Candidate> people = new ArrayList<>();
        for (Candidate face : elected) {
            if (people.stream().noneMatch(known -> sameHead(known.cluster.box, face.cluster.box))) {
                people.add(face);
            }
        }
        people.sort(Comparator.comparingDouble(face -> -face.cluster.box.width()));
        return people;
    }

    private static boolean sameHead(Box a, Box b) {
        return Math.hypot(a.centreX() - b.centreX(), a.centreY() - b.centreY()) < 0.8
                * Math.max(a.width(), b.width());
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
