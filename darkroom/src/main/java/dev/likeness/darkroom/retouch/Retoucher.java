package dev.likeness.darkroom.retouch;

import dev.likeness.core.Retouch;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Band;
import dev.likeness.darkroom.pixel.Colours;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import java.util.function.UnaryOperator;

/**
 * Retouches a sitter on the canvas, each at its strength: a small face restored, even skin, beauty, and clarity for a large
 * one.
 */
public final class Retoucher {
    /** L from which highlights are lifted less, and from which not at all, so that burnt-out areas do not grow. */
    private static final float BRIGHT = 82;
    private static final float BURNT = 97;
    private static final int STRIP = 64;
    /** The retouched area around the point between the eyes, face widths: to either side, above and below. */
    private static final double ACROSS = 1.5;
    private static final double ABOVE = 1.5;
    private static final double BELOW = 2;
    /** Sides of an area, pixels, below which there is nothing to retouch. */
    private static final int LEAST_SIDE = 8;

    private Retoucher() {}

    /**
     * Whom a canvas shows.
     *
     * @param person       one channel of the canvas' size: alpha of the sitter
     * @param skin         one channel of the canvas' size, from {@link SkinMask}
     * @param face         in the pixels of the canvas
     * @param photographed width of the face in the photo, pixels: more detail than that there cannot be
     */
    public record Subject(Raster person, Raster skin, Face face, double photographed) {}

    /** As below, for a photo that lies on the canvas as large as it is. */
    public static void apply(Raster bgr, Raster person, Raster skin, Face face, Retouch retouch) {
        apply(bgr, new Subject(person, skin, face, face.width()), retouch);
    }

    /** @param bgr three channels, sRGB 0 to 1, changed in place */
    public static void apply(Raster bgr, Subject subject, Retouch retouch) {
        Face face = subject.face;
        if (retouch.gpen() == 0 && retouch.skin() == 0 && retouch.skinUnifi() == 0) {
            return;
        }
        double bw = face.width();
        int left = (int) Math.clamp(face.eyesX() - ACROSS * bw, 0, bgr.width());
        int right = (int) Math.clamp(face.eyesX() + ACROSS * bw, 0, bgr.width());
        int top = (int) Math.clamp(face.eyesY() - ABOVE * bw, 0, bgr.height());
        int bottom = (int) Math.clamp(face.eyesY() + BELOW * bw, 0, bgr.height());
        if (right - left < LEAST_SIDE || bottom - top < LEAST_SIDE) {
            return;
        }
        Band.Tile area = new Band.Tile(left, top, right, bottom);
        Raster lab = Raster.blank(area.width(), area.height(), 3);
        strips(area, Colours::lab, bgr, lab);
        Raster alpha = area.of(subject.person);
        Raster mask = area.of(subject.skin);
        for (int i = 0; i < mask.data().length; i++) {
            mask.data()[i] *= alpha.data()[i];
        }
        Face here = face.on(new Placement(1, -left, -top));
        Need need = Need.of(lab, here, subject.photographed);
        Restoration.apply(lab, alpha, here, need.network() * retouch.gpen());
        if (retouch.skinUnifi() > 0 || retouch.skin() > 0) {
            Raster tone = ToneMask.of(mask, here);
            EvenSkin.apply(lab, mask, tone, new EvenSkin.Strengths(retouch.skinUnifi(), retouch.skin()), bw);
            Beauty.apply(lab, tone, here, retouch.skin());
        }
        Clarity.apply(lab, mask, alpha, here, need.deconvolution() * retouch.gpen());
        strips(area, Colours::fromLab, lab, bgr);
    }

    /** The share of a lift that a pixel of lightness {@code l} (0 to 100) gets; 0 where the photo is burnt. */
    static float room(float l) {
        float t = Math.min(1f, Math.max(0f, (BURNT - l) / (BURNT - BRIGHT)));
        return t * t * (3 - 2 * t);
    }

    /**
     * Converts the colours of an area from one raster to another, a few rows at a time, without a copy of the whole.
     *
     * @param from of the size of the area, or the whole picture
     * @param to   the other of the two
     */
    private static void strips(Band.Tile area, UnaryOperator<Raster> conversion, Raster from, Raster to) {
        Rows.parallel(area.height(), STRIP, (top, bottom) -> {
            Raster done = conversion.apply(place(area, from, top, bottom).of(from));
            Band.Tile target = place(area, to, top, bottom);
            for (int y = 0; y < done.height(); y++) {
                System.arraycopy(done.data(), done.at(0, y), to.data(), to.at(target.left(), target.top() + y),
                        3 * done.width());
            }
        });
    }

    private static Band.Tile place(Band.Tile area, Raster raster, int top, int bottom) {
        boolean whole = raster.width() != area.width() || raster.height() != area.height();
        int left = whole ? area.left() : 0;
        int above = whole ? area.top() : 0;
        return new Band.Tile(left, above + top, left + area.width(), above + bottom);
    }
}
