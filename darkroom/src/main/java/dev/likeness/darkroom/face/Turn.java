package dev.likeness.darkroom.face;

import dev.likeness.darkroom.pixel.NativePicture;
import java.util.Optional;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** How a photo is turned, by quarters, so that a head in it stands upright. */
public enum Turn {
    /** As it is. */
    NONE(Optional.empty(), 0),
    /** By a quarter, clockwise. */
    CLOCKWISE(Optional.of(opencv_core.ROTATE_90_CLOCKWISE), 90),
    /** Upside down. */
    OVER(Optional.of(opencv_core.ROTATE_180), 180),
    /** By a quarter, counter-clockwise. */
    COUNTER_CLOCKWISE(Optional.of(opencv_core.ROTATE_90_COUNTERCLOCKWISE), 270);

    private final Optional<Integer> code;
    private final int degrees;

    Turn(Optional<Integer> code, int degrees) {
        this.code = code;
        this.degrees = degrees;
    }

    /** Clockwise, degrees, 0 to 270. */
    public int degrees() {
        return degrees;
    }

    /** The turn that undoes this one. */
    public Turn back() {
        return of(360 - degrees);
    }

    /** The nearest turn to an angle, degrees clockwise. */
    static Turn of(double degrees) {
        return values()[Math.floorMod(Math.round(degrees / 90), 4)];
    }

    /** Whether width and height change places. */
    public boolean isQuarter() {
        return degrees % 180 != 0;
    }

    /** The picture turned, a new one; the caller closes it. */
    public NativePicture of(NativePicture picture) {
        return NativePicture.taking(of(picture.mat()));
    }

    /** The caller releases it. */
    Mat of(Mat picture) {
        if (code.isEmpty()) {
            return picture.clone();
        }
        Mat turned = new Mat();
        opencv_core.rotate(picture, turned, code.get());
        return turned;
    }

    /**
     * Where a place is after the turn.
     *
     * @param width  of the picture before, pixels
     * @param height of the picture before, pixels
     */
    Face.Point of(Face.Point place, double width, double height) {
        return switch (this) {
            case NONE -> place;
            case CLOCKWISE -> new Face.Point(height - place.y(), place.x());
            case OVER -> new Face.Point(width - place.x(), height - place.y());
            case COUNTER_CLOCKWISE -> new Face.Point(place.y(), width - place.x());
        };
    }
}
