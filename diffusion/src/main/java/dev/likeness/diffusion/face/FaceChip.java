package dev.likeness.diffusion.face;

import dev.likeness.darkroom.face.Face;
import dev.likeness.diffusion.picture.Rgb;
import dev.likeness.diffusion.picture.SimilarityTransform;
import dev.likeness.diffusion.picture.SimilarityTransform.Point;
import java.util.List;

/**
 * A face as embedding models take it: 112 x 112 pixels, turned and scaled until its eyes lie where those of the template
 * lie that ArcFace and SFace were trained with. The darkroom finds eyes, but no nose and no corners of a mouth: of the five
 * points of the template two are used, which determine the four numbers of a similarity just as well.
 */
final class FaceChip {
    static final int SIDE = 112;

    /** In whole pixels, whose centres lie half a pixel further in our coordinates. */
    private static final List<Point> EYES = List.of(new Point(38.2946 + 0.5, 51.6963 + 0.5),
            new Point(73.5318 + 0.5, 51.5014 + 0.5));

    private FaceChip() {}

    static Rgb of(Rgb picture, Face face) {
        List<Point> eyes = List.of(new Point(face.leftEye().x(), face.leftEye().y()),
                new Point(face.rightEye().x(), face.rightEye().y()));
        return SimilarityTransform.fit(eyes, EYES).drawn(picture, SIDE, SIDE);
    }
}
