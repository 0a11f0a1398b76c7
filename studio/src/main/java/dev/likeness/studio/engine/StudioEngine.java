package dev.likeness.studio.engine;

import dev.likeness.core.Ability;
import dev.likeness.core.Ability.Degree;
import dev.likeness.core.Cancellation;
import dev.likeness.core.EngineProfile;
import dev.likeness.core.EngineProfile.Text;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.FrameSize;
import dev.likeness.core.GenMode;
import dev.likeness.core.Note;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitEngine;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Progress;
import dev.likeness.core.PromptTerm;
import dev.likeness.core.Rendering;
import dev.likeness.core.Shortfall;
import dev.likeness.core.Template;
import dev.likeness.core.check.PhotoChecker;
import dev.likeness.core.check.PhotoReport;
import dev.likeness.core.document.DocumentReport;
import dev.likeness.darkroom.check.Inspection;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.face.FaceFinder;
import dev.likeness.core.Drawings;
import dev.likeness.darkroom.matte.EdgeRefinement;
import dev.likeness.darkroom.matte.ForegroundColour;
import dev.likeness.darkroom.pixel.Border;
import dev.likeness.darkroom.pixel.Enlargement;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Resampling;
import dev.likeness.darkroom.retouch.Retoucher;
import dev.likeness.darkroom.retouch.SkinMask;
import dev.likeness.darkroom.sitter.Sitter;
import dev.likeness.darkroom.sitter.SitterAnalysis;
import dev.likeness.studio.backdrop.Backdrop;
import dev.likeness.studio.backdrop.Backdrops;
import dev.likeness.studio.backdrop.Focus;
import dev.likeness.studio.frame.Compositor;
import dev.likeness.studio.frame.DocumentFraming;
import dev.likeness.studio.frame.Framing;
import dev.likeness.studio.frame.OwnBackground;
import dev.likeness.studio.frame.PhotoArea;
import dev.likeness.studio.frame.PictureBackground;
import dev.likeness.studio.grade.FilmGrade;
import dev.likeness.studio.grade.Grading;
import dev.likeness.studio.grade.PhotoTexture;
import dev.likeness.studio.light.Development;
import dev.likeness.studio.light.Exposure;
import dev.likeness.studio.light.Irises;
import dev.likeness.studio.light.LightSetup;
import dev.likeness.studio.light.Relighter;
import dev.likeness.studio.light.SceneLight;
import dev.likeness.studio.light.ShadowFill;
import dev.likeness.studio.plan.BackdropName;
import dev.likeness.studio.plan.FramingName;
import dev.likeness.studio.plan.GradeName;
import dev.likeness.studio.plan.LightName;
import dev.likeness.studio.plan.Plan;
import dev.likeness.studio.plan.Planned;
import dev.likeness.studio.plan.Planner;
import dev.likeness.studio.plan.RenditionName;
import dev.likeness.studio.plan.Templates;
import dev.likeness.studio.rendition.Portrait;
import dev.likeness.studio.rendition.Renditions;
import dev.likeness.studio.wardrobe.Wardrobe;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The default engine, a digital darkroom on the CPU. It keeps the photographed person as they are and changes what a
 * photographer can change afterwards: crop, retouch, light, background and film.
 */
public final class StudioEngine implements PortraitEngine, PhotoChecker {
    public static final String NAME = "studio";

    /** What it says about itself. */
    public static final EngineProfile PROFILE = new EngineProfile(new Text("Digital darkroom", "数字暗房"), new Text(
            "Keeps the person exactly as photographed and changes what a photographer can change afterwards: retouch,"
                    + " crop, light, background, colours and film. What it cannot follow, it says.",
            "人物保持原样，只做摄影师后期能做的事：修饰、构图、布光、背景、色彩与胶片质感；做不到的要求会如实说明。"),
            Map.of(Ability.BACKGROUND, Degree.YES, Ability.LIGHT, Degree.YES, Ability.COLOURS, Degree.YES,
                    Ability.CLOTHES, Degree.PARTLY, Ability.POSE, Degree.NO, Ability.SCENE, Degree.PARTLY,
                    Ability.IDENTITY, Degree.YES, Ability.RETOUCH, Degree.YES, Ability.OFFLINE, Degree.YES),
            List.of(GenMode.values()), true);

    /** Width over which the matte fades at an edge of the photo that the frame shows, face widths. */
    private static final double EDGE = 0.015;
    /** Spread of a matte that cannot be trusted, standard deviation in face widths: wider than the faults it has. */
    private static final double DOUBT = 0.15;
    /** Trust in such a matte as the shape that is lit, 0 to 1. */
    private static final double UNSURE = 0.6;

    private final SitterAnalysis analysis;
    private final Inspection inspection;
    private final RenderLimit limit = new RenderLimit();

    /** One that refuses drawings, statues and dolls. */
    public StudioEngine() {
        this(Drawings.REFUSED);
    }

    /** @param drawings what is done with pictures that are surely no photo of a person */
    public StudioEngine(Drawings drawings) {
        analysis = new SitterAnalysis(drawings);
        inspection = new Inspection(analysis);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public EngineProfile profile() {
        return PROFILE;
    }

    @Override
    public List<Template> templates() {
        return Templates.all();
    }

    @Override
    public List<PromptTerm> read(PortraitRequest request) {
        return Planner.read(request);
    }

    @Override
    public Rendering render(PortraitRequest request, Photo photo, Progress progress, Cancellation cancellation) {
        cancellation.check();
        progress.report(0, "waiting for a place");
        try (RenderLimit.Place _ = limit.take(whole(request.size()), cancellation)) {
            cancellation.check();
            progress.report(0, "looking for the face");
            SitterAnalysis.Analysed seen = analysis.uprightAndAnalysed(photo, request.face(), cancellation);
            return new Session(request, seen.upright(), progress, cancellation).portrait(seen.sitter());
        }
    }

    @Override
    public PhotoReport check(PortraitRequest request, Photo photo, Cancellation cancellation) {
        cancellation.check();
        boolean identity = Planner.plan(request).plan().backdrop().isIdentity();
        try (RenderLimit.Place _ = limit.take(request.size(), cancellation)) {
            PhotoReport report = inspection.of(photo, request.face(), identity, cancellation);
            return identity && report.measures().filter(measures -> !measures.cutout()).isPresent()
                    ? report.refused(backgroundNotMet())
                    : report;
        }
    }

    private static PortraitException.UnusablePhoto backgroundNotMet() {
        return new PortraitException.UnusablePhoto(ErrorCode.BACKGROUND_NOT_MET,
                "the sitter cannot be told apart from the background of this photo well enough for the plain"
                        + " background of an identity photo: take the photo before a plain wall of another"
                        + " colour than hair and clothes, in even light");
    }

    /** A whole number, so that each pixel of a reduced picture is the mean of as many. */
    private static int enlarged(FrameSize size) {
        return size.purpose() == FrameSize.Purpose.DOCUMENT
                ? Math.max(1, Math.min(Math.ceilDiv(FrameSize.MIN, Math.min(size.width(), size.height())),
                        FrameSize.MAX / Math.max(size.width(), size.height())))
                : 1;
    }

    private static FrameSize whole(FrameSize size) {
        return new FrameSize(enlarged(size) * size.width(), enlarged(size) * size.height(), size.purpose());
    }

    /** One rendering, stage by stage. */
    private final class Session {
        private final PortraitRequest request;
        private final Photo photo;
        private final Progress progress;
        private final Cancellation cancellation;
        /** How many times larger than ordered the picture is rendered: nothing is sharp that is made as small as some are. */
        private final int enlarged;
        private final int width;
        private final int height;

        Session(PortraitRequest request, Photo photo, Progress progress, Cancellation cancellation) {
            this.request = request;
            this.photo = photo;
            this.progress = progress;
            this.cancellation = cancellation;
            FrameSize size = request.size();
            enlarged = enlarged(size);
            width = enlarged * size.width();
            height = enlarged * size.height();
        }

        Rendering portrait(Sitter sitter) {
            stage(0.45, "composing");
            Planned planned = Planner.plan(request);
            Plan plan = feasible(planned.plan(), sitter);
            Optional<DocumentFraming.Framed> document = request.setting().document()
                    .map(spec -> DocumentFraming.of(sitter, photo.width(), photo.height(), whole(request.size()),
                            spec));
            Framing.Composition composition = document.isPresent()
                    ? document.get().composition()
                    : plan.backdrop().isOwn()
                            ? Framing.onOwnBackground(sitter, photo.width(), photo.height(), request.size(),
                                    plan.framing())
                            : Framing.onBackdrop(sitter, photo.width(), photo.height(), request.size(), plan.framing());
            Lit lit = lit(sitter, plan, composition);
            stage(0.9, "grading");
            byte[] bgr = FilmGrade.apply(lit.light, plan.grade(), grading(plan, lit.face));
            byte[] finished = rendered(bgr, lit, plan.rendition());
            byte[] reduced = AreaReduction.of(finished, width, height, 3, enlarged);
            Optional<DocumentReport> report = document.map(framed -> report(framed.head(), sitter, reduced, lit.edge));
            progress.report(1, "done");
            return new Rendering(width / enlarged, height / enlarged, reduced,
                    notes(sitter, planned, plan, composition, lit.dyed),
                    shortfalls(planned, plan, composition, lit.dyed),
                    plan.backdrop() == BackdropName.TRANSPARENT ? bytes(lit.edge) : new byte[0], report);
        }

        private DocumentReport report(DocumentFraming.Head head, Sitter sitter, byte[] bgr, Raster edge) {
            int w = width / enlarged;
            int h = height / enlarged;
            byte[] alpha = AreaReduction.of(bytes(edge), width, height, 1, enlarged);
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
            Canvas canvas = canvas(sitter, composition);
            stage(0.6, "retouching");
            Raster skin = SkinMask.of(canvas.bgr, canvas.face);
            if (plan.backdrop() != BackdropName.OWN) {
                Development.apply(canvas.bgr, skin, canvas.face);
            }
            Retoucher.apply(canvas.bgr, canvas.presence, skin, canvas.face, request.retouch());
            List<Note> dyed = dyed(canvas, skin, plan);
            stage(0.75, "lighting");
            double rightOverLeft = Exposure.rightOverLeft(canvas.bgr, skin, canvas.face.eyesX());
            if (plan.light() != LightName.NONE) {
                ShadowFill.apply(canvas.bgr, skin, canvas.face, rightOverLeft, plan.light() == LightName.FLAT);
            }
            Raster light = plan.backdrop() == BackdropName.OWN
                    ? onOwnBackground(canvas, skin, plan, rightOverLeft)
                    : onNewBackground(canvas, skin, plan, rightOverLeft);
            if (plan.light() != LightName.NONE || plan.grade() != GradeName.NEUTRAL) {
                Irises.keep(light, canvas.bgr, canvas.face, FilmGrade.cast(plan.grade()));
            }
            return new Lit(light, canvas.presence, canvas.alpha, canvas.face, rightOverLeft, dyed);
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

        private void stage(double fraction, String name) {
            cancellation.check();
            progress.report(fraction, name);
        }

        /**
         * The photo, its matte and its face where the composition puts them.
         *
         * @param presence the matte for what is done to the sitter; without an edge where it cannot be trusted, because an
         *                 edge in the wrong place is seen
         * @param seen     what of the canvas shows the photo
         */
        private record Canvas(Raster bgr, Raster alpha, Raster presence, Face face, PhotoArea seen, double trust) {}

        private Canvas canvas(Sitter sitter, Framing.Composition composition) {
            Placement placed = composition.photo();
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
            return new Canvas(bgr, alpha, presence, face, seen, sitter.matte().trust().isFirm() ? 1 : UNSURE);
        }

        /** Dyes the clothes on the canvas, where they are found. */
        private static List<Note> dyed(Canvas canvas, Raster skin, Plan plan) {
            return plan.dyes().isEmpty()
                    ? List.of()
                    : Wardrobe.of(canvas.bgr, canvas.alpha, skin, canvas.face).dye(plan.dyes());
        }

        private Raster onOwnBackground(Canvas canvas, Raster skin, Plan plan, double rightOverLeft) {
            Raster linear = OwnBackground.completed(canvas.bgr, canvas.alpha, canvas.seen, canvas.face.width());
            if (plan.light() != LightName.NONE) {
                Enlargement gain = Relighter.light(sitting(canvas, skin), LightSetup.of(plan.light()),
                        rightOverLeft, SceneLight.STUDIO).gain();
                Exposure.apply(linear, canvas.presence, gain);
            }
            return linear;
        }

        private Raster onNewBackground(Canvas canvas, Raster skin, Plan plan, double rightOverLeft) {
            BackdropName name = plan.backdrop();
            Raster background = background(canvas, plan, rightOverLeft);
            boolean white = name == BackdropName.TRANSPARENT || name.isOwn() || name.isFlat()
                    || plan.light() == LightName.FLASH;
            float[] tint = white ? new float[]{1, 1, 1} : Exposure.tint(background);
            SceneLight scene = SceneLight.of(name, background).in(plan.air());
            if (plan.light() == LightName.FLASH) {
                scene = scene.flashed();
            }
            scene = scene.gradedBy(FilmGrade.cast(plan.grade()));
            Relighter.Lighting lighting = Relighter.light(sitting(canvas, skin), LightSetup.of(plan.light()),
                    rightOverLeft, scene);
            float[] exposure = name.isOwn() ? new float[]{1, 1, 1} : Exposure.of(name, tint);
            if (name == BackdropName.PICTURE) {
                double dark = Exposure.before(background);
                for (int c = 0; c < 3; c++) {
                    exposure[c] *= (float) dark;
                }
            }
            cancellation.check();
            if (!name.isOwn() && !name.isFlat() && plan.rendition() == RenditionName.NONE) {
                background = PhotoTexture.of(canvas.bgr, canvas.alpha, canvas.face).lend(background, request.seed());
            }
            ForegroundColour.apply(canvas.bgr, canvas.alpha, canvas.face.width());
            Compositor.Subject subject = new Compositor.Subject(canvas.bgr, canvas.alpha, canvas.face, lighting,
                    exposure);
            if (name == BackdropName.TRANSPARENT) {
                return Compositor.cutOut(subject);
            }
            Compositor.place(subject, background);
            return background;
        }

        private Raster background(Canvas canvas, Plan plan, double rightOverLeft) {
            return switch (plan.backdrop()) {
                case OWN_BLURRED ->
                    OwnBackground.blurred(canvas.bgr, canvas.alpha, canvas.seen, canvas.face.width());
                case TRANSPARENT -> Raster.blank(1, 1, 3); // looked at by nobody
                case PICTURE -> PictureBackground.of(request.setting().picture().orElseThrow(), width, height,
                        canvas.face.width());
                default ->
                    painter(plan, rightOverLeft).paint(width, height, request.seed(), focus(canvas.face)).light();
            };
        }

        private static byte[] bytes(Raster alpha) {
            byte[] bytes = new byte[alpha.data().length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) Math.round(255 * Math.clamp(alpha.data()[i], 0f, 1f));
            }
            return bytes;
        }

        private static Relighter.Sitting sitting(Canvas canvas, Raster skin) {
            return new Relighter.Sitting(canvas.bgr, skin, canvas.alpha, canvas.face, canvas.trust);
        }

        private static Backdrop painter(Plan plan, double rightOverLeft) {
            Backdrop painter = Backdrops.of(plan);
            return Relighter.keyRight(rightOverLeft) && !plan.backdrop().isFlat() ? painter.mirrored() : painter;
        }

        private byte[] rendered(byte[] bgr, Lit lit, RenditionName name) {
            if (name == RenditionName.NONE) {
                return bgr;
            }
            stage(0.93, "rendering as " + name);
            Portrait portrait = new Portrait(Renditions.decoded(bgr, width, height), lit.alpha, lit.face,
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
            return new Grading(focus(face), request.seed(), film && plan.rendition() == RenditionName.NONE, film);
        }

        private Focus focus(Face face) {
            return new Focus(face.eyesX(), face.eyesY(), face.width());
        }

        private List<Note> notes(Sitter sitter, Planned planned, Plan plan, Framing.Composition composition,
                List<Note> dyed) {
            List<Note> notes = new ArrayList<>(photo.notes());
            notes.addAll(planned.notes());
            notes.addAll(dyed);
            if (plan.backdrop() != planned.plan().backdrop()) {
                notes.add(new Note(Note.Kind.CUTOUT, "the sitter cannot be told apart from the background of this photo"
                        + " well enough, so the portrait keeps it as it is: a plainer background gives every look"));
            }
            if (sitter.face().width() < FaceFinder.SOFT_BELOW) {
                notes.add(new Note(Note.Kind.SMALL_FACE, "the face is only " + Math.round(sitter.face().width())
                        + " pixels wide in the photo, so the portrait is soft: 250 or more make it crisp"));
            }
            long turned = Math.round(composition.straightened());
            if (turned != 0) {
                notes.add(new Note(Note.Kind.PHOTO, "the photo is turned by " + Math.abs(turned)
                        + (Math.abs(turned) == 1 ? " degree" : " degrees") + ", so that "
                        + (plan.framing() == FramingName.ID ? "the eyes are level" : "the head is less tilted")));
            }
            notes.addAll(composition.notes());
            notes.add(new Note(Note.Kind.SEED, "seed " + request.seed().value()));
            return notes;
        }

        private static Set<Shortfall> shortfalls(Planned planned, Plan plan, Framing.Composition composition,
                List<Note> dyed) {
            Set<Shortfall> shortfalls = EnumSet.noneOf(Shortfall.class);
            if (plan.backdrop() != planned.plan().backdrop()) {
                shortfalls.add(Shortfall.BACKGROUND);
            }
            if (!composition.notes().isEmpty()) {
                shortfalls.add(Shortfall.FRAMING);
            }
            if (isNotFollowed(dyed)) {
                shortfalls.add(Shortfall.CLOTHES);
            }
            if (isNotFollowed(planned.notes())) {
                shortfalls.add(Shortfall.WORDS);
            }
            return shortfalls;
        }

        private static boolean isNotFollowed(List<Note> notes) {
            return notes.stream().anyMatch(note -> note.kind() == Note.Kind.NOT_UNDERSTOOD);
        }
    }
}
