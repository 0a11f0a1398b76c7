package dev.likeness.studio.engine;

import dev.likeness.core.Ability;
import dev.likeness.core.Ability.Degree;
import dev.likeness.core.Cancellation;
import dev.likeness.core.EngineProfile;
import dev.likeness.core.EngineProfile.Text;
import dev.likeness.core.GenMode;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitEngine;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Progress;
import dev.likeness.core.PromptTerm;
import dev.likeness.core.Rendering;
import dev.likeness.core.Template;
import dev.likeness.core.check.PhotoChecker;
import dev.likeness.core.check.PhotoReport;
import dev.likeness.darkroom.check.Inspection;
import dev.likeness.core.Drawings;
import dev.likeness.darkroom.sitter.SitterAnalysis;
import dev.likeness.studio.plan.Planner;
import dev.likeness.studio.plan.Templates;
import java.util.List;
import java.util.Map;

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
        try (RenderLimit.Place _ = limit.take(Session.rendered(request.size()), cancellation)) {
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
                    ? report.refused(Session.backgroundNotMet())
                    : report;
        }
    }
}
