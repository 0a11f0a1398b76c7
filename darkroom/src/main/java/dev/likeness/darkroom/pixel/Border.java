package dev.likeness.darkroom.pixel;

import org.bytedeco.opencv.global.opencv_core;

/** What lies beyond the edge of a picture. Never its mirror image: a portrait would show a second person there. */
public enum Border {
    /** Its outermost pixels: a a | a b c | c c. */
    REPEATED(opencv_core.BORDER_REPLICATE),
    /** Nothing. */
    BLACK(opencv_core.BORDER_CONSTANT);

    /** One of OpenCV's {@code BORDER_*}. */
    final int code;

    Border(int code) {
        this.code = code;
    }

    /** The place from 0 to {@code length - 1} that stands for any place; -1 for nothing. */
    int inside(int place, int length) {
        if (place >= 0 && place < length) {
            return place;
        }
        return switch (this) {
            case BLACK -> -1;
            case REPEATED -> place < 0 ? 0 : length - 1;
        };
    }
}
