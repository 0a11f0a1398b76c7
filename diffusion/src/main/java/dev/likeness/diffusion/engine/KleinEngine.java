package dev.likeness.diffusion.engine;

import dev.likeness.core.Ability;
import dev.likeness.core.Ability.Degree;
import dev.likeness.core.Cancellation;
import dev.likeness.core.EngineProfile;
import dev.likeness.core.EngineProfile.Text;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.GenMode;
import dev.likeness.core.Note;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitEngine;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Progress;
import dev.likeness.core.Rendering;
import dev.likeness.core.Template;
import dev.likeness.darkroom.face.Face;
import dev.likeness.core.Drawings;
import dev.likeness.darkroom.face.FaceFinder;
import dev.likeness.darkroom.sitter.Sitter;
import dev.likeness.darkroom.sitter.SitterAnalysis;
import dev.likeness.diffusion.config.ModelConfig;
import dev.likeness.diffusion.face.FaceEmbedding;
import dev.likeness.diffusion.net.Trace;
import dev.likeness.diffusion.picture.Rgb;
import dev.likeness.diffusion.pipeline.KleinModel;
import dev.likeness.diffusion.pipeline.PictureRequest;
import dev.likeness.diffusion.pipeline.Probe;
import dev.likeness.diffusion.pipeline.Setup;
import dev.likeness.diffusion.pipeline.TextTaps;
import dev.likeness.diffusion.weights.BrokenCheckpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The generative engine: FLUX.2 [klein] makes a new picture from photo and prompt, the darkroom retouches it. It makes
 * as many portraits at the same time as it has devices; others wait.
 */
public final class KleinEngine implements PortraitEngine {
    public static final String NAME = "klein";

    /** Its profile, whether its model is installed or not. */
    public static final EngineProfile PROFILE = new EngineProfile(new Text("FLUX.2 [klein]", "FLUX.2 [klein] 生成模型"),
            new Text("Paints a new picture of the person from the photo and your words: clothes, pose and scene follow"
                    + " the prompt. The likeness is close, not exact; it needs a model of several gigabytes, and a"
                    + " graphics card to be quick.",
                    "依据照片和文字重新绘制人物：服装、姿势和场景都按提示词来。相貌接近但不保证完全一致；需要先下载数 GB 的模型，有显卡才快。"),
            Map.of(Ability.BACKGROUND, Degree.YES, Ability.LIGHT, Degree.YES, Ability.COLOURS, Degree.YES,
                    Ability.CLOTHES, Degree.YES, Ability.POSE, Degree.YES, Ability.SCENE, Degree.YES,
                    Ability.IDENTITY, Degree.PARTLY, Ability.RETOUCH, Degree.YES, Ability.OFFLINE, Degree.YES),
            List.of(GenMode.values()), false, true);

    private static final int DISTILLED_STEPS = 4;
    private static final int BASE_STEPS = 50;
    /** Interval at which an order that waits for a device checks whether it was cancelled, milliseconds. */
    private static final long CANCEL_CHECK_MILLIS = 100;
    /** Progress of a portrait when the model starts, and when it ends. */
    private static final double MODEL_STARTS = 0.05;
    private static final double MODEL_ENDS = 0.95;

    private final KleinSettings settings;
    private final ModelConfig config;
    private final List<KleinModel> models = new ArrayList<>();
    private final BlockingQueue<KleinModel> idle;
    private final SitterAnalysis analysis;
    private final List<Template> templates;
    private final FaceSearch search;
    private final FaceSimilarity similarity;

    private KleinEngine(KleinSettings settings, ModelConfig config, List<Template> templates,
            Optional<FaceSearch> search, Drawings drawings) {
        analysis = new SitterAnalysis(drawings);
        this.settings = settings;
        this.config = config;
        this.templates = List.copyOf(templates);
        this.search = search.orElse(
                made -> analysis.glance(made.width(), made.height(), Rgb.swapped(made.rgb())));
        similarity = new FaceSimilarity(settings.choice().embedding().map(FaceEmbedding::open));
        idle = new ArrayBlockingQueue<>(settings.setups().size());
    }

    /** As {@link #open(KleinSettings, List)}, without templates. */
    public static KleinEngine open(KleinSettings settings) {
        return open(settings, List.of());
    }

    /**
     * Reads and checks the model's folder; the weights are mapped for the first portrait.
     *
     * @param templates the templates that ship with it; it can follow the text of any other template as well
     * @throws InvalidRequest when the model is missing or wrong; the message says how to get it
     */
    public static KleinEngine open(KleinSettings settings, List<Template> templates) {
        return open(settings, templates, Drawings.REFUSED);
    }

    /**
     * As {@link #open(KleinSettings, List)}.
     *
     * @param drawings how to handle pictures that are clearly not photos of a person
     */
    public static KleinEngine open(KleinSettings settings, List<Template> templates, Drawings drawings) {
        try {
            return open(settings, templates, Optional.empty(), Optional.empty(), drawings);
        } catch (BrokenCheckpoint broken) {
            throw new InvalidRequest(ErrorCode.UNKNOWN_ENGINE, "engine \"klein\" cannot be used: "
                    + broken.getMessage()
                    + ". Get the model with \"likeness models pull klein-4b\" or name its folder in "
                    + "LIKENESS_KLEIN; \"likeness models check DIR\" tells whether it is whole");
        }
    }

    /** Finds the face in a picture that the model made. */
    @FunctionalInterface
    interface FaceSearch {
        Optional<Face> in(Rgb picture);
    }

    /**
     * @param taps   instead of the model's own
     * @param search instead of the darkroom's
     */
    static KleinEngine open(KleinSettings settings, List<Template> templates, Optional<TextTaps> taps,
            Optional<FaceSearch> search) {
        return open(settings, templates, taps, search, Drawings.REFUSED);
    }

    private static KleinEngine open(KleinSettings settings, List<Template> templates, Optional<TextTaps> taps,
            Optional<FaceSearch> search, Drawings drawings) {
        ModelConfig config = ModelConfig.read(settings.folder());
        KleinEngine engine = new KleinEngine(settings, config, templates, search, drawings);
        try {
            for (Setup setup : settings.setups()) {
                engine.add(KleinModel.open(config, taps.orElseGet(() -> TextTaps.of(config)), setup, false, Trace.OFF));
            }
            return engine;
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    private void add(KleinModel model) {
        models.add(model);
        idle.add(model);
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
        return templates;
    }

    @Override
    public String device() {
        return settings.setups().stream().map(setup -> setup.device().toString()).distinct()
                .collect(Collectors.joining(", "));
    }

    @Override
    public void check(PortraitRequest request) {
        if (!request.setting().equals(PortraitRequest.Setting.NONE)) {
            throw new PortraitException.InvalidRequest(ErrorCode.OUTPUT_INVALID, "the klein engine paints its"
                    + " backgrounds and chooses its frame: for transparent portraits, a background by its field and"
                    + " documents order the engine studio");
        }
    }

    @Override
    public Rendering render(PortraitRequest request, Photo photo, Progress progress, Cancellation cancellation) {
        try {
            cancellation.check();
            check(request);
            progress.report(0, "looking for the face");
            SitterAnalysis.Analysed seen = analysis.uprightAndAnalysed(photo, request.face(), cancellation);
            return new Session(request, seen.upright(), progress, cancellation).portrait(seen.sitter());
        } catch (BrokenCheckpoint broken) {
            throw new PortraitException.EngineFailure(
                    "the klein engine cannot use its model: " + broken.getMessage(), broken);
        }
    }

    private KleinModel acquireModel(Cancellation cancellation) {
        try {
            while (true) {
                cancellation.check();
                KleinModel model = idle.poll(CANCEL_CHECK_MILLIS, TimeUnit.MILLISECONDS);
                if (model != null) {
                    return model;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new PortraitException.Cancelled();
        }
    }

    /** The stages of one portrait. */
    private final class Session {
        private final PortraitRequest request;
        private final Photo photo;
        private final Progress progress;
        private final Cancellation cancellation;
        private final NativeSize size;
        private final String prompt;

        Session(PortraitRequest request, Photo photo, Progress progress, Cancellation cancellation) {
            this.request = request;
            this.photo = photo;
            this.progress = progress;
            this.cancellation = cancellation;
            size = NativeSize.of(request.size(), config.vae().tokenPixels(), settings.mostPixels());
            prompt = request.words();
        }

        Rendering portrait(Sitter sitter) {
            ReferenceImages shown = ReferenceImages.of(request, photo, sitter, PromptBuilder.isOwnBackground(prompt));
            Optional<float[]> look = similarity.hasModel()
                    ? similarity.embed(new Rgb(photo.width(), photo.height(), Rgb.swapped(photo.bgr())), sitter.face())
                    : Optional.empty();
            stage(MODEL_STARTS, "waiting for the model");
            List<Take> takes = takes(shown, look);
            Take best = Take.best(takes);
            stage(MODEL_ENDS, "retouching");
            byte[] bgr = DarkroomRetouch.retouched(best.picture(), best.face(), request.retouch(), analysis);
            progress.report(1, "done");
            return new Rendering(request.size().width(), request.size().height(), bgr,
                    notes(sitter, shown, similarity.note(takes, best)));
        }

        private void stage(double fraction, String name) {
            cancellation.check();
            progress.report(fraction, name);
        }

        /** All takes with one model, one after the other: prompt and references are encoded only for the first. */
        private List<Take> takes(ReferenceImages shown, Optional<float[]> look) {
            KleinModel model = acquireModel(cancellation);
            try {
                List<Take> takes = new ArrayList<>();
                for (int i = 0; i < settings.choice().takes(); i++) {
                    long seed = Take.seed(request.seed().value(), i);
                    Rgb made = model.make(picture(shown, seed), part(i), cancellation, Probe.NONE);
                    takes.add(take(size.finished(made, request.size()), seed, look));
                    Take best = Take.best(takes);
                    takes.replaceAll(take -> take == best ? take : take.withoutPicture());
                }
                return takes;
            } finally {
                idle.add(model);
            }
        }

        private PictureRequest picture(ReferenceImages shown, long seed) {
            return new PictureRequest(PromptBuilder.of(request.mode(), prompt, shown.references().size()),
                    shown.references(), size.width(), size.height(), steps(),
                    config.distilled() ? 1 : settings.guidance(), OptionalDouble.empty(), seed, Optional.empty());
        }

        private Take take(Rgb picture, long seed, Optional<float[]> look) {
            Optional<Face> face = similarity.hasModel() || DarkroomRetouch.isWanted(request.retouch())
                    ? search.in(picture)
                    : Optional.empty();
            return new Take(seed, picture, face, similarity.likeness(look, picture, face));
        }

        private Progress part(int take) {
            int all = settings.choice().takes();
            String which = all == 1 ? "" : "take " + (take + 1) + " of " + all + ": ";
            return (fraction, stage) -> progress.report(
                    MODEL_STARTS + (MODEL_ENDS - MODEL_STARTS) * (take + fraction) / all,
                    which + stage);
        }

        private List<Note> notes(Sitter sitter, ReferenceImages shown, Optional<Note> likeness) {
            List<Note> notes = new ArrayList<>(photo.notes());
            notes.addAll(shown.notes());
            if (sitter.face().width() < FaceFinder.SOFT_BELOW) {
                notes.add(new Note(Note.Kind.SMALL_FACE, "the face is only " + Math.round(sitter.face().width())
                        + " pixels wide in the photo, so the likeness is loose: 250 or more make it close"));
            }
            likeness.ifPresent(notes::add);
            notes.add(new Note(Note.Kind.SEED, "seed " + request.seed().value()));
            return notes;
        }
    }

    private int steps() {
        if (settings.steps() > 0) {
            return settings.steps();
        }
        return config.distilled() ? DISTILLED_STEPS : BASE_STEPS;
    }

    /** Releases all memory; no portrait may be rendering. */
    @Override
    public void close() {
        idle.clear();
        models.forEach(KleinModel::close);
        models.clear();
        similarity.close();
    }
}
