package dev.likeness.studio.engine;

import dev.likeness.core.Cancellation;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.FrameSize;
import dev.likeness.core.Note;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Progress;
import dev.likeness.core.Rendering;
import dev.likeness.core.document.DocumentReport;
import dev.likeness.darkroom.check.Inspection;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.retouch.Retoucher;
import dev.likeness.darkroom.retouch.SkinMask;
import dev.likeness.darkroom.sitter.Sitter;
import dev.likeness.studio.frame.DocumentFraming;
import dev.likeness.studio.frame.Framing;
import dev.likeness.studio.grade.FilmGrade;
import dev.likeness.studio.grade.Grading;
import dev.likeness.studio.light.Development;
import dev.likeness.studio.light.Exposure;
import dev.likeness.studio.light.Irises;
import dev.likeness.studio.light.Relighter;
import dev.likeness.studio.light.ShadowFill;
import dev.likeness.studio.plan.BackdropName;
import dev.likeness.studio.plan.GradeName;
import dev.likeness.studio.plan.LightName;
import dev.likeness.studio.plan.Plan;
import dev.likeness.studio.plan.Planned;
import dev.likeness.studio.plan.Planner;
import dev.likeness.studio.plan.RenditionName;
import dev.likeness.studio.rendition.Portrait;
import dev.likeness.studio.rendition.Renditions;
import java.util.List;
import java.util.Optional;

/** One rendering, stage by stage. */
final class Session {
    private final PortraitRequest request;
    private final Photo photo;
    private final Progress progress;
    private final Cancellation cancellation;
    /** How many times larger than ordered the picture is rendered: nothing is sharp that is made as small as some are. */
    private final int enlarged;
    private final FrameSize size;

    Session(PortraitRequest request, Photo photo, Progress progress, Cancellation cancellation) {
        this.request = request;
        this.photo = photo;
        this.progress = progress;
        this.cancellation = cancellation;
        enlarged = enlarged(request.size());
        size = rendered(request.size());
    }

    /** The size in which a picture is rendered; larger than ordered where that is tiny. */
    static FrameSize rendered(FrameSize size) {
        return new FrameSize(enlarged(size) * size.width(), enlarged(size) * size.height(), size.purpose());
    }

    /** Factor: a whole number, so that each pixel of a reduced picture is the mean of as many. */
    private static int enlarged(FrameSize size) {
        return size.purpose() == FrameSize.Purpose.DOCUMENT
                ? Math.max(1, Math.min(Math.ceilDiv(FrameSize.MIN, Math.min(size.width(), size.height())),
                        FrameSize.MAX / Math.max(size.width(), size.height())))
                : 1;
    }

    Rendering portrait(Sitter sitter) {
        stage(0.45, "composing");
        Planned planned = Planner.plan(request);
        Plan plan = feasible(planned.plan(), sitter);
        Optional<DocumentFraming.Framed> document = request.setting().document()
                .map(spec -> DocumentFraming.of(sitter, photo.width(), photo.height(), size, spec));
        Framing.Composition composition = document.map(DocumentFraming.Framed::composition)
                .orElseGet(() -> composed(sitter, plan));
        Lit lit = lit(sitter, plan, composition);
        stage(0.9, "grading");
        byte[] bgr = FilmGrade.apply(lit.light, plan.grade(), grading(plan, lit.face));
        byte[] finished = rendered(bgr, lit, plan.rendition());
        byte[] reduced = AreaReduction.of(finished, size.width(), size.height(), 3, enlarged);
        Optional<DocumentReport> report = document.map(framed -> report(framed.head(), sitter, reduced, lit.edge));
        Outcome outcome = new Outcome(planned, plan, composition, lit.dyed);
        progress.report(1, "done");
        return new Rendering(request.size().width(), request.size().height(), reduced,
                outcome.notes(photo, sitter, request.seed()), outcome.shortfalls(),
                plan.backdrop() == BackdropName.TRANSPARENT ? bytes(lit.edge) : new byte[0], report,
                Optional.of(place(composition.photo())));
    }

    /** Where the photo lies in the picture as it is ordered, not as it is rendered. */
    private Photo.Place place(Placement rendered) {
        Placement placed = rendered.then(new Placement(1.0 / enlarged, 0, 0));
        return new Photo.Place(photo.width(), photo.height(), placed.scale(), placed.angle(), placed.shiftX(),
                placed.shiftY());
    }

    private Framing.Composition composed(Sitter sitter, Plan plan) {
        return plan.backdrop().isOwn()
                ? Framing.onOwnBackground(sitter, photo.width(), photo.height(), size, plan.framing())
                : Framing.onBackdrop(sitter, photo.width(), photo.height(), size, plan.framing());
    }

    private DocumentReport report(DocumentFraming.Head head, Sitter sitter, byte[] bgr, Raster edge) {
        int w = request.size().width();
        int h = request.size().height();
        byte[] alpha = AreaReduction.of(bytes(edge), size.width(), size.height(), 1, enlarged);
        boolean[] ground = new boolean[w * h];
        for (int i = 0; i < ground.length; i++) {
            ground[i] = alpha[i] == 0;
        }
        return DocumentCheck.report(request.setting().document().orElseThrow(),
                new DocumentCheck.Finished(w, h, bgr, ground), head.on(new Placement(1.0 / enlarged, 0, 0)),
                Inspection.refusals(photo, sitter));
    }

    /** The whole picture in linear light, and what renditions need of the sitter; the sitter's canvas is no longer needed. */
    private record Lit(Raster light, Raster alpha, Raster edge, Face face, double rightOverLeft, List<Note> dyed) {}

    private Lit lit(Sitter sitter, Plan plan, Framing.Composition composition) {
        SitterCanvas canvas = SitterCanvas.of(photo, sitter, composition.photo(), size);
        stage(0.6, "retouching");
        Raster skin = SkinMask.of(canvas.bgr(), canvas.face());
        if (plan.backdrop() != BackdropName.OWN) {
            Development.apply(canvas.bgr(), skin, canvas.face());
        }
        Retoucher.apply(canvas.bgr(), canvas.presence(), skin, canvas.face(), request.retouch());
        List<Note> dyed = canvas.dyed(skin, plan);
        stage(0.75, "lighting");
        double rightOverLeft = Exposure.rightOverLeft(canvas.bgr(), skin, canvas.face().eyesX());
        if (plan.light() != LightName.NONE) {
            ShadowFill.apply(canvas.bgr(), skin, canvas.face(), rightOverLeft, plan.light() == LightName.FLAT);
        }
        Raster light = new Scenery(request, size, cancellation).lit(canvas, skin, plan,
                rightOverLeft);
        if (plan.light() != LightName.NONE || plan.grade() != GradeName.NEUTRAL) {
            Irises.keep(light, canvas.bgr(), canvas.face(), FilmGrade.cast(plan.grade()));
        }
        return new Lit(light, canvas.presence(), canvas.alpha(), canvas.face(), rightOverLeft, dyed);
    }

    /**
     * A sitter who cannot be cut out cleanly stays before their own background, and that as sharp as it is: a blur
     * would show where the cut is wrong.
     */
    private static Plan feasible(Plan plan, Sitter sitter) {
        if (sitter.matte().trust().isFirm() || plan.backdrop() == BackdropName.OWN) {
            return plan;
        }
        if (plan.backdrop().isIdentity()) {
            throw backgroundNotMet();
        }
        if (plan.backdrop().isIndispensable()) {
            throw new PortraitException.UnusablePhoto(ErrorCode.BACKGROUND_NOT_MET,
                    "the sitter cannot be told apart from the background of this photo well enough to be cut out:"
                            + " take the photo before a plain wall of another colour than hair and clothes");
        }
        return plan.before(BackdropName.OWN);
    }

    static PortraitException.UnusablePhoto backgroundNotMet() {
        return new PortraitException.UnusablePhoto(ErrorCode.BACKGROUND_NOT_MET,
                "the sitter cannot be told apart from the background of this photo well enough for the plain"
                        + " background of an identity photo: take the photo before a plain wall of another"
                        + " colour than hair and clothes, in even light");
    }

    private void stage(double fraction, String name) {
        cancellation.check();
        progress.report(fraction, name);
    }

    private static byte[] bytes(Raster alpha) {
        byte[] bytes = new byte[alpha.data().length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(255 * Math.clamp(alpha.data()[i], 0f, 1f));
        }
        return bytes;
    }

    private byte[] rendered(byte[] bgr, Lit lit, RenditionName name) {
        if (name == RenditionName.NONE) {
            return bgr;
        }
        stage(0.93, "rendering as " + name);
        Portrait portrait = new Portrait(Renditions.decoded(bgr, size.width(), size.height()), lit.alpha, lit.face,
                !Relighter.keyRight(lit.rightOverLeft), request.seed());
        return Renditions.encoded(Renditions.of(name).render(portrait));
    }

    /**
     * Exact colours on identity backgrounds, the photo as it is on its own background in neutral grade; a rendition
     * brings a surface of its own instead of grain.
     */
    private Grading grading(Plan plan, Face face) {
        boolean film = !plan.backdrop().isFlat() && plan.backdrop() != BackdropName.TRANSPARENT
                && !(plan.backdrop().isOwn() && plan.grade() == GradeName.NEUTRAL);
        return new Grading(SitterCanvas.focus(face), request.seed(), film && plan.rendition() == RenditionName.NONE,
                film);
    }
}
