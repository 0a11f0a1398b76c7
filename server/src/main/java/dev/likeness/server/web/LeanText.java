package dev.likeness.server.web;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Scripts, styles and words as they are sent: without indentation, and comments that fill their lines are empty lines;
 * styles also without the blanks that separate nothing. A third less, no tool in the build, and a line number in the
 * browser is one of the source (ADR 37). This reads lines and not the language: a source whose lines do not tell where
 * comments and template literals end is refused, never sent altered.
 */
final class LeanText {
    private static final Pattern KIND = Pattern.compile(".*\\.(js|css|json)");
    /** A comment after code that its line does not end; a media type or a glob has no space before its slash. */
    private static final Pattern OPEN = Pattern.compile(".*\\s/\\*(?!.*\\*/).*");
    /** A comment beside code, with a backtick in it. */
    private static final Pattern TICK = Pattern.compile("[^`]*(^|\\s)(//|/\\*).*`.*");

    /** The blanks that separate nothing in a style: after the colon of a declaration, and before the brace of a rule. */
    private static final Pattern AIRY = Pattern.compile("(?<=^[\\w-]{1,40}:) | (?=\\{$)");

    private static final Pattern CAST = Pattern.compile("/\\*(?:(?!\\*/).)*\\*/.+");

    private LeanText() {}

    /**
     * The content as it is sent; that of other kinds as it is.
     *
     * @throws IllegalArgumentException if it is written so that this cannot tell code from comments
     */
    static byte[] of(String name, byte[] content) {
        return KIND.matcher(name).matches()
                ? lean(name, new String(content, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8)
                : content;
    }

    static String lean(String name, String source) {
        boolean script = name.endsWith(".js");
        boolean words = name.endsWith(".json"); // without comments
        boolean style = name.endsWith(".css");
        StringBuilder out = new StringBuilder(source.length());
        boolean comment = false;
        boolean template = false;
        int number = 0;
        for (String line : source.split("\n", -1)) {
            number++;
            String text = line.strip();
            // A cast: code that its own comment stands before, and stays.
            boolean cast = !comment && CAST.matcher(text).matches();
            if (comment || !template && !words && !cast && text.startsWith("/*")) {
                int end = text.indexOf("*/", comment ? 0 : 2);
                require(end < 0 || end == text.length() - 2, name, number, "code follows a comment");
                comment = end < 0;
            } else if (template || !script || !text.startsWith("//")) {
                String code = cast ? text.substring(text.indexOf("*/", 2) + 2) : text;
                require(template || words || !OPEN.matcher(code).matches(), name, number,
                        "a comment begins after code");
                require(template || !script || !TICK.matcher(text).matches(), name, number,
                        "a comment has a backtick in it");
                // The lines of a template literal are its text.
                out.append(template ? line : style ? AIRY.matcher(text).replaceAll("") : text);
                template ^= script && ticks(text) % 2 == 1;
            }
            out.append('\n');
        }
        require(!comment, name, number, "a comment does not end");
        require(!template, name, number, "a template literal does not end, or a backtick stands in a string");
        return out.substring(0, out.length() - 1);
    }

    /** Backticks that begin or end a template literal: those after a backslash do not. */
    private static long ticks(String text) {
        return text.replaceAll("\\\\.", "").chars().filter(letter -> letter == '`').count();
    }

    private static void require(boolean fine, String name, int line, String fault) {
        if (!fine) {
            throw new IllegalArgumentException(name + ":" + line + ": " + fault);
        }
    }
}
