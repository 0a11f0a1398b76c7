package dev.likeness.server.web;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Scripts, styles and words as they are sent: without indentation, and comments that fill their lines are empty lines. A third
 * less, no tool in the build, and a line number in the browser is one of the source (ADR 37).
 */
final class LeanText {
    private static final Pattern KIND = Pattern.compile(".*\\.(js|css|json)");

    private LeanText() {}

    /** The content as it is sent; that of other kinds as it is. */
    static byte[] of(String name, byte[] content) {
        return KIND.matcher(name).matches()
                ? lean(new String(content, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8)
                : content;
    }

    static String lean(String source) {
        StringBuilder out = new StringBuilder(source.length());
        boolean comment = false;
        boolean template = false;
        for (String line : source.split("\n", -1)) {
            String text = line.strip();
            boolean begins = !template && !comment && text.startsWith("/*");
            if (comment || begins && (text.endsWith("*/") || !text.contains("*/"))) {
                comment = !text.endsWith("*/");
            } else if (template || !text.startsWith("//")) {
                // The lines of a template literal are its text.
                out.append(template ? line : text);
                template ^= text.chars().filter(letter -> letter == '`').count() % 2 == 1;
            }
            out.append('\n');
        }
        return out.substring(0, out.length() - 1);
    }
}
