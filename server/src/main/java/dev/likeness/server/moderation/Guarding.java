package dev.likeness.server.moderation;

import dev.likeness.server.settings.Variables;
import dev.likeness.service.moderation.Moderation;
import dev.likeness.service.moderation.Moderator;
import dev.likeness.service.moderation.PictureClassifier;
import dev.likeness.service.moderation.Point;
import dev.likeness.service.moderation.WordList;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Moderation and consent as the operator wants them; all of it is off unless it is chosen.
 *
 * @param moderation      every moderator, opened
 * @param consentRequired whether each order must state a consent
 */
public record Guarding(Moderation moderation, boolean consentRequired) {
    public static final Guarding OFF = new Guarding(Moderation.OFF, false);

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /**
     * Changed by {@code LIKENESS_MODERATION_WORDS} (word lists, separated by commas), {@code LIKENESS_MODERATION_URL} with
     * {@code _TOKEN}, {@code _TIMEOUT} (seconds), {@code _FAIL} (closed or open) and {@code _POINTS}, by {@code
     * LIKENESS_MODERATION_MODEL} (a file or folder, off, or else what is in the folder of models) with {@code _DRAWINGS}, {@code _HENTAI}, {@code _NEUTRAL}, {@code _PORN}, {@code _SEXY}
     * (thresholds), and by {@code LIKENESS_CONSENT_REQUIRED}.
     *
     * @param models where a network is looked for unless one is named
     * @throws IllegalArgumentException when one of them cannot be used; the message names it
     */
    public Guarding with(Map<String, String> environment, Path models) {
        Variables variables = new Variables(environment);
        List<Moderator> moderators = new ArrayList<>(moderation.moderators());
        variables.text("MODERATION_WORDS").ifPresent(text -> moderators.add(variables.read("MODERATION_WORDS",
                new WordList(List.of()), files -> WordList.read(Arrays.stream(files.split(","))
                        .map(String::strip).filter(file -> !file.isEmpty()).map(Path::of).toList()))));
        variables.text("MODERATION_URL").ifPresent(text -> moderators.add(http(variables)));
        classifier(variables, models).ifPresent(moderators::add);
        return new Guarding(new Moderation(moderators),
                variables.read("CONSENT_REQUIRED", consentRequired, Guarding::flag));
    }

    private static Moderator http(Variables variables) {
        return new HttpModerator(new HttpModerator.Wanted(
                variables.read("MODERATION_URL", URI.create(""), Guarding::address),
                variables.text("MODERATION_TOKEN").map(String::strip),
                variables.read("MODERATION_TIMEOUT", TIMEOUT, Guarding::seconds),
                variables.read("MODERATION_FAIL", true, Guarding::closed),
                variables.read("MODERATION_POINTS", EnumSet.allOf(Point.class), Guarding::points)));
    }

    private static Optional<Moderator> classifier(Variables variables, Path models) {
        PictureClassifier.Thresholds usual = PictureClassifier.Thresholds.DEFAULT;
        PictureClassifier.Thresholds thresholds = new PictureClassifier.Thresholds(
                variables.read("MODERATION_DRAWINGS", usual.drawings(), Guarding::probability),
                variables.read("MODERATION_HENTAI", usual.hentai(), Guarding::probability),
                variables.read("MODERATION_NEUTRAL", usual.neutral(), Guarding::probability),
                variables.read("MODERATION_PORN", usual.porn(), Guarding::probability),
                variables.read("MODERATION_SEXY", usual.sexy(), Guarding::probability));
        return variables.<Optional<Moderator>>read("MODERATION_MODEL", Optional.empty(),
                path -> path.equals("off")
                        ? Optional.of(new WordList(List.of()))
                        : Optional.of(PictureClassifier.find(Path.of(path), thresholds)))
                .or(() -> PictureClassifier.findIfThere(models, thresholds))
                .filter(found -> found instanceof PictureClassifier);
    }

    private static URI address(String text) {
        URI address = URI.create(text);
        if (!Set.of("http", "https").contains(Optional.ofNullable(address.getScheme()).orElse(""))
                || address.getHost() == null) {
            throw new IllegalArgumentException("it must be an http or https address");
        }
        return address;
    }

    private static Duration seconds(String text) {
        Duration time = Duration.ofSeconds(Long.parseLong(text));
        if (time.compareTo(Duration.ofSeconds(1)) < 0 || time.compareTo(Duration.ofMinutes(2)) > 0) {
            throw new IllegalArgumentException("use 1 to 120 seconds");
        }
        return time;
    }

    private static boolean closed(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "closed" -> true;
            case "open" -> false;
            default -> throw new IllegalArgumentException("use closed (orders are refused while the moderator does not"
                    + " answer) or open (they pass)");
        };
    }

    private static boolean flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes" -> true;
            case "false", "0", "no" -> false;
            default -> throw new IllegalArgumentException("use true or false");
        };
    }

    private static EnumSet<Point> points(String text) {
        return Variables.items(text).stream().map(name -> Point.valueOf(name.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Point.class)));
    }

    private static double probability(String text) {
        if (text.equalsIgnoreCase("off")) {
            return PictureClassifier.Thresholds.NEVER;
        }
        double value = Double.parseDouble(text);
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException("use a probability above 0, up to 1, or off");
        }
        return value;
    }
}
