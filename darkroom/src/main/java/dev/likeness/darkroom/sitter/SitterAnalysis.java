package dev.likeness.darkroom.sitter;

import dev.likeness.core.Cancellation;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.face.FaceFinder;
import dev.likeness.darkroom.matte.Matting;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Finds and cuts out the sitter of a photo, and remembers the latest few by the photo's hash: another look at the same
 * photo does not analyse it again. Only masks and coordinates are kept, never the photo.
 */
public final class SitterAnalysis {
    private static final int REMEMBERED = 8;
    /** Share of the photo's shorter side that a face has at least to be believed in a turned photo. */
    private static final double LARGE = 0.15;
    private static final int[] TURNS = {opencv_core.ROTATE_90_CLOCKWISE, opencv_core.ROTATE_90_COUNTERCLOCKWISE,
            opencv_core.ROTATE_180};

    private final FaceFinder faces = new FaceFinder();
    private final Matting matting = new Matting();
    private final Map<String, Sitter> latest = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Sitter> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * @throws dev.likeness.core.PortraitException.UnusablePhoto when the photo does not show one usable face
     */
    public Sitter analyse(Photo photo) {
        return analyse(photo, Cancellation.NEVER);
    }

    /**
     * As {@link #analyse(Photo)}.
     *
     * @param cancellation asked between the steps
     * @throws dev.likeness.core.PortraitException.Cancelled when the sitter is no longer wanted
     */
    public Sitter analyse(Photo photo, Cancellation cancellation) {
        synchronized (latest) {
            Sitter known = latest.get(photo.sha256());
            if (known != null) {
                return known;
            }
        }
        try (Mat pixels = pixels(photo)) {
            cancellation.check();
            Face face = found(pixels, cancellation);
            cancellation.check();
            Sitter sitter = new Sitter(face, matting.cut(pixels, face, cancellation));
            synchronized (latest) {
                latest.put(photo.sha256(), sitter);
            }
            return sitter;
        }
    }

    private Face found(Mat pixels, Cancellation cancellation) {
        try {
            return faces.find(pixels);
        } catch (UnusablePhoto refused) {
            if (refused.code() != ErrorCode.SEVERAL_FACES && liesOnItsSide(pixels, cancellation)) {
                throw new UnusablePhoto(ErrorCode.NO_FACE,
                        "the photo lies on its side or upside down: turn it until the head is up, and send it again");
            }
            throw refused;
        }
    }

    /** Cameras note how they were held, but many programs drop that note. */
    private boolean liesOnItsSide(Mat pixels, Cancellation cancellation) {
        try (Mat turned = new Mat()) {
            for (int turn : TURNS) {
                cancellation.check();
                opencv_core.rotate(pixels, turned, turn);
                if (faces.glance(turned).filter(face -> face.width() > LARGE * Math.min(turned.cols(), turned.rows()))
                        .isPresent()) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * The face of a picture that was made to show one, if there is one; nothing is remembered.
     *
     * @param bgr 8-bit samples, {@code width * height * 3} bytes
     */
    public Optional<Face> glance(int width, int height, byte[] bgr) {
        try (Mat pixels = pixels(width, height, bgr)) {
            return faces.glance(pixels);
        }
    }

    /** The person with this face, cut out of a picture that was made; nothing is remembered. */
    public Sitter cut(int width, int height, byte[] bgr, Face face) {
        try (Mat pixels = pixels(width, height, bgr)) {
            return new Sitter(face, matting.cut(pixels, face));
        }
    }

    /** The photo as an 8-bit three-channel matrix; the caller releases it. */
    public static Mat pixels(Photo photo) {
        return pixels(photo.width(), photo.height(), photo.bgr());
    }

    private static Mat pixels(int width, int height, byte[] bgr) {
        Mat mat = new Mat(height, width, opencv_core.CV_8UC3);
        try (BytePointer samples = mat.data()) {
            samples.put(bgr, 0, bgr.length);
        }
        return mat;
    }
}
