package dev.likeness.server;

import dev.likeness.core.Cancellation;
import dev.likeness.core.EngineProfile;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.GenMode;
import dev.likeness.core.document.DocumentReport;
import dev.likeness.core.Note;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitEngine;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Progress;
import dev.likeness.core.PromptTerm;
import dev.likeness.core.Rendering;
import dev.likeness.core.Retouch;
import dev.likeness.core.Shortfall;
import dev.likeness.core.Template;
import dev.likeness.core.check.Advice;
import dev.likeness.core.check.PhotoChecker;
import dev.likeness.core.check.PhotoReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** Paints the frame in one colour; some prompts make it fail in the ways engines fail. */
final class FlatEngine implements PortraitEngine, PhotoChecker {
    private static final Duration STEP = Duration.ofMillis(300);

    @Override
    public String name() {
        return "flat";
    }

    @Override
    public EngineProfile profile() {
        EngineProfile nothing = EngineProfile.promisingNothing(name());
        return new EngineProfile(new EngineProfile.Text("Flat", "纯色"), nothing.summary(), nothing.abilities(),
                nothing.modes(), true, true);
    }

    @Override
    public void check(PortraitRequest request) {
        if (request.prompt().equals("beyond this engine")) {
            throw new PortraitException.InvalidRequest(ErrorCode.OUTPUT_INVALID, "flat does not do that");
        }
    }

    @Override
    public List<Template> templates() {
        return List.of(new Template("plain-grey", "Plain grey", "素灰", List.of("studio"), "before plain grey paper",
                GenMode.CREATIVE, new Retouch(0.5, 0.2, 0.1)));
    }

    @Override
    public List<PromptTerm> read(PortraitRequest request) {
        List<PromptTerm> terms = new ArrayList<>();
        request.template().ifPresent(template -> terms.addAll(read(template.text(), false)));
        terms.addAll(read(request.prompt(), true));
        return terms;
    }

    private static List<PromptTerm> read(String text, boolean placed) {
        return Pattern.compile("[^ ,]+").matcher(text).results().map(word -> {
            String lower = word.group().toLowerCase(Locale.ROOT);
            boolean library = lower.equals("library");
            return new PromptTerm(lower, library ? PromptTerm.Outcome.FOLLOWED : PromptTerm.Outcome.NOT_FOLLOWED,
                    library ? "books" : "cannot be followed", library ? PromptTerm.Role.SCENE : PromptTerm.Role.UNKNOWN,
                    library ? 1 : 0,
                    placed ? Optional.of(new PromptTerm.Place(word.start(), word.end())) : Optional.empty(),
                    library ? Optional.empty() : Optional.of("library"), Optional.empty());
        }).toList();
    }

    /** Sees two people when asked for two faces, the second of them through dark glasses; else one. */
    @Override
    public PhotoReport check(PortraitRequest request, Photo photo, Cancellation cancellation) {
        cancellation.check();
        switch (request.prompt()) {
            case "crash" -> throw new IllegalStateException("a secret of the engine's insides");
            case "never done" -> throw new PortraitException.Cancelled();
            default -> {
                List<PhotoReport.FoundFace> faces = faces(request, photo).stream()
                        .map(area -> new PhotoReport.FoundFace(area, new PhotoReport.Pose(1.4, -2, 3))).toList();
                int taken = request.face().orElse(0);
                PhotoReport.Measures measures = new PhotoReport.Measures(123.4,
                        new PhotoReport.Exposure(0.5, 0.01, 0, -1.23456), 0.3, 0.1, taken == 1, false, 12, true);
                PhotoReport report = new PhotoReport(photo.width(), photo.height(), faces, OptionalInt.of(taken),
                        Optional.of(measures), Optional.empty(),
                        taken == 1
                                ? List.of(Advice.EYES_COVERED)
                                : request.template().map(named -> List.of(Advice.ID_MOUTH_OPEN)).orElse(List.of()));
                return faces.size() > 1 && request.face().isEmpty()
                        ? new PhotoReport(photo.width(), photo.height(), faces, OptionalInt.empty(), Optional.empty(),
                                Optional.empty(), List.of()).refused(severalFaces(request, photo))
                        : report;
            }
        }
    }

    private static List<Photo.Area> faces(PortraitRequest request, Photo photo) {
        Photo.Area left = new Photo.Area(photo.width() / 10, photo.height() / 5, photo.width() / 4, photo.width() / 4);
        return request.prompt().equals("two faces")
                ? List.of(left,
                        new Photo.Area(photo.width() * 6 / 10, left.y(), left.width(), left.height()))
                : List.of(left);
    }

    private static PortraitException.UnusablePhoto severalFaces(PortraitRequest request, Photo photo) {
        return new PortraitException.UnusablePhoto(ErrorCode.SEVERAL_FACES, "two faces were found: choose one",
                faces(request, photo));
    }

    @Override
    public Rendering render(PortraitRequest request, Photo photo, Progress progress, Cancellation cancellation) {
        cancellation.check();
        switch (request.prompt()) {
            case "no face" -> throw new PortraitException.UnusablePhoto(ErrorCode.NO_FACE,
                    "no face was found: send a photo that shows one");
            case "two faces" -> {
                if (request.face().isEmpty()) {
                    throw severalFaces(request, photo);
                }
                return flat(request, photo);
            }
            case "engine failure" -> throw new PortraitException.EngineFailure("the engine's insides",
                    new IllegalStateException("more of its insides"));
            case "own background" -> {
                Rendering flat = flat(request, photo);
                return new Rendering(flat.width(), flat.height(), flat.bgr(), flat.notes(),
                        Set.of(Shortfall.BACKGROUND, Shortfall.WORDS));
            }
            case "crash" -> throw new IllegalStateException("a secret of the engine's insides");
            case "out of memory" -> throw new OutOfMemoryError("pretended");
            case "step by step" -> {
                for (int step = 1; step < 5; step++) {
                    progress.report(step * 0.2, "step " + step);
                    LockSupport.parkNanos(STEP.toNanos());
                    cancellation.check();
                }
                return flat(request, photo);
            }
            case "never done" -> {
                while (true) {
                    cancellation.check();
                    LockSupport.parkNanos(10_000_000);
                }
            }
            default -> {
                Rendering flat = flat(request, photo);
                progress.report(1, "painted");
                return flat;
            }
        }
    }

    private static Rendering flat(PortraitRequest request, Photo photo) {
        byte[] bgr = new byte[request.size().width() * request.size().height() * 3];
        Arrays.fill(bgr, (byte) request.seed().value());
        List<Note> notes = new ArrayList<>();
        request.template().ifPresent(template -> notes.add(new Note(Note.Kind.UNDERSTOOD, request.words())));
        request.face().ifPresent(face -> notes.add(new Note(Note.Kind.PHOTO, "of face " + face)));
        notes.add(new Note(Note.Kind.SEED, Long.toString(request.seed().value())));
        request.setting().picture().flatMap(PortraitRequest.GroundPicture::pixels)
                .ifPresent(picture -> notes.add(new Note(Note.Kind.PHOTO, "before " + picture.width() + " x "
                        + picture.height())));
        Optional<DocumentReport> report = request.setting().document().map(document -> new DocumentReport(
                document.id(),
                List.of(new DocumentReport.Rule("head_height", DocumentReport.Outcome.PASS, "any", ""))));
        byte[] alpha = new byte[request.isTransparent() ? bgr.length / 3 : 0];
        Arrays.fill(alpha, 0, alpha.length / 2, (byte) 255);
        return new Rendering(request.size().width(), request.size().height(), bgr, notes, Set.of(), alpha, report,
                Optional.of(place(request, photo)));
    }

    /** Half as large as the frame, turned, and off the middle, so that nobody takes it for a guess. */
    private static Photo.Place place(PortraitRequest request, Photo photo) {
        double scale = request.size().width() / 2.0 / photo.width();
        return new Photo.Place(photo.width(), photo.height(), scale, 0.1, request.size().width() * 0.25,
                request.size().height() * 0.125);
    }
}
