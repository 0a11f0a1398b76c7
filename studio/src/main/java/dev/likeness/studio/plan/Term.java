package dev.likeness.studio.plan;

import dev.likeness.core.PromptTerm.Role;
import java.util.List;
import java.util.Optional;

/**
 * One entry of the lexicon.
 *
 * @param effects   decisions the words ask for; empty unless the sense is {@code MEANS} or {@code NEARLY}
 * @param topic     for {@code CANNOT} what the words are about, for example {@code clothes}; else empty
 * @param role      what the words speak of
 * @param garment   what the words name, if its colour can be changed; the topic is then {@code clothes}
 * @param colour    what the words mean before or behind a garment
 * @param plain     the colour they give a background; the only one a {@code PLAIN} effect can mean
 * @param adjective whether the words qualify a thing that follows: "dark" in "dark suit" says nothing about the light
 * @param instead   for {@code CANNOT} words for the nearest thing that can be done, if there is one
 */
record Term(Sense sense, List<Effect> effects, String topic, Role role, Optional<Garment> garment,
        Optional<ClothColour> colour, Optional<PlainColour> plain, boolean adjective, Optional<String> instead) {
    Term {
        effects = List.copyOf(effects);
    }

    /** Words that ask for decisions and are no adjectives. */
    static Term said(Sense sense, Role role, List<Effect> effects, Optional<PlainColour> plain) {
        return new Term(sense, effects, "", role, Optional.empty(), Optional.empty(), plain, false, Optional.empty());
    }

    /** Words beyond this studio. */
    static Term beyond(String topic, Role role, boolean adjective, Optional<String> instead) {
        return new Term(Sense.CANNOT, List.of(), topic, role, Optional.empty(), Optional.empty(), Optional.empty(),
                adjective, instead);
    }

    /** The same word, which also names a colour of cloth. */
    Term meaning(ClothColour cloth) {
        return new Term(sense, effects, topic, role, garment, Optional.of(cloth), plain, adjective, instead);
    }

    /** The same word, which also names the colour of a background. */
    Term painting(PlainColour background) {
        return new Term(sense, effects, topic, role, garment, colour, Optional.of(background), adjective, instead);
    }

    /** Whether it names a colour that something else may have. */
    boolean isColour() {
        return adjective && plain.isPresent();
    }

    /** Whether it names something that can stand behind the sitter. */
    boolean isBackdrop() {
        return !adjective && effects.stream()
                .anyMatch(effect -> effect.field() == Field.BACKDROP && effect.strength() >= Effect.SEASON);
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
        /** Says that the picture shall be good. */
        QUALITY,
        /** Stands in lists of faults that other tools are told to avoid. */
        UNWANTED,
        /** Drops what comes next. */
        NOT,
        /** Hands a negation on: "no books or lamps". */
        OR
    }

    /**
     * A decision that words ask for.
     *
     * @param value    name of a constant of the field's enum
     * @param strength how firmly, 0 to {@link #SAID}
     */
    record Effect(Field field, String value, int strength) {
        /** Said, and one certain thing: a library, split light. */
        static final int SAID = 6;
        /** Said, but a part of many places or the surroundings of many: a window, a city's name. */
        static final int WIDE = 5;
        /** A season, an hour, the weather, an adjective: it stands where no place is named. */
        static final int SEASON = 4;
        /** Goes with something else that is said. */
        static final int IMPLIED = 3;
        /** An air that many pictures may have: magazine, dreamy, natural. */
        static final int VAGUE = 2;
        /** What any word may replace. */
        static final int DEFAULT = 0;

        Effect {
            String unused = field.describe(value); // fails on a misspelt value when the lexicon is read
            assert !unused.isEmpty();
            if (strength < DEFAULT || strength > SAID) {
                throw new IllegalArgumentException("strength is from 0 to " + SAID + ", not " + strength);
            }
        }
    }
}
