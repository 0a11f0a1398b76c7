package dev.likeness.studio.plan;

import java.util.List;
import java.util.Optional;

/**
 * One entry of the lexicon.
 *
 * @param effects   decisions the words ask for; empty unless the sense is {@code MEANS} or {@code NEARLY}
 * @param topic     for {@code CANNOT} what the words are about, for example {@code clothes}; else empty
 * @param garment   what the words name, if its colour can be changed; the topic is then {@code clothes}
 * @param colour    what the words mean before or behind a garment
 * @param plain     the colour they give a background; the only one a {@code PLAIN} effect can mean
 * @param adjective whether the words qualify a thing that follows: "dark" in "dark suit" says nothing about the light
 */
record Term(Sense sense, List<Effect> effects, String topic, Optional<Garment> garment, Optional<ClothColour> colour,
        Optional<PlainColour> plain, boolean adjective) {
    Term {
        effects = List.copyOf(effects);
    }

    /** The same word, which also names a colour. */
    Term meaning(ClothColour cloth) {
        return new Term(sense, effects, topic, garment, Optional.of(cloth), plain, adjective);
    }

    /** The same word, which also names the colour of a background. */
    Term painting(PlainColour background) {
        return new Term(sense, effects, topic, garment, colour, Optional.of(background), adjective);
    }

    /** What kind of word it is. */
    enum Sense {
        /** The studio does this. */
        MEANS,
        /** The studio does something close to this, and says so. */
        NEARLY,
        /** A thing portraits may have that this studio cannot change. */
        CANNOT,
        /** Says nothing. */
        FILLER,
        /** Drops what comes next. */
        NOT,
        /** Hands a negation on: "no books or lamps". */
        OR
    }

    /**
     * @param value    name of a constant of the field's enum
     * @param strength 2 for what was said; 1 for what it implies; 0 for what any word may replace
     */
    record Effect(Field field, String value, int strength) {
        Effect {
            String unused = field.describe(value); // fails on a misspelt value when the lexicon is read
            assert !unused.isEmpty();
        }
    }
}
