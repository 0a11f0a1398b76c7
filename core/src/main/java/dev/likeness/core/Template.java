package dev.likeness.core;

import dev.likeness.core.PortraitException.InvalidRequest;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A ready-made portrait style, ordered by its name instead of a prompt.
 *
 * @param name    stable, lower case with hyphens, for example {@code city-night}; 1 to 64 characters
 * @param title   English title; at most 100 characters
 * @param titleZh Chinese title, likewise
 * @param tags    what it is for, lower case: {@code business}, {@code festive}, …; {@code partly} when its text asks for
 *                more than its engine can do, which the notes of each portrait then say; at most 16 of 32 characters
 * @param prompt  what the template orders; 1 to {@link PortraitRequest#MAX_PROMPT} characters
 * @param mode    suggested
 * @param retouch suggested
 * @throws InvalidRequest when one of them is too long, empty or of another form
 */
public record Template(String name, String title, String titleZh, List<String> tags, String prompt, GenMode mode,
        Retouch retouch) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern TAG = Pattern.compile("\\S{1,32}");
    private static final int LONGEST_TITLE = 100;
    private static final int MOST_TAGS = 16;

    public Template {
        tags = List.copyOf(tags);
        title = title.strip();
        titleZh = titleZh.strip();
        prompt = prompt.strip();
        if (!NAME.matcher(name).matches()) {
            throw invalid("name must be 1 to 64 lower-case letters, digits and hyphens, for example city-night");
        }
        if (title.length() > LONGEST_TITLE || titleZh.length() > LONGEST_TITLE) {
            throw invalid("title has more than " + LONGEST_TITLE + " characters: shorten it");
        }
        if (tags.size() > MOST_TAGS || !tags.stream().allMatch(tag -> TAG.matcher(tag).matches())) {
            throw invalid("tags must be at most " + MOST_TAGS + " words of at most 32 characters");
        }
        if (prompt.isEmpty() || prompt.indexOf('\0') >= 0) {
            throw invalid("prompt is empty or contains NUL: write what the template orders");
        }
        if (prompt.codePointCount(0, prompt.length()) > PortraitRequest.MAX_PROMPT) {
            throw new InvalidRequest(ErrorCode.PROMPT_TOO_LONG,
                    "the template's prompt is too long: at most " + PortraitRequest.MAX_PROMPT + " characters");
        }
    }

    /** Whether this is its name, its title in either language or its full prompt, as {@link #plain} compares. */
    public boolean answersTo(String text) {
        String wanted = plain(text);
        return !wanted.isEmpty() && calls().contains(wanted);
    }

    /** Every text it answers to, plain. */
    public Set<String> calls() {
        return Stream.of(name, title, titleZh, prompt).map(Template::plain).filter(text -> !text.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The text normalised for comparison: without differences of case, width and hyphens. */
    public static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT).replace('\u2019', '\'')
                .replaceAll("[\\s\\p{Pd}_/]+", " ").strip();
    }

    private static InvalidRequest invalid(String why) {
        return new InvalidRequest(ErrorCode.MALFORMED_REQUEST, "the template cannot be kept: its " + why);
    }
}
