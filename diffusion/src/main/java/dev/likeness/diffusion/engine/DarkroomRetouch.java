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

/** The darkroom's retouch of a picture that the model made: the same as every engine's at the same strengths. */
final class DarkroomRetouch {
    private DarkroomRetouch() {}

    /** Whether a retouch does anything. */
    static boolean isWanted(Retouch retouch) {
        return retouch.gpen() > 0 || retouch.skin() > 0 || retouch.skinUnifi() > 0;
    }

    /**
     * @param face in the picture, if it shows one
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
