package dev.likeness.diffusion.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Replaces photographers' shorthand for backgrounds in templates by words that a model understands. With "canvas", for
 * example, it would paint the sitter on canvas instead of hanging one behind them.
 */
final class StudioShorthand {
    private static final Map<Pattern, String> MEANINGS = meanings();

    private StudioShorthand() {}

    private static Map<Pattern, String> meanings() {
        Map<Pattern, String> meanings = new LinkedHashMap<>();
        meanings.put(item("((?:warm |cool |slate |olive |grey |gray |dark |painted )+canvas)"),
                "$1 studio backdrop");
        meanings.put(item("((?:grey |gray |white |dark |seamless )+paper)"), "$1 studio backdrop");
        meanings.put(item("(pastel (?:pink|lilac|peach|blue|green|gradient))"), "$1 studio backdrop");
        meanings.put(item("moon gate"), "before the round moon gate of a Chinese garden");
        meanings.put(item("film"), "photographed on film");
        meanings.put(item("vintage film"), "photographed on vintage film");
        return meanings;
    }

    /** Matches words that stand alone between two commas, except for an article or a preposition. */
    private static Pattern item(String words) {
        return Pattern.compile("(?<=^|[,，;] ?|\\b(?:on|an?|the) )" + words + "(?=\\s*(?:$|[,，;.]))",
                Pattern.CASE_INSENSITIVE);
    }

    /** The prompt in words that a model understands. */
    static String explained(String wish) {
        String explained = wish;
        for (Map.Entry<Pattern, String> meaning : MEANINGS.entrySet()) {
            explained = meaning.getKey().matcher(explained).replaceAll(meaning.getValue());
        }
        return explained;
    }
}
