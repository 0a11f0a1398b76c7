package dev.likeness.diffusion.engine;

import dev.likeness.core.Retouch;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Border;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Resampling;
import dev.likeness.darkroom.retouch.Retoucher;
import dev.likeness.darkroom.retouch.SkinMask;
import dev.likeness.darkroom.sitter.Sitter;
import dev.likeness.darkroom.sitter.SitterAnalysis;
import dev.likeness.diffusion.picture.Rgb;
import java.util.Optional;

/**
 * Applies the darkroom's retouch to a picture that the model made; the same strengths have the same effect with every
 * engine.
 */
final class DarkroomRetouch {
    private DarkroomRetouch() {}

    /** Whether any strength is above 0. */
    static boolean isWanted(Retouch retouch) {
        return retouch.gpen() > 0 || retouch.skin() > 0 || retouch.skinUnifi() > 0;
    }

    /**
     * @param face the face in the picture, if there is one
     * @return BGR samples; the picture as it is when there is nothing to retouch
     */
    static byte[] retouched(Rgb picture, Optional<Face> face, Retouch retouch, SitterAnalysis analysis) {
        byte[] bgr = Rgb.swapped(picture.rgb());
        return face.isEmpty() || !isWanted(retouch)
                ? bgr
                : retouched(bgr, picture.width(), analysis.cut(picture.width(), picture.height(), bgr, face.get()),
                        retouch);
    }

    private static byte[] retouched(byte[] bgr, int width, Sitter sitter, Retouch retouch) {
        int height = bgr.length / 3 / width;
        Placement whole = new Placement(1, 0, 0);
        Raster canvas = Resampling.photo(bgr, width, height, whole, width, height);
        Raster alpha = Resampling.cubic(sitter.matte().alpha(), sitter.matte().fromPhoto().inverse(), width, height,
                Border.REPEATED);
        Retoucher.apply(canvas, alpha, SkinMask.of(canvas, sitter.face()), sitter.face(), retouch);
        byte[] result = new byte[bgr.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (byte) Math.round(Math.clamp(canvas.data()[i], 0f, 1f) * 255);
        }
        return result;
    }
}
