package dev.likeness.darkroom.face;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;

/**
 * The trained cascades that lie inside OpenCV's native library. A classifier keeps state while it runs, so one set
 * serves one thread at a time.
 */
final class Cascades {
    enum Name {
        FACE_ALT2("haarcascades/haarcascade_frontalface_alt2.xml"), FACE_ALT(
                "haarcascades/haarcascade_frontalface_alt.xml"), FACE_DEFAULT(
                        "haarcascades/haarcascade_frontalface_default.xml"), FACE_TREE(
                                "haarcascades/haarcascade_frontalface_alt_tree.xml"), FACE_LBP(
                                        "lbpcascades/lbpcascade_frontalface_improved.xml"), PROFILE(
                                                "haarcascades/haarcascade_profileface.xml"), EYE_GLASSES(
                                                        "haarcascades/haarcascade_eye_tree_eyeglasses.xml"), EYE(
                                                                "haarcascades/haarcascade_eye.xml"), LEFT_EYE(
                                                                        "haarcascades/haarcascade_lefteye_2splits.xml"), RIGHT_EYE(
                                                                                "haarcascades/haarcascade_righteye_2splits.xml"), SMILE(
                                                                                        "haarcascades/haarcascade_smile.xml");

        private final String file;

        Name(String file) {
            this.file = file;
        }
    }

    /** A detection in pixels of the searched picture. */
    record Box(double x, double y, double width, double height) {
        double centreX() {
            return x + width / 2;
        }

        double centreY() {
            return y + height / 2;
        }

        /** Area of the overlap over the area of the union, 0 to 1. */
        double overlap(Box other) {
            double w = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
            double h = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
            if (w <= 0 || h <= 0) {
                return 0;
            }
            return w * h / (width * height + other.width * other.height - w * h);
        }
    }

    private final Map<Name, CascadeClassifier> loaded = new EnumMap<>(Name.class);

    List<Box> detect(Name name, Mat grey, double step, int neighbours, int smallest, int largest) {
        CascadeClassifier classifier = loaded.computeIfAbsent(name, Cascades::load);
        try (RectVector found = new RectVector();
                Size min = new Size(smallest, smallest);
                Size max = new Size(largest, largest)) {
            classifier.detectMultiScale(grey, found, step, neighbours, 0, min, max);
            List<Box> boxes = new ArrayList<>();
            for (long i = 0; i < found.size(); i++) {
                try (Rect r = found.get(i)) {
                    boxes.add(new Box(r.x(), r.y(), r.width(), r.height()));
                }
            }
            return boxes;
        }
    }

    private static CascadeClassifier load(Name name) {
        String platform = Loader.getPlatform();
        try {
            File file = Loader
                    .cacheResource("/org/bytedeco/opencv/" + platform + "/share/opencv4/" + name.file);
            CascadeClassifier classifier = new CascadeClassifier(file.getPath());
            if (classifier.empty()) {
                throw new IllegalStateException("OpenCV cannot read its cascade " + file);
            }
            return classifier;
        } catch (IOException failure) {
            throw new UncheckedIOException("cascade " + name.file + " could not be unpacked", failure);
        }
    }
}
