package dev.likeness.studio.plan;

import dev.likeness.core.FrameSize;
import dev.likeness.core.GenMode;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Retouch;
import dev.likeness.core.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A line of {@code prompts.tsv}: a prompt and what a person expects of it.
 *
 * @param parts    what is named of the plan, by the name of the part
 * @param admitted words that must be reported as followed partly or not at all
 */
record ExpectedPlan(String prompt, Map<String, List<String>> parts, List<String> admitted) {
    private static final Pattern MAY_BE_MISSING = Pattern.compile("(\\w+)\\((.+)\\)");
    private static final Pattern PART = Pattern.compile("(\\w+)=([^=]+?)(?= \\w+=|$)");
    private static final int NEAR = 40;

    /** All lines of the table. */
    static List<ExpectedPlan> table() {
        return table("prompts.tsv");
    }

    /** All lines of a table in the resources. */
    static List<ExpectedPlan> table(String resource) {
        return parse(Lexicon.resource(resource));
    }

    /** All lines of a table. */
    static List<ExpectedPlan> parse(String text) {
        return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(ExpectedPlan::line).toList();
    }

    private static ExpectedPlan line(String line) {
        String[] columns = line.split("\t", -1);
        if (columns.length != 3) {
            throw new IllegalStateException("prompts: not three columns: " + line);
        }
        Map<String, List<String>> parts = new LinkedHashMap<>();
        Matcher part = PART.matcher(columns[1]);
        while (part.find()) {
            parts.computeIfAbsent(part.group(1), _ -> new ArrayList<>()).add(part.group(2));
        }
        return new ExpectedPlan(columns[0], parts,
                Arrays.stream(columns[2].split("\\|", -1)).filter(words -> !words.isEmpty()).toList());
    }

    PortraitRequest request() {
        PortraitRequest words = new PortraitRequest(prompt, FrameSize.DEFAULT, Retouch.DEFAULT, GenMode.CREATIVE,
                new Seed(1));
        return Optional.ofNullable(parts.get("template")).map(name -> Templates.all().stream()
                .filter(template -> template.name().equals(name.getFirst())).findFirst().orElseThrow())
                .map(words::with).orElse(words);
    }

    /** What a plan and the words that are admitted as not quite followed have right and wrong; {@code part: why}. */
    record Verdict(int right, List<String> wrong) {}

    Verdict judge(Plan plan, Set<String> notQuite) {
        List<String> wrong = new ArrayList<>();
        int right = 0;
        List<Check> checks = checks(plan, notQuite);
        for (Check check : checks) {
            if (check.right) {
                right += check.named ? 1 : 0;
            } else {
                wrong.add(check.what);
            }
        }
        return new Verdict(right, wrong);
    }

    private record Check(String what, boolean right, boolean named) {}

    private List<Check> checks(Plan plan, Set<String> notQuite) {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check("ground " + plan.backdrop() + plan.plain().map(c -> " " + c).orElse(""),
                ground(plan, notQuite),
                parts.keySet().stream().anyMatch(Set.of("scene", "plain", "gradient")::contains)));
        boolean identity = plan.framing() == FramingName.ID && said("framing").contains("ID");
        checks.add(check("light", plan.light().name(),
                identity ? LightName.FLAT.name() : plan.backdrop().light().name()));
        checks.add(check("grade", plan.grade().name(),
                identity ? GradeName.NEUTRAL.name() : plan.backdrop().grade().name()));
        checks.add(check("framing", plan.framing().name(),
                (plan.backdrop().isIdentity() ? FramingName.ID : FramingName.CLOSE).name()));
        checks.add(check("rendition", plan.rendition().name(), RenditionName.NONE.name()));
        Set<String> dyes = plan.dyes().stream().map(dye -> dye.garment().name() + ":" + dye.colour().name())
                .collect(Collectors.toSet());
        List<String> wanted = parts.getOrDefault("dye", List.of());
        wanted.forEach(dye -> checks.add(new Check("dye " + dye + " not in " + dyes,
                dyes.stream().anyMatch(is -> isDye(is, dye)), true)));
        dyes.stream().filter(is -> wanted.stream().noneMatch(dye -> isDye(is, dye)))
                .forEach(dye -> checks.add(new Check("unasked dye " + dye,
                        false, false)));
        admitted.forEach(words -> checks.add(new Check("not admitted: " + words,
                notQuite.stream().anyMatch(text -> text.contains(words)), true)));
        return checks;
    }

    // OUTER/SHIRT:BEIGE/BROWN: either garment in either colour.
    private static boolean isDye(String is, String wanted) {
        String[] of = is.split(":", -1);
        String[] either = wanted.split(":", -1);
        return List.of(either[0].split("/", -1)).contains(of[0]) && List.of(either[1].split("/", -1)).contains(of[1]);
    }

    private List<String> said(String part) {
        return parts.getOrDefault(part, List.of()).stream().flatMap(value -> Stream.of(value.split("/", -1))).toList();
    }

    private Check check(String part, String is, String otherwise) {
        List<String> wanted = said(part);
        return new Check(part + " " + is + ", expected " + (wanted.isEmpty() ? otherwise : wanted),
                wanted.isEmpty() ? is.equals(otherwise) : wanted.contains(is) || wanted.contains("*"),
                !wanted.isEmpty());
    }

    private boolean ground(Plan plan, Set<String> notQuite) {
        List<String> wanted = new ArrayList<>();
        for (String part : List.of("scene", "plain", "gradient")) {
            said(part).forEach(value -> wanted.add(part + "=" + value));
        }
        if (wanted.isEmpty()) {
            return plan.backdrop() == plan.rendition().backdrop();
        }
        return wanted.stream().anyMatch(value -> ground(value, plan, notQuite));
    }

    private static boolean ground(String wanted, Plan plan, Set<String> notQuite) {
        String value = wanted.substring(wanted.indexOf('=') + 1);
        if (!wanted.startsWith("scene=")) {
            String backdrop = wanted.startsWith("plain=") ? "PLAIN" : "GRADIENT";
            return plan.backdrop().name().equals(backdrop) && plan.plain().isPresent()
                    && near(value, plan.plain().get().rgb());
        }
        Matcher missing = MAY_BE_MISSING.matcher(value);
        if (!missing.matches()) {
            return value.equals("*") || plan.backdrop().name().equals(value);
        }
        boolean painted = Arrays.stream(BackdropName.values()).anyMatch(name -> name.name().equals(missing.group(1)));
        return painted
                ? plan.backdrop().name().equals(missing.group(1))
                : notQuite.stream().anyMatch(text -> text.contains(missing.group(2)));
    }

    private static boolean near(String code, int rgb) {
        int wanted = Integer.parseInt(code.substring(0, 6), 16);
        int far = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            far = Math.max(far, Math.abs((wanted >> shift & 0xff) - (rgb >> shift & 0xff)));
        }
        return code.endsWith("!") ? far == 0 : far <= NEAR;
    }
}
