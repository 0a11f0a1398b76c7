package dev.likeness.studio.engine;

import dev.likeness.core.FrameSize;
import dev.likeness.core.Note;
import dev.likeness.core.Photo;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.edge.EdgeRefinement;
import dev.likeness.darkroom.pixel.Border;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Resampling;
import dev.likeness.darkroom.sitter.Sitter;
import dev.likeness.studio.backdrop.Focus;
import dev.likeness.studio.frame.PhotoArea;
import dev.likeness.studio.light.Relighter;
import dev.likeness.studio.plan.Plan;
import dev.likeness.studio.wardrobe.Wardrobe;
import java.util.List;

/**
 * The photo, its matte and its face where the composition puts them.
 *
 * @param presence the matte for what is done to the sitter; without an edge where it cannot be trusted, because an edge in
 *                 the wrong place is seen
 * @param seen     what of the canvas shows the photo
 * @param trust    in the matte as the shape that is lit, 0 to 1
 */
record SitterCanvas(Raster bgr, Raster alpha, Raster presence, Face face, PhotoArea seen, double trust) {
    /** Width over which the matte fades at an edge of the photo that the frame shows, face widths. */
    private static final double EDGE = 0.015;
    /** Spread of a matte that cannot be trusted, standard deviation in face widths: wider than the faults it has. */
    private static final double DOUBT = 0.15;
    /** Trust in such a matte as the shape that is lit, 0 to 1. */
    private static final double UNSURE = 0.6;

    /** @param placed where the photo lies on a canvas of that size */
    static SitterCanvas of(Photo photo, Sitter sitter, Placement placed, FrameSize size) {
        int width = size.width();
        int height = size.height();
        Raster bgr = Resampling.photo(photo.bgr(), photo.width(), photo.height(), placed, width, height);
        Placement matte = sitter.matte().fromPhoto().inverse().then(placed);
        Raster alpha = Resampling.cubic(sitter.matte().alpha(), matte, width, height, Border.REPEATED);
        Face face = sitter.face().on(placed);
        EdgeRefinement.apply(bgr, alpha, face.width());
        PhotoArea seen = PhotoArea.of(photo.width(), photo.height()).on(placed);
        seen.clearBeyond(alpha, Math.max(1, EDGE * face.width()));
        Raster presence = sitter.matte().trust().isFirm()
                ? alpha
                : Filters.smooth(alpha, DOUBT * face.width()).whole();
        return new SitterCanvas(bgr, alpha, presence, face, seen, sitter.matte().trust().isFirm() ? 1 : UNSURE);
    }

    /** Dyes the clothes on the canvas, where they are found. */
    List<Note> dyed(Raster skin, Plan plan) {
        return plan.dyes().isEmpty()
                ? List.of()
                : Wardrobe.of(bgr, alpha, skin, face).dye(plan.dyes());
    }

    Relighter.Sitting sitting(Raster skin) {
        return new Relighter.Sitting(bgr, skin, alpha, face, trust);
    }

    Focus focus() {
        return focus(face);
    }

    /** Where a painter and a grade find a face. */
    static Focus focus(Face face) {
        return new Focus(face.eyesX(), face.eyesY(), face.width());
    }
}
