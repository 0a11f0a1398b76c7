package dev.likeness.core.document;

import java.util.List;
import java.util.Locale;

/**
 * How a finished portrait stands to the rules of the document it was ordered for.
 *
 * @param document its id
 * @param rules    each rule of the document, in the order of {@link DocumentSpec}
 */
public record DocumentReport(String document, List<Rule> rules) {
    public DocumentReport {
        rules = List.copyOf(rules);
    }

    /** What became of a rule. */
    public enum Outcome {
        PASS, FAIL,
        /** The document has the rule, and only people can see whether the photo keeps it. */
        LOOK,
        /** The sources that were read do not say it. */
        UNKNOWN;

        /** For example {@code pass}. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One rule.
     *
     * @param name     stable, for example {@code head_height}
     * @param wanted   as people read it, for example {@code 32 to 36 mm}
     * @param measured likewise; empty where nothing was measured
     */
    public record Rule(String name, Outcome outcome, String wanted, String measured) {}

    /** Whether no rule is broken, as far as can be measured. */
    public boolean passed() {
        return rules.stream().noneMatch(rule -> rule.outcome() == Outcome.FAIL);
    }
}
