package dev.likeness.darkroom.retouch;

import dev.likeness.core.Retouch;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

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
        try (PointerScope _ = new PointerScope()) {
            Rect area = new Rect(left, top, right - left, bottom - top);
            Mat picture = bgr.toMat();
            Mat crop = new Mat(picture, area);
            Mat labMat = new Mat();
            opencv_imgproc.cvtColor(crop, labMat, opencv_imgproc.COLOR_BGR2Lab);
            Raster lab = Raster.of(labMat);
            Raster alpha = Raster.of(new Mat(person.toMat(), area));
            Raster mask = Raster.of(new Mat(skin.toMat(), area));
            Face here = face.on(new Placement(1, -left, -top));
            EvenSkin.apply(lab, mask, retouch.skinUnifi(), bw);
            Beauty.apply(lab, mask, new FaceMap(here), retouch.skin(), bw);
            Clarity.apply(lab, mask, alpha, retouch.gpen(), bw);
            opencv_imgproc.cvtColor(lab.toMat(), crop, opencv_imgproc.COLOR_Lab2BGR);
            Raster done = Raster.of(crop);
            for (int y = top; y < bottom; y++) {
                System.arraycopy(done.data(), done.at(0, y - top), bgr.data(), bgr.at(left, y), 3 * (right - left));
            }
        }
    }
}
