package dev.likeness.studio.plan;

import dev.likeness.core.GenMode;
import dev.likeness.core.Note;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.PromptTerm;
import dev.likeness.studio.plan.Reading.Known;
import dev.likeness.studio.plan.Term.Effect;
import dev.likeness.studio.plan.Term.Sense;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/**
 * Turns an order into a {@link Plan}. Each field is decided by the last and strongest word that speaks of it; fields
 * nobody spoke of follow the mode and the background: a library asks for Rembrandt light, an identity photo for flat light.
 * Whether a garment that shall be dyed is in the photo only the engine can say; there are no notes on it here.
 */
public final class Planner {
    /** Notes stay short: more words than this are counted, not listed. */
    private static final int MOST_WORDS = 12;

    private final GenMode mode;
    private final Wishes wishes = new Wishes();
    private final List<Known> followed = new ArrayList<>();
    private final SequencedSet<String> dropped = new LinkedHashSet<>();
    private final SequencedSet<String> refused = new LinkedHashSet<>();
    private final SequencedSet<String> kept = new LinkedHashSet<>();
    private final Map<Garment, Dye> dyes = new EnumMap<>(Garment.class);
    private final SequencedSet<String> impossible = new LinkedHashSet<>();

    private Planner(GenMode mode) {
        this.mode = mode;
    }

    /**
     * Decides backdrop, light, grade, framing, rendition and dyes, and says which words of the order led there. Of two
     * words as strong, the client's own win over the template's, because they come later.
     */
    public static Planned plan(PortraitRequest request) {
        Planner planner = new Planner(request.mode());
        Reading.of(request.words(), Lexicon.shipped()).words().forEach(planner::apply);
        Plan plan = switch (request.mode()) {
            case CREATIVE -> planner.onNewBackground(FramingName.CLOSE);
            case REFERENCE_CHAR -> planner.onNewBackground(FramingName.BUST);
            case REFERENCE -> planner.onOwnBackground();
        };
        List<Note> notes = planner.notes();
        request.template()
                .ifPresent(named -> notes.addFirst(new Note(Note.Kind.UNDERSTOOD, "template " + named.name())));
        return new Planned(plan, notes);
    }

    /** What becomes of the words of the order: those followed first, then those that cannot be. */
    public static List<PromptTerm> read(PortraitRequest request) {
        Planner planner = new Planner(request.mode());
        Reading.of(request.words(), Lexicon.shipped()).words().forEach(planner::apply);
        return planner.terms();
    }

    private List<PromptTerm> terms() {
        List<PromptTerm> terms = new ArrayList<>();
        for (Known word : followed) {
            List<String> won = wishes.wonBy(word);
            if (!won.isEmpty()) {
                terms.add(new PromptTerm(word.text(), true, String.join(" and ", won)));
            } else if (word.term().effects().stream().anyMatch(effect -> effect.strength() > 0)) {
                terms.add(new PromptTerm(word.text(), false, "gave way to other words"));
            }
        }
        dropped.forEach(text -> terms.add(new PromptTerm(text, true, "left out")));
        dyes.values().forEach(dye -> terms.add(new PromptTerm(dye.words(), true, "dyed, where the photo shows it")));
        refused.forEach(text -> terms.add(new PromptTerm(text, false, "mode reference keeps the background")));
        kept.forEach(text -> terms.add(new PromptTerm(text, false, "mode reference keeps the clothes")));
        impossible.forEach(
                text -> terms.add(new PromptTerm(text.replaceFirst(" \\(.*\\)$", ""), false, "cannot be followed")));
        return terms;
    }

    private void apply(Reading.Word word) {
        switch (word) {
            case Known known -> apply(known);
            case Reading.Unknown unknown -> impossible.add((unknown.denied() ? "no " : "") + unknown.text());
            case Reading.Pause pause -> throw new IllegalStateException("a pause is no word: " + pause.text());
        }
    }

    private void apply(Known word) {
        Term term = word.term();
        if (term.garment().isPresent() && word.colour().isPresent() && !word.denied()) {
            dye(new Dye(term.garment().get(), word.colour().get(), word.text()));
            return;
        }
        if (term.sense() == Sense.CANNOT) {
            impossible.add((word.denied() ? "no " : "") + word.text() + " (" + term.topic() + ")");
            return;
        }
        if (word.denied()) {
            dropped.add(word.text());
            return;
        }
        List<Effect> allowed = term.effects().stream().filter(this::allowed).toList();
        if (allowed.isEmpty() || term.effects().stream().anyMatch(e -> e.strength() == 2 && !allowed(e))) {
            refused.add(word.text());
        }
        allowed.forEach(effect -> wishes.add(effect, word));
        if (!allowed.isEmpty()) {
            followed.add(word);
        }
    }

    private void dye(Dye dye) {
        if (mode == GenMode.REFERENCE) {
            kept.add(dye.words());
        } else {
            dyes.put(dye.garment(), dye);
        }
    }

    private boolean allowed(Effect effect) {
        return mode != GenMode.REFERENCE || effect.field() != Field.BACKDROP
                || BackdropName.valueOf(effect.value()).isOwn();
    }

    private Plan onNewBackground(FramingName framing) {
        BackdropName background = wishes.backdrop(wishes.rendition().backdrop());
        return new Plan(background, wishes.light(background.light()), wishes.grade(background.grade()),
                wishes.framing(background.isIdentity() ? FramingName.ID : framing), wishes.rendition(),
                List.copyOf(dyes.values()), wishes.plain());
    }

    private Plan onOwnBackground() {
        return new Plan(wishes.backdrop(BackdropName.OWN), wishes.light(LightName.NONE),
                wishes.grade(GradeName.NEUTRAL), wishes.framing(FramingName.BUST), wishes.rendition(),
                List.of());
    }

    private List<Note> notes() {
        List<Note> notes = new ArrayList<>();
        SequencedSet<String> understood = new LinkedHashSet<>();
        for (Known word : followed) {
            List<String> won = wishes.wonBy(word);
            if (won.isEmpty() && word.term().effects().stream().allMatch(effect -> effect.strength() == 0)) {
                continue;
            }
            String near = word.term().sense() == Sense.NEARLY ? "nearest: " : "";
            understood.add(word.text() + " -> "
                    + (won.isEmpty() ? "gave way to other words" : near + String.join(" and ", won)));
        }
        dropped.forEach(text -> understood.add("no " + text + " -> left out"));
        if (!understood.isEmpty()) {
            notes.add(new Note(Note.Kind.UNDERSTOOD, list(understood)));
        }
        if (!refused.isEmpty()) {
            notes.add(new Note(Note.Kind.NOT_UNDERSTOOD, "mode reference keeps the background: " + list(refused)));
        }
        if (!kept.isEmpty()) {
            notes.add(new Note(Note.Kind.NOT_UNDERSTOOD, "mode reference keeps the clothes: " + list(kept)));
        }
        if (!impossible.isEmpty()) {
            notes.add(new Note(Note.Kind.NOT_UNDERSTOOD, "not followed: " + list(impossible)));
        }
        return notes;
    }

    private static String list(SequencedSet<String> items) {
        String shown = String.join("; ", items.stream().limit(MOST_WORDS).toList());
        return items.size() <= MOST_WORDS ? shown : shown + "; and " + (items.size() - MOST_WORDS) + " more";
    }
}
