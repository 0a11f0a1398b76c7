package dev.likeness.diffusion.face;

import dev.likeness.darkroom.face.Face;
import dev.likeness.diffusion.picture.Rgb;
import dev.likeness.diffusion.picture.SimilarityTransform;
import dev.likeness.diffusion.picture.SimilarityTransform.Point;
import java.util.List;

/**
 * The input of face embedding models: 112 x 112 pixels, rotated and scaled so that the eyes are at their positions in
 * the template that ArcFace and SFace were trained with. Of the five points of the template only the two eyes are used;
 * they are enough to determine the four parameters of a similarity transform.
 */
final class FaceChip {
    static final int SIDE = 112;

    /** The published coordinates are those of pixel centres, which are at +0.5 in ours. */
    private static final List<Point> EYES = List.of(new Point(38.2946 + 0.5, 51.6963 + 0.5),
            new Point(73.5318 + 0.5, 51.5014 + 0.5));

    private FaceChip() {}

    static Rgb of(Rgb picture, Face face) {
        List<Point> eyes = List.of(new Point(face.leftEye().x(), face.leftEye().y()),
                new Point(face.rightEye().x(), face.rightEye().y()));
        return SimilarityTransform.fit(eyes, EYES).drawn(picture, SIDE, SIDE);
    }
}
