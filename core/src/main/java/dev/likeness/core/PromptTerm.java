package dev.likeness.core;

import java.util.Locale;
import java.util.Optional;

/**
 * What an engine makes of some words of a prompt, told before anything is rendered.
 *
 * @param words      as written, in lower case; what is misspelt as it is meant
 * @param outcome    whether they change the portrait as they ask
 * @param meaning    what they lead to, or why they do not; English, for people
 * @param role       what they speak of
 * @param confidence how surely they mean this, 0 to 1; 0 for words that the engine does not know
 * @param place      where they stand in the client's own words ({@link PortraitRequest#prompt}); empty for words of the
 *                   template, and where the engine cannot tell
 * @param instead    words for the nearest thing that can be done; for words that are not followed, where there is one
 * @param needs      what an engine must be able to do to follow them; for words that this one does not follow, where known
 */
public record PromptTerm(String words, Outcome outcome, String meaning, Role role, double confidence,
        Optional<Place> place, Optional<String> instead, Optional<Ability> needs) {
    public PromptTerm {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence is from 0 to 1, not " + confidence);
        }
    }

    /** For engines that tell no more than whether the words are followed. */
    public PromptTerm(String words, boolean followed, String meaning) {
        this(words, followed ? Outcome.FOLLOWED : Outcome.NOT_FOLLOWED, meaning, Role.UNKNOWN, followed ? 1 : 0,
                Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Whether they change the portrait, exactly or nearly. */
    public boolean followed() {
        return outcome != Outcome.NOT_FOLLOWED;
    }

    /**
     * A stretch of the prompt.
     *
     * @param from UTF-16 unit of the first character
     * @param to   UTF-16 unit behind the last
     */
    public record Place(int from, int to) {
        public Place {
            if (from < 0 || to < from) {
                throw new IllegalArgumentException("no stretch of a text: " + from + " to " + to);
            }
        }
    }

    /** What becomes of words. */
    public enum Outcome {
        /** The portrait is as they ask. */
        FOLLOWED,
        /** The portrait is near to what they ask; the meaning says what it is instead. */
        PARTLY,
        /** They change nothing. */
        NOT_FOLLOWED;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What words speak of. */
    public enum Role {
        /** A place, with everything in it. */
        SCENE,
        /** A plain or painted surface behind the sitter. */
        GROUND, LIGHT, TIME, SEASON, WEATHER, COLOUR, GRADE, RENDITION, FRAMING, MOOD, WARDROBE, RETOUCH,
        /** An artist, a country, a decade. */
        STYLE,
        /** The sitter: hair, face, expression, pose, age. */
        SITTER,
        /** Other people, animals and things. */
        OBJECT,
        /** That the picture shall be good. */
        QUALITY,
        /** Another tool's notation: weights, models, settings, lists of what is unwanted. */
        NOTATION, UNKNOWN;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
