package dev.likeness.app;

import dev.likeness.core.Cancellation;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.Note;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitEngine;
import dev.likeness.core.PortraitException.EngineFailure;
import dev.likeness.core.PortraitException.Refused;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Progress;
import dev.likeness.core.Rendering;
import dev.likeness.core.Shortfall;
import dev.likeness.core.Template;
import dev.likeness.studio.plan.Templates;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** An engine that gives grey paper, or fails when the prompt tells it to. */
final class PaperEngine implements PortraitEngine {
    @Override
    public String name() {
        return "paper";
    }

    @Override
    public List<Template> templates() {
        return Templates.all();
    }

    @Override
    public Rendering render(PortraitRequest request, Photo photo, Progress progress, Cancellation cancellation) {
        cancellation.check();
        switch (request.prompt()) {
            case "no face" -> throw new UnusablePhoto(ErrorCode.NO_FACE, "no face was found: send another photo");
            case "refuse" -> throw new Refused(ErrorCode.BALANCE_SHORT, "no money");
            case "fail" -> throw new EngineFailure("the engine\nfell over", new IllegalStateException());
            case "bug" -> throw new IllegalStateException();
            default -> {
            }
        }
        progress.report(1, "paper");
        int width = request.size().width();
        int height = request.size().height();
        byte[] bgr = new byte[width * height * 3];
        Arrays.fill(bgr, (byte) (90 + request.seed().value() % 50));
        return new Rendering(width, height, bgr,
                List.of(new Note(Note.Kind.UNDERSTOOD, request.prompt() + " as \"paper\""),
                        new Note(Note.Kind.SEED, "seed " + request.seed().value())),
                request.prompt().equals("id photo") ? Set.of(Shortfall.BACKGROUND) : Set.of());
    }
}
