package dev.likeness.darkroom.sitter;

import dev.likeness.core.Photo;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.face.FaceFinder;
import dev.likeness.darkroom.matte.Matting;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Finds and cuts out the sitter of a photo, and remembers the latest few by the photo's hash: another look at the same
 * photo does not analyse it again. Only masks and coordinates are kept, never the photo.
 */
public final class SitterAnalysis {
    private static final int REMEMBERED = 8;

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
        synchronized (latest) {
            Sitter known = latest.get(photo.sha256());
            if (known != null) {
                return known;
            }
        }
        try (Mat pixels = pixels(photo)) {
            Face face = faces.find(pixels);
            Sitter sitter = new Sitter(face, matting.cut(pixels, face));
            synchronized (latest) {
                latest.put(photo.sha256(), sitter);
            }
            return sitter;
        }
    }

    /** The photo as an 8-bit three-channel matrix; the caller releases it. */
    public static Mat pixels(Photo photo) {
        Mat mat = new Mat(photo.height(), photo.width(), opencv_core.CV_8UC3);
        try (BytePointer samples = mat.data()) {
            samples.put(photo.bgr(), 0, photo.bgr().length);
        }
        return mat;
    }
}
