package dev.likeness.darkroom.retouch;

import dev.likeness.core.Retouch;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Band;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** Retouches a sitter on the canvas: even skin, then beauty, then clarity, each at its strength. */
public final class Retoucher {
    private Retoucher() {}

    /**
     * @param bgr    three channels, sRGB 0 to 1, changed in place
     * @param person one channel of the same size: alpha of the sitter
     * @param skin   one channel of the same size, from {@link SkinMask}
     * @param face   in the pixels of {@code bgr}
     */
    public static void apply(Raster bgr, Raster person, Raster skin, Face face, Retouch retouch) {
        if (retouch.gpen() == 0 && retouch.skin() == 0 && retouch.skinUnifi() == 0) {
            return;
        }
        double bw = face.width();
        int left = (int) Math.clamp(face.eyesX() - 1.5 * bw, 0, bgr.width());
        int right = (int) Math.clamp(face.eyesX() + 1.5 * bw, 0, bgr.width());
        int top = (int) Math.clamp(face.eyesY() - 1.5 * bw, 0, bgr.height());
        int bottom = (int) Math.clamp(face.eyesY() + 2 * bw, 0, bgr.height());
        if (right - left < 8 || bottom - top < 8) {
            return;
        }
        Band.Tile area = new Band.Tile(left, top, right, bottom);
        Raster lab = converted(area.of(bgr), opencv_imgproc.COLOR_BGR2Lab);
        Raster alpha = area.of(person);
        Raster mask = area.of(skin);
        Face here = face.on(new Placement(1, -left, -top));
        EvenSkin.apply(lab, mask, retouch.skinUnifi(), bw);
        Beauty.apply(lab, mask, new FaceMap(here), retouch.skin(), bw);
        Clarity.apply(lab, mask, alpha, retouch.gpen(), bw);
        Raster done = converted(lab, opencv_imgproc.COLOR_Lab2BGR);
        for (int y = top; y < bottom; y++) {
            System.arraycopy(done.data(), done.at(0, y - top), bgr.data(), bgr.at(left, y), 3 * (right - left));
        }
    }

    /** @param code one of OpenCV's {@code COLOR_*} */
    private static Raster converted(Raster colours, int code) {
        try (Mat mat = colours.toMat()) {
            opencv_imgproc.cvtColor(mat, mat, code);
            return Raster.of(mat);
        }
    }
}
