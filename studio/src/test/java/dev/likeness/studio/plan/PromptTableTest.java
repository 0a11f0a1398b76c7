package dev.likeness.studio.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.FrameSize;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.PromptTerm;
import dev.likeness.core.PromptTerm.Outcome;
import dev.likeness.core.Retouch;
import dev.likeness.core.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Prompts as people write them, against what a person expects of each. */
class PromptTableTest {
    private static final double WANTED = 0.95;

    /** Of prompts written by people who had not seen the lexicon, where nothing else is wrong than what is known to be. */
    private static final double MORE_WANTED = 0.985;

    static List<ExpectedPlan> table() {
        return ExpectedPlan.table();
    }

    static List<ExpectedPlan> more() {
        return ExpectedPlan.table("more-prompts.tsv");
    }

    static Stream<ExpectedPlan> all() {
        return Stream.concat(table().stream(), more().stream());
    }

    @Test
    void theTableHoldsAHundredEnglishAndFiftyChinesePrompts() {
        long chinese = table().stream().filter(PromptTableTest::isChinese).count();
        assertThat(chinese).isGreaterThanOrEqualTo(50);
        assertThat(table().size() - chinese).isGreaterThanOrEqualTo(100);
    }

    @Test
    void nineteenOfTwentyPartsAreAsAPersonExpectsThemInBothLanguages() {
        for (boolean chinese : new boolean[]{false, true}) {
            assertAsExpected(table().stream().filter(line -> isChinese(line) == chinese).toList(), WANTED);
        }
    }

    @Test
    void promptsOfPeopleWhoHadNotSeenTheLexiconAreAsTheyExpectThem() {
        assertThat(more()).hasSizeGreaterThanOrEqualTo(300);
        for (boolean chinese : new boolean[]{false, true}) {
            assertAsExpected(more().stream().filter(line -> isChinese(line) == chinese).toList(), MORE_WANTED);
        }
    }

    private static void assertAsExpected(List<ExpectedPlan> lines, double wanted) {
        int right = 0;
        List<String> wrong = new ArrayList<>();
        for (ExpectedPlan line : lines) {
            ExpectedPlan.Verdict verdict = verdict(line);
            right += verdict.right();
            verdict.wrong().forEach(why -> wrong.add(line.prompt() + ": " + why));
        }
        assertThat((double) right / (right + wrong.size())).as(String.join("\n", wrong))
                .isGreaterThanOrEqualTo(wanted);
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyWordIsReportedWhereItStands(ExpectedPlan line) {
        PortraitRequest request = line.request();
        List<PromptTerm> terms = Planner.read(request);
        int before = 0;
        for (PromptTerm term : terms) {
            if (term.place().isPresent()) {
                PromptTerm.Place place = term.place().get();
                assertThat(place.to()).isLessThanOrEqualTo(request.prompt().length()).isGreaterThan(place.from());
                assertThat(place.from()).as("in order: " + term).isGreaterThanOrEqualTo(before);
                before = place.from();
                String written = Lexicon.normal(request.prompt().substring(place.from(), place.to()));
                assertThat(term.role() == PromptTerm.Role.NOTATION || written.startsWith(term.words().substring(0, 1))
                        || term.words().startsWith("no ")).as(term + " at " + written).isTrue();
            }
        }
        assertThat(terms.stream().allMatch(term -> term.place().isPresent()))
                .isEqualTo(request.template().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void everyTemplateKeepsThePlanThatItHadBeforePromptsWereUnderstoodAsPhrases(String line) {
        String[] columns = line.split("\t", -1);
        PortraitRequest request = Templates.all().stream().filter(template -> template.name().equals(columns[0]))
                .findFirst()
                .map(template -> new PortraitRequest("", FrameSize.DEFAULT, Retouch.DEFAULT, template.mode(),
                        new Seed(1)).with(template))
                .orElseThrow();
        Plan plan = Planner.plan(request).plan();
        String plain = plan.plain().map(colour -> String.format("#%06x", colour.rgb())).orElse("-");
        assertThat(List.of(plan.backdrop().name(), plain, plan.light().name(), plan.grade().name(),
                plan.framing().name(), plan.rendition().name(), plan.dyes().toString()))
                .containsExactlyElementsOf(List.of(columns).subList(1, columns.length));
    }

    static List<String> recorded() {
        return Lexicon.resource("template-plans.tsv").lines().toList();
    }

    private static ExpectedPlan.Verdict verdict(ExpectedPlan line) {
        Set<String> notQuite = Planner.read(line.request()).stream()
                .filter(term -> term.outcome() != Outcome.FOLLOWED).map(PromptTerm::words)
                .collect(Collectors.toSet());
        return line.judge(Planner.plan(line.request()).plan(), notQuite);
    }

    private static boolean isChinese(ExpectedPlan line) {
        return line.prompt().codePoints()
                .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
    }
}
