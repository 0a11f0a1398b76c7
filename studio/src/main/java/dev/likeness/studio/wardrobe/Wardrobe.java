package dev.likeness.studio.wardrobe;

import dev.likeness.core.Note;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Interpolation;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.studio.plan.ClothColour;
import dev.likeness.studio.plan.Dye;
import dev.likeness.studio.plan.Garment;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * The clothes of a sitter. Garments are recognized on a small picture ({@link Garments}); their masks are enlarged and
 * softened.
 */
public final class Wardrobe {
    /** At the contour the pixels that mix with the background are dyed too; otherwise they would be a fringe. */
    private static final float ALPHA = 2.5f;

    private final Raster bgr;
    private final Raster alpha;
    private final Figure figure;
    private final Map<Garment, BitSet> garments;

    private Wardrobe(Raster bgr, Raster alpha, Figure figure, Map<Garment, BitSet> garments) {
        this.bgr = bgr;
        this.alpha = alpha;
        this.figure = figure;
        this.garments = garments;
    }

    /**
     * @param bgr   three channels, sRGB 0 to 1; dyed in place later
     * @param alpha one channel of the same size: the sitter
     * @param skin  one channel of the same size
     * @param face  in the pixels of {@code bgr}
     */
    public static Wardrobe of(Raster bgr, Raster alpha, Raster skin, Face face) {
        Figure figure = Figure.of(bgr, alpha, skin, face);
        return new Wardrobe(bgr, alpha, figure, Garments.in(figure));
    }

    /** Dyes the garments that are found; the notes say of each whether it was. */
    public List<Note> dye(List<Dye> dyes) {
        boolean shirtAlone = dyes.stream().noneMatch(dye -> dye.garment() == Garment.OUTER);
        return dyes.stream().map(dye -> {
            Garment worn = dye.garment() == Garment.SHIRT && shirtAlone && !garments.containsKey(Garment.SHIRT)
                    ? Garment.OUTER
                    : dye.garment();
            if (!garments.containsKey(worn)) {
                return new Note(Note.Kind.NOT_UNDERSTOOD, dye.words() + ": no " + dye.garment()
                        + " was found in the photo whose colour could be changed");
            }
            dye(garments.get(worn), dye.colour());
            return new Note(Note.Kind.UNDERSTOOD, dye.words() + " -> " + worn + " in " + dye.colour());
        }).toList();
    }

    private void dye(BitSet cloth, ClothColour colour) {
        int top = Math.max(0, (int) ((cloth.nextSetBit(0) / figure.width() - 4) / figure.scale()));
        Raster part = bgr.below(top);
        Dyer.apply(part, mask(cloth, top), colour);
        System.arraycopy(part.data(), 0, bgr.data(), bgr.at(0, top), part.data().length);
    }

    /** The mask of pixels of the figure, soft-edged, in the size of the large picture from row {@code top} on. */
    private Raster mask(BitSet cloth, int top) {
        Raster small = Raster.blank(figure.width(), figure.height(), 1);
        cloth.stream().forEach(i -> small.data()[i] = 1);
        double pixel = 1 / figure.scale();
        Raster mask = Filters.twiceBoxed(
                Filters.enlarged(small, bgr.width(), bgr.height(), Interpolation.LINEAR).below(top),
                Math.max(2, (int) Math.round(2 * pixel)));
        int first = alpha.at(0, top);
        for (int i = 0; i < mask.data().length; i++) {
            mask.data()[i] = Math.min(mask.data()[i], ALPHA * alpha.data()[first + i]);
        }
        return mask;
    }
}
