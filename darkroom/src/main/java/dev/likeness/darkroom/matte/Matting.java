package dev.likeness.darkroom.matte;

import dev.likeness.core.Cancellation;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.NativePicture;
import dev.likeness.darkroom.pixel.Raster;

/**
 * Cuts one person out of a photo, a class a stage: what the network says ({@link NetworkOpinion}), the body beyond its frame
 * ({@link BodyExtension}), the face that must be there ({@link FaceTrust}), the piece that it belongs to
 * ({@link SitterComponent}), each hair ({@link AlphaRefinement}), and how sure all that is ({@link TrustScore}).
 */
public final class Matting {
    /** What is repeated along the photo's sides before the refinement, and after it; face widths. */
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
     * @param cancellation asked between the stages
     * @throws dev.likeness.core.PortraitException.Cancelled when the matte is no longer wanted
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
        sides.continueTo(refined, FINE_MARGIN * work.unit());
        SitterComponent.keep(refined, work);
        cancellation.check();
        return new Matte(refined, work.fromPhoto(), TrustScore.of(refined, opinion, photo, work));
    }
}
