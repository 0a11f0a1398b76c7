package dev.likeness.app.service;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code doctor} prints. */
public final class Examination {
    private Examination() {}

    /**
     * Prints a line for each finding.
     *
     * @return whether nothing is wrong
     */
    public static boolean print(Map<String, String> environment, PrintWriter out) {
        List<Doctor.Finding> findings = Doctor.examine(environment);
        findings.forEach(
                finding -> out.printf("%-6s %-9s %s%n", word(finding.state()), finding.what(), finding.text()));
        long wrong = findings.stream().filter(finding -> finding.state() == Doctor.State.WRONG).count();
        out.println(
                wrong == 0 ? "Nothing is wrong." : wrong == 1 ? "One thing is wrong." : wrong + " things are wrong.");
        return wrong == 0;
    }

    private static String word(Doctor.State state) {
        return state == Doctor.State.WRONG ? "WRONG" : state.name().toLowerCase(Locale.ROOT);
    }
}
