package dev.likeness.diffusion.engine;

import dev.likeness.core.Photo;
import dev.likeness.core.PortraitException.UnusablePhoto;
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
import java.util.List;

/** The darkroom's retouch on a picture that the model made: the same hand at the same strengths as every engine. */
final class Finish {
    private Finish() {}

    /**
     * @param analysis that forgets what it sees
     * @return BGR samples; the picture as it is when it shows no face to retouch
     */
    static byte[] retouched(Rgb picture, Retouch retouch, SitterAnalysis analysis) {
        byte[] bgr = Rgb.swapped(picture.rgb());
        if (retouch.gpen() == 0 && retouch.skin() == 0 && retouch.skinUnifi() == 0) {
            return bgr;
        }
        int width = picture.width();
        int height = picture.height();
        Sitter sitter;
        try {
            sitter = analysis.analyse(new Photo(width, height, bgr, "picture-" + System.nanoTime(), List.of()));
        } catch (UnusablePhoto nobody) {
            return bgr;
        }
        Face face = sitter.face();
        Placement whole = new Placement(1, 0, 0);
        Raster canvas = Resampling.photo(bgr, width, height, whole, width, height);
        Raster alpha = Resampling.cubic(sitter.matte().alpha(), sitter.matte().fromPhoto().inverse(), width, height,
                Border.REPEATED);
        Retoucher.apply(canvas, alpha, SkinMask.of(canvas, face), face, retouch);
        byte[] result = new byte[bgr.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (byte) Math.round(Math.clamp(canvas.data()[i], 0f, 1f) * 255);
        }
        return result;
    }
}
