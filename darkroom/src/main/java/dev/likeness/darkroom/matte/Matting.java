package dev.likeness.darkroom.matte;

import dev.likeness.core.Cancellation;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.NativePicture;
import dev.likeness.darkroom.pixel.Raster;

/**
 * Cuts one person out of a photo, with one class for each stage: the networks' alpha ({@link NetworkOpinion}), the body
 * beyond their frame ({@link BodyExtension}), the face ({@link FaceTrust}), the connected piece of the sitter ({@link
 * SitterComponent}), single hairs ({@link AlphaRefinement}), the outline where no hair is ({@link HairlessOutline}), and the trust in
 * the result ({@link TrustScore}).
 */
public final class Matting {
    /**
     * Width of the margin that is repeated along the photo's sides before the refinement, and after it; face widths.
     */
    private static final double ROUGH_MARGIN = 0.012;
    private static final double FINE_MARGIN = 0.006;

    private final PortraitNet net = new PortraitNet();
    private final Segmentation segmentation = new Segmentation();

    /** @param photo upright */
    public Matte cut(NativePicture photo, Face face) {
        return cut(photo, face, Cancellation.NEVER);
    }

    /**
     * As {@link #cut(NativePicture, Face)}.
     *
     * @param cancellation checked between the stages
     * @throws dev.likeness.core.PortraitException.Cancelled when it was cancelled
     */
    public Matte cut(NativePicture photo, Face face, Cancellation cancellation) {
        NetworkOpinion opinion = NetworkOpinion.of(net, segmentation, photo, face);
        cancellation.check();
        WorkPicture work = WorkPicture.of(photo, face);
        PhotoSides sides = PhotoSides.of(work, photo);
        Raster rough = BodyExtension.extended(opinion.alpha(), segmentation, photo, work);
        FaceTrust.apply(rough, work);
        sides.continueTo(rough, ROUGH_MARGIN * work.unit());
        SitterComponent.keep(rough, work);
        cancellation.check();
        Raster refined = AlphaRefinement.of(rough, work.draw(photo), work);
        HairlessOutline.smooth(refined, work);
        sides.continueTo(refined, FINE_MARGIN * work.unit());
        SitterComponent.keep(refined, work);
        cancellation.check();
        return new Matte(refined, work.fromPhoto(), TrustScore.of(refined, opinion, photo, work));
    }
}
