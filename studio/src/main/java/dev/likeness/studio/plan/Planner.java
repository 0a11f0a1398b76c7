package dev.likeness.studio.plan;

import dev.likeness.core.Ability;
import dev.likeness.core.GenMode;
import dev.likeness.core.Note;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.PromptTerm;
import dev.likeness.core.PromptTerm.Outcome;
import dev.likeness.core.PromptTerm.Role;
import dev.likeness.core.document.DocumentSpec;
import dev.likeness.studio.plan.Notes.Told;
import dev.likeness.studio.plan.OtherTools.Ignored;
import dev.likeness.studio.plan.Reading.Known;
import dev.likeness.studio.plan.Reading.Unknown;
import dev.likeness.studio.plan.Reading.Word;
import dev.likeness.studio.plan.Term.Effect;
import dev.likeness.studio.plan.Term.Sense;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Turns an order into a {@link Plan}. Each field is decided by the last and firmest word that speaks of it; fields nobody
 * spoke of follow the mode and the background: a library asks for Rembrandt light, an identity photo for flat light.
 * Whether a garment that shall be dyed is in the photo only the engine can say; there are no notes on it here.
 */
public final class Planner {
    /** What photos have, so that its absence cannot be promised; all else is absent unless it is asked for. */
    private static final Set<String> IN_PHOTOS = Set.of("clothes", "accessories", "material", "hair", "expression",
            "face", "age", "pose", "gender", "people", "colour");
    private static final double SURE = 0.95;
    private static final double NEAR = 0.7;
    private static final double AIR = 0.5;

    private final GenMode mode;
    private final Optional<DocumentSpec> document;
    private final Wishes wishes = new Wishes();
    private final List<Heard> heard = new ArrayList<>();
    private final List<PromptTerm> ignored = new ArrayList<>();
    private final Map<Garment, Dye> dyes = new EnumMap<>(Garment.class);

    /**
     * A word of the order, and what can be told of it before all words are heard.
     *
     * @param reading  that it belongs to, for its place
     * @param template whether the template says it
     */
    private record Heard(Word word, Reading reading, boolean template, Kind kind) {}

    /** What becomes of a word as far as it depends on the mode only. */
    private enum Kind {
        WISH, WISH_BUT_NOT_BACKDROP, DENIED, DYE, KEPT_CLOTHES, KEPT_BACKDROP, BEYOND, QUALITY
    }

    private Planner(PortraitRequest request) {
        mode = request.mode();
        document = request.setting().document();
        ordered(request.setting())
                .ifPresent(name -> wishes.order(name, request.setting().colours().map(PlainColour::of)));
        request.template().ifPresent(named -> hear(named.text(), true));
        hear(request.prompt(), false);
        wishes.settle();
    }

    /**
     * Decides backdrop, light, grade, framing, rendition and dyes, and says which words of the order led there. Of two
     * words as strong, the client's own win over the template's.
     */
    public static Planned plan(PortraitRequest request) {
        Planner planner = new Planner(request);
        Plan plan = planner.document.isPresent()
                ? planner.forDocument(planner.document.get())
                : switch (request.mode()) {
                    case CREATIVE -> planner.onNewBackground(FramingName.CLOSE);
                    case REFERENCE_CHAR -> planner.onNewBackground(FramingName.BUST);
                    case REFERENCE -> ordered(request.setting()).isPresent()
                            ? planner.onNewBackground(FramingName.CLOSE)
                            : planner.onOwnBackground();
                };
        List<Note> notes = Notes.of(planner.told());
        request.template()
                .ifPresent(named -> notes.addFirst(new Note(Note.Kind.UNDERSTOOD, "template " + named.name())));
        return new Planned(plan, notes);
    }

    /** What becomes of the words of the order, in their order; first the template's. */
    public static List<PromptTerm> read(PortraitRequest request) {
        return new Planner(request).told().stream().map(Told::term).toList();
    }

    private void hear(String text, boolean template) {
        Reading reading = Reading.of(text, Lexicon.shipped());
        for (Word word : reading.words()) {
            heard.add(new Heard(word, reading, template, apply(word, template)));
        }
        for (Ignored item : reading.ignored()) {
            ignored.add(new PromptTerm(item.text(), Outcome.FOLLOWED, item.why(), Role.NOTATION, SURE,
                    template ? Optional.empty() : Optional.of(item.place()), Optional.empty(), Optional.empty()));
        }
    }

    private Kind apply(Word word, boolean template) {
        return switch (word) {
            case Known known -> apply(known, template);
            case Unknown _ -> Kind.BEYOND;
            case Reading.Pause pause -> throw new IllegalStateException("a pause is no word: " + pause.text());
        };
    }

    private Kind apply(Known word, boolean template) {
        Term term = word.term();
        if (term.garment().isPresent() && word.colour().isPresent() && !word.denied()) {
            if (mode == GenMode.REFERENCE) {
                return Kind.KEPT_CLOTHES;
            }
            Garment garment = term.garment().get();
            dyes.put(garment, new Dye(garment, word.colour().get(), word.text()));
            return Kind.DYE;
        }
        if (term.sense() == Sense.CANNOT) {
            return word.denied() && !IN_PHOTOS.contains(term.topic()) ? Kind.DENIED : Kind.BEYOND;
        }
        if (term.sense() == Sense.QUALITY || term.sense() == Sense.UNWANTED) {
            return Kind.QUALITY;
        }
        if (word.denied()) {
            term.effects().forEach(wishes::deny);
            return Kind.DENIED;
        }
        List<Effect> allowed = term.effects().stream().filter(this::allowed).toList();
        allowed.forEach(effect -> wishes.add(effect, word, template));
        if (allowed.isEmpty()) {
            return Kind.KEPT_BACKDROP;
        }
        return term.effects().stream().anyMatch(e -> e.strength() >= Effect.SEASON && !allowed(e))
                ? Kind.WISH_BUT_NOT_BACKDROP
                : Kind.WISH;
    }

    private boolean allowed(Effect effect) {
        return mode != GenMode.REFERENCE || effect.field() != Field.BACKDROP
                || BackdropName.valueOf(effect.value()).isOwn();
    }

    /** What fields of the order put behind the sitter; a document does it with its colour. */
    private static Optional<BackdropName> ordered(PortraitRequest.Setting setting) {
        if (setting.transparent()) {
            return Optional.of(BackdropName.TRANSPARENT);
        }
        return setting.picture().map(_ -> BackdropName.PICTURE)
                .or(() -> setting.document().map(_ -> BackdropName.ID_DOCUMENT))
                .or(() -> setting.colours().map(
                        colours -> colours.bottom().isPresent() ? BackdropName.GRADIENT : BackdropName.PLAIN));
    }

    /** Light, colours and frame are the authority's, whatever words say; clothes may be dyed. */
    private Plan forDocument(DocumentSpec spec) {
        return new Plan(BackdropName.ID_DOCUMENT, LightName.FLAT, GradeName.NEUTRAL, FramingName.ID,
                RenditionName.NONE, List.copyOf(dyes.values()),
                Optional.of(new PlainColour(spec.background().code(), spec.background().rgb())), Air.CLEAR);
    }

    private Plan onNewBackground(FramingName framing) {
        BackdropName background = wishes.backdrop(wishes.rendition().backdrop());
        // A drawing on white paper is no identity photo.
        boolean identity = background.isIdentity() && wishes.rendition() == RenditionName.NONE;
        return new Plan(background, wishes.light(background.light()), wishes.grade(background.grade()),
                wishes.framing(identity ? FramingName.ID : framing), wishes.rendition(),
                List.copyOf(dyes.values()), wishes.plain(), wishes.air());
    }

    private Plan onOwnBackground() {
        return new Plan(wishes.backdrop(BackdropName.OWN), wishes.light(LightName.NONE),
                wishes.grade(GradeName.NEUTRAL), wishes.framing(FramingName.BUST), wishes.rendition(),
                List.of());
    }

    private List<Told> told() {
        List<Told> all = new ArrayList<>();
        for (Heard each : heard) {
            String topic = each.word instanceof Known known ? known.term().topic() : "";
            told(each).forEach(term -> all.add(new Told(term, topic)));
        }
        ignored.forEach(term -> all.add(new Told(term, "")));
        // The template's words, which have no place, come first; of the others each where it stands.
        all.sort(Comparator.comparingInt(told -> told.term().place().map(PromptTerm.Place::from).orElse(-1)));
        return all;
    }

    /** Nothing for words that any other may replace; two where the mode allows only a part. */
    private List<PromptTerm> told(Heard each) {
        return switch (each.word) {
            case Unknown unknown -> List.of(term(each, (unknown.denied() ? "no " : "") + unknown.text(),
                    Outcome.NOT_FOLLOWED, "cannot be followed", 0));
            case Known known -> told(each, known);
            case Reading.Pause _ -> List.of();
        };
    }

    private List<PromptTerm> told(Heard each, Known word) {
        return switch (each.kind) {
            case DENIED -> List.of(term(each, word.text(), Outcome.FOLLOWED, "left out", SURE));
            case DYE -> dyes.values().stream().anyMatch(dye -> dye.words().equals(word.text()))
                    ? List.of(term(each, word.text(), Outcome.FOLLOWED, "dyed, where the photo shows it", SURE))
                    : List.of(term(each, word.text(), Outcome.NOT_FOLLOWED, "gave way to other words", SURE));
            case KEPT_CLOTHES -> List.of(term(each, word.text(), Outcome.NOT_FOLLOWED,
                    "mode reference keeps the clothes", SURE));
            case KEPT_BACKDROP -> List.of(term(each, word.text(), Outcome.NOT_FOLLOWED,
                    "mode reference keeps the background", SURE));
            case BEYOND -> List.of(term(each, (word.denied() ? "no " : "") + word.text(), Outcome.NOT_FOLLOWED,
                    "cannot be followed", NEAR));
            case QUALITY -> List.of(term(each, word.text(), Outcome.FOLLOWED, "goes without saying", SURE));
            case WISH -> won(each, word).stream().toList();
            case WISH_BUT_NOT_BACKDROP -> Stream.concat(Stream.of(term(each, word.text(), Outcome.NOT_FOLLOWED,
                    "mode reference keeps the background", SURE)), won(each, word).stream()).toList();
        };
    }

    private Optional<PromptTerm> won(Heard each, Known word) {
        List<String> won = wishes.wonBy(word);
        boolean near = word.term().sense() == Sense.NEARLY;
        int firmest = word.term().effects().stream().mapToInt(Effect::strength).max().orElse(0);
        double confidence = firmest <= Effect.VAGUE ? AIR : near ? NEAR : SURE;
        if (won.isEmpty() && asksForBlur(word) && wishes.backdrop(wishes.rendition().backdrop()).isPlace()) {
            return Optional.of(term(each, word.text(), Outcome.FOLLOWED, "out of focus", confidence));
        }
        if (won.isEmpty()) {
            return firmest == Effect.DEFAULT
                    ? Optional.empty()
                    : Optional.of(term(each, word.text(), Outcome.NOT_FOLLOWED, "gave way to other words", confidence));
        }
        boolean whole = !near && (each.kind == Kind.WISH_BUT_NOT_BACKDROP || wishes.allWonBy(word));
        return Optional.of(term(each, word.text(), whole ? Outcome.FOLLOWED : Outcome.PARTLY,
                String.join(" and ", won), confidence));
    }

    // Places are painted as a lens with an open aperture shows them.
    private static boolean asksForBlur(Known word) {
        return word.term().effects().stream()
                .anyMatch(effect -> effect.value().equals(BackdropName.OWN_BLURRED.name()));
    }

    private PromptTerm term(Heard each, String text, Outcome outcome, String meaning, double confidence) {
        Optional<Term> term = each.word instanceof Known known ? Optional.of(known.term()) : Optional.empty();
        boolean beyond = each.kind == Kind.BEYOND;
        return new PromptTerm(text, outcome, meaning, term.map(Term::role).orElse(Role.UNKNOWN), confidence,
                each.template ? Optional.empty() : Optional.of(each.reading.place(each.word)),
                beyond ? term.flatMap(Term::instead) : Optional.empty(),
                beyond ? Optional.of(needed(term.map(Term::role).orElse(Role.UNKNOWN))) : Optional.empty());
    }

    private static Ability needed(Role role) {
        return switch (role) {
            case WARDROBE -> Ability.CLOTHES;
            case SITTER -> Ability.POSE;
            case RETOUCH, QUALITY -> Ability.RETOUCH;
            case COLOUR, GRADE -> Ability.COLOURS;
            case LIGHT -> Ability.LIGHT;
            case GROUND -> Ability.BACKGROUND;
            case SCENE, TIME, SEASON, WEATHER, RENDITION, FRAMING, MOOD, STYLE, OBJECT, NOTATION, UNKNOWN ->
                Ability.SCENE;
        };
    }
}
