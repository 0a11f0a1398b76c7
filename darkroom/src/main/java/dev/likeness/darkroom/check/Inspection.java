package dev.likeness.darkroom.check;

import dev.likeness.core.Cancellation;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.core.check.Advice;
import dev.likeness.core.check.PhotoReport;
import dev.likeness.core.check.PhotoReport.FoundFace;
import dev.likeness.core.check.PhotoReport.Measures;
import dev.likeness.core.check.PhotoReport.Pose;
import dev.likeness.core.check.PhotoReport.Refusal;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.face.FaceFinder.Faces;
import dev.likeness.darkroom.face.PhotoCheck.Verdict;
import dev.likeness.darkroom.pixel.NativePicture;
import dev.likeness.darkroom.sitter.Sitter;
import dev.likeness.darkroom.sitter.SitterAnalysis;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Checks a photo before a portrait is ordered. The analysis is cached as for an order, so that a following order does
 * not analyse the photo again.
 */
public final class Inspection {
    private final SitterAnalysis analysis;

    public Inspection(SitterAnalysis analysis) {
        this.analysis = analysis;
    }

    /**
     * @param wanted   which of several faces; empty for the only one
     * @param identity whether the portrait is for an identity document
     */
    public PhotoReport of(Photo photo, OptionalInt wanted, boolean identity, Cancellation cancellation) {
        Faces faces = analysis.faces(photo);
        List<FoundFace> found = faces.all().stream().map(face -> new FoundFace(face.area(), pose(face))).toList();
        Optional<Integer> taken = Optional.empty();
        try {
            taken = Optional.of(faces.taken(wanted));
            Photo upright = analysis.upright(photo, wanted);
            cancellation.check();
            Sitter sitter = analysis.analyse(upright, wanted, cancellation);
            Measures measures = measures(upright, sitter);
            return new PhotoReport(photo.width(), photo.height(), found, OptionalInt.of(taken.get()),
                    Optional.of(measures), Optional.empty(),
                    Advisor.advice(upright, sitter.face(), measures, identity,
                            analysis.verdict(photo, taken.get()) != Verdict.PHOTO));
        } catch (UnusablePhoto refused) {
            return new PhotoReport(photo.width(), photo.height(), found,
                    taken.map(OptionalInt::of).orElseGet(OptionalInt::empty), Optional.empty(),
                    Optional.of(new Refusal(refused.code(), refused.getMessage())), List.<Advice>of());
        }
    }

    /** What authorities would refuse of this sitter, beside the frame and the background. */
    public static List<Advice> refusals(Photo upright, Sitter sitter) {
        return Advisor.identity(sitter.face(), measures(upright, sitter));
    }

    private static Pose pose(Face face) {
        return new Pose(face.pose().yaw(), face.pose().pitch(), face.tilt());
    }

    static Measures measures(Photo photo, Sitter sitter) {
        try (NativePicture pixels = SitterAnalysis.pixels(photo)) {
            Face face = sitter.face();
            FaceLight light = FaceLight.of(pixels, face);
            return new Measures(Sharpness.resolvedWidth(pixels, face), light.exposure(), Expression.eyes(face.mesh()),
                    Expression.mouth(face.mesh()), light.eyesCovered(), light.lowerFaceCovered(),
                    Surroundings.spread(pixels, face, sitter.matte()), sitter.matte().trust().isFirm());
        }
    }
}
