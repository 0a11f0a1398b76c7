package dev.likeness.studio.plan;

import dev.likeness.core.PromptTerm.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The notation of other tools in a prompt that was written for them: weights such as {@code (word:1.2)}, {@code
 * <lora:name:0.8>}, {@code --ar 2:3}, a list behind {@code Negative prompt:}, a block of settings. It is taken out before
 * the words are read; what it is to words is kept.
 *
 * @param text    of the same length, with spaces where the notation was
 * @param ignored what was taken out
 */
record OtherTools(String text, List<Ignored> ignored) {
    /** Something that is not read, and why. */
    record Ignored(String text, Place place, String why) {}

    /** Takes the notation of other tools out of a prompt. */
    static OtherTools of(String prompt) {
        // Almost no prompt has any: look before five patterns are tried.
        if (prompt.indexOf(':') < 0 && prompt.indexOf('：') < 0 && prompt.indexOf('<') < 0 && !prompt.contains("--")
                && !prompt.contains("—") && !prompt.contains("BREAK")) {
            return new OtherTools(prompt, List.of());
        }
        // A pattern is tried where its own sign stands: each costs more than reading the words does.
        String lower = prompt.toLowerCase(Locale.ROOT);
        boolean colon = lower.indexOf(':') >= 0 || lower.indexOf('：') >= 0;
        StringBuilder text = new StringBuilder(prompt);
        List<Ignored> ignored = new ArrayList<>();
        if (colon && (lower.contains("negative") || lower.contains("负面") || lower.contains("负向")
                || lower.contains("反向"))) {
            take(text, Notation.UNWANTED, ignored, "a list of what is unwanted: none of it is added", 12);
        }
        if (colon && lower.contains("steps")) {
            take(text, Notation.SETTINGS, ignored, "settings of another tool", 6);
        }
        if (lower.indexOf('<') >= 0 || lower.contains("embedding:")) {
            take(text, Notation.MODEL, ignored, "belongs to another tool", 0);
        }
        if (lower.contains("--") || lower.indexOf('—') >= 0) {
            take(text, Notation.OPTION, ignored, "an option of another tool", 0);
            blank(text, Notation.OPTION_NO);
        }
        if (lower.indexOf(':') >= 0) {
            take(text, Notation.WEIGHT, ignored, "weights are not weighed", 0);
        }
        if (colon && (lower.contains("prompt") || lower.contains("positive") || lower.contains("提示词")
                || lower.contains("正面") || lower.contains("正向"))) {
            blank(text, Notation.HEADING);
        }
        if (prompt.contains("BREAK") || prompt.contains("AND")) {
            blank(text, Notation.BREAK);
        }
        return new OtherTools(text.toString(), List.copyOf(ignored));
    }

    /**
     * @param shown the text up to this length names it; 0 for all of it
     */
    private static void take(StringBuilder text, Pattern pattern, List<Ignored> ignored, String why, int shown) {
        Matcher found = pattern.matcher(text.toString());
        UnaryOperator<String> name = whole -> shown > 0 && whole.length() > 2 * shown
                ? whole.substring(0, whole.indexOf(':') > 0 ? whole.indexOf(':') : shown) + ": …"
                : whole;
        while (found.find()) {
            String whole = found.group().strip();
            ignored.add(new Ignored(name.apply(whole).replaceAll("\\s+", " "),
                    new Place(found.start(), found.start() + found.group().stripTrailing().length()), why));
            blank(text, found.start(), found.end());
        }
    }

    private static void blank(StringBuilder text, Pattern pattern) {
        Matcher found = pattern.matcher(text.toString());
        while (found.find()) {
            blank(text, found.start(), found.end());
        }
    }

    // A comma keeps what stood before it apart from what stands behind it.
    private static void blank(StringBuilder text, int from, int to) {
        for (int i = from; i < to; i++) {
            text.setCharAt(i, i == from && to - from > 1 ? ',' : ' ');
        }
    }

    /** Compiled for the first prompt that has any. */
    private static final class Notation {
        private static final String POSITIVE = "positive(?:\\s*prompts?)?\\s*[:：]|(?:正面|正向)(?:提示词|描述)?\\s*[:：]";
        static final Pattern UNWANTED = Pattern
                .compile("(?is)(?:negative\\s*prompts?|\\bnegatives?(?=\\s*:)|(?:负面|反向|负向)(?:提示词|提示|词|描述))\\s*[:：]"
                        + ".*?(?=" + POSITIVE + "|\\bsteps\\s*[:：]\\s*\\d|\\z)");
        static final Pattern HEADING = Pattern.compile("(?i)" + POSITIVE + "|\\bprompts?\\s*[:：]|提示词\\s*[:：]");
        static final Pattern SETTINGS = Pattern.compile("(?is)\\bsteps\\s*[:：]\\s*\\d+\\s*[,，].*");
        static final Pattern MODEL = Pattern.compile("<[\\w .-]+(?::[^<>]{0,100})?>|(?i:\\bembedding:[\\w.-]+)");
        static final Pattern OPTION = Pattern
                .compile(
                        "(?i)(?<![^\\s,，])(?:--|—)(?!no\\b)[a-z]+(?:\\s+[\\d.:]+|\\s+raw\\b|\\s+cute\\b|\\s+expressive\\b)?");
        static final Pattern OPTION_NO = Pattern.compile("(?i)(?<!\\S)--(?=no\\b)");
        static final Pattern WEIGHT = Pattern
                .compile("::?\\s*-?\\d+(?:\\.\\d+)?(?=\\s*[)\\]}])|::-?\\d+(?:\\.\\d+)?");
        static final Pattern BREAK = Pattern.compile("\\bBREAK\\b|\\bAND\\b(?=\\s)");
    }
}
