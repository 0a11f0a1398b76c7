package dev.likeness.studio.plan;

import dev.likeness.studio.plan.Reading.Known;
import dev.likeness.studio.plan.Term.Effect;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the order asks of each field: the firmest wish, and among equals the last. The client's own words weigh more than
 * the template's: a place more than its place, and of light, colours and frame even an adjective more than what it says.
 */
final class Wishes {
    /** Between two steps of {@link Effect#strength}, where the template's words stand. */
    private static final int FINE = 10;
    private static final int OF_TEMPLATES = 1;
    /** What a place is at another season or hour, which it would have by itself. */
    private static final Map<BackdropName, List<BackdropName>> IN_SEASON = Map.of(BackdropName.FOLIAGE,
            List.of(BackdropName.AUTUMN, BackdropName.WINTER_WOOD), BackdropName.FOREST_PATH,
            List.of(BackdropName.AUTUMN, BackdropName.WINTER_WOOD), BackdropName.SEA_DAY,
            List.of(BackdropName.BEACH_DUSK));
    private final Map<Field, Wish> strongest = new EnumMap<>(Field.class);
    /** Places that a season or an hour would have by itself. */
    private final Set<BackdropName> seasons = EnumSet.noneOf(BackdropName.class);
    /** Backgrounds that were said at all. */
    private final Set<BackdropName> places = EnumSet.noneOf(BackdropName.class);
    /** The sun is said to shine. */
    private boolean day;
    private Optional<BackdropName> replaced = Optional.empty();
    /** {@code field value}. */
    private final Set<String> denied = new HashSet<>();

    private record Wish(Effect effect, Known word, int weight) {}

    /** What a field of the order, rather than a word, puts behind the sitter. */
    private Optional<BackdropName> ordered = Optional.empty();
    private Optional<PlainColour> orderedColours = Optional.empty();

    /** Whatever words say, this stands behind the sitter. */
    void order(BackdropName name, Optional<PlainColour> colours) {
        ordered = Optional.of(name);
        orderedColours = colours;
    }

    /** Takes a wish into account. */
    void add(Effect effect, Known word, boolean ofTemplate) {
        int weight = weight(effect, ofTemplate);
        if (weight <= Effect.IMPLIED * FINE && denied.contains(key(effect.field(), effect.value()))) {
            return;
        }
        if (effect.field() == Field.BACKDROP && effect.strength() == Effect.SEASON) {
            seasons.add(BackdropName.valueOf(effect.value()));
        }
        if (effect.field() == Field.BACKDROP && effect.strength() >= Effect.IMPLIED) {
            places.add(BackdropName.valueOf(effect.value()));
        }
        if (effect.field() == Field.AIR && effect.value().equals(Air.CLEAR.name())) {
            day = true;
            return;
        }
        @Nullable
        Wish before = strongest.get(effect.field());
        if (before == null || (weight >= before.weight && !isSilver(before.effect, effect)
                && !(weight == before.weight && isHeadOfIdentity(effect, before.effect)))
                || isSilver(effect, before.effect)
                || weight == before.weight && isHeadOfIdentity(before.effect, effect)) {
            strongest.put(effect.field(), new Wish(effect, word, weight));
        }
    }

    private static int weight(Effect effect, boolean ofTemplate) {
        int own = effect.strength() * FINE;
        if (!ofTemplate || effect.strength() <= Effect.DEFAULT) {
            return own;
        }
        int most = (effect.field() == Field.BACKDROP ? Effect.WIDE : Effect.SEASON) * FINE;
        // Their order among themselves stays.
        return own < most ? own - OF_TEMPLATES : most - (Effect.SAID + 1 - effect.strength()) * OF_TEMPLATES;
    }

    /** Something is unwanted: neither what is implied nor what the template says nor what goes without saying is it. */
    void deny(Effect effect) {
        denied.add(key(effect.field(), effect.value()));
        @Nullable
        Wish wish = strongest.get(effect.field());
        if (wish != null && wish.effect.value().equals(effect.value())
                && (wish.weight <= Effect.IMPLIED * FINE || wish.weight % FINE != 0)) {
            strongest.remove(effect.field());
        }
    }

    /**
     * All is said. A painting stands on the ground that suits it: the ground that only goes with a light is for
     * photographs.
     */
    void settle() {
        ordered.filter(name -> orderedColours.isPresent() || !name.name().equals(value(Field.BACKDROP, "", "")))
                .ifPresent(_ -> strongest.remove(Field.BACKDROP));
        @Nullable
        Wish ground = strongest.get(Field.BACKDROP);
        if (ground != null && ground.effect.strength() == Effect.IMPLIED && rendition() != RenditionName.NONE
                && !BackdropName.valueOf(ground.effect.value()).isOwn()) {
            strongest.remove(Field.BACKDROP);
        } else if (ground != null) {
            together(ground).ifPresent(both -> {
                replaced = Optional.of(BackdropName.valueOf(ground.effect.value()));
                strongest.put(Field.BACKDROP, new Wish(new Effect(Field.BACKDROP, both.name(),
                        ground.effect.strength()), ground.word, ground.weight));
            });
        }
        settleAir();
    }

    private void settleAir() {
        BackdropName place = backdrop(rendition().backdrop());
        if (!place.takes(air())) {
            strongest.remove(Field.AIR);
        }
    }

    /** The place that is meant by a place and a season or an hour: a forest in autumn, a city at sunset, a street at night. */
    private Optional<BackdropName> together(Wish ground) {
        BackdropName place = BackdropName.valueOf(ground.effect.value());
        boolean wide = ground.effect.strength() == Effect.WIDE;
        if (place == BackdropName.OWN) {
            return spoken(BackdropName.OWN_BLURRED);
        }
        if (place == BackdropName.BEACH_DUSK && byDay(ground)) {
            return Optional.of(BackdropName.SEA_DAY);
        }
        // A tree at Christmas is that tree; a garden in spring blossoms, a forest is green.
        if (place == BackdropName.FOLIAGE && wide && places.contains(BackdropName.CHRISTMAS)) {
            return Optional.of(BackdropName.CHRISTMAS);
        }
        if (place == BackdropName.FOLIAGE && wide && seasons.contains(BackdropName.SAKURA)) {
            return Optional.of(BackdropName.SAKURA);
        }
        if (IN_SEASON.containsKey(place)) {
            return IN_SEASON.get(place).stream().filter(seasons::contains).findFirst();
        }
        if (wide && place == BackdropName.CITY_NIGHT && seasons.contains(BackdropName.BEACH_DUSK)
                && !seasons.contains(BackdropName.CITY_NIGHT)) {
            return Optional.of(BackdropName.SKYLINE);
        }
        return wide && place == BackdropName.BRICK && seasons.contains(BackdropName.CITY_NIGHT)
                ? Optional.of(BackdropName.CITY_NIGHT)
                : Optional.empty();
    }

    private Optional<BackdropName> spoken(BackdropName name) {
        return places.contains(name) && !denied.contains(key(Field.BACKDROP, name.name()))
                ? Optional.of(name)
                : Optional.empty();
    }

    /** A sea under a blue sky or in summer, unless an hour is said with it or elsewhere. */
    private boolean byDay(Wish ground) {
        boolean ofAnHour = ground.word.term().effects().stream().anyMatch(effect -> effect.field() == Field.AIR);
        return (day || seasons.contains(BackdropName.SEA_DAY)
                || denied.contains(key(Field.AIR, Air.GOLDEN_HOUR.name()))) && !ofAnHour
                && !seasons.contains(BackdropName.BEACH_DUSK) && !seasons.contains(BackdropName.CITY_NIGHT);
    }

    private static String key(Field field, String value) {
        return field + " " + value;
    }

    // A picture is in black and white or it is not: no other grade that is said, before or behind, brings colour back.
    private static boolean isSilver(Effect effect, Effect other) {
        return effect.field() == Field.GRADE && effect.value().equals(GradeName.BLACK_AND_WHITE.name())
                && effect.strength() >= Effect.SEASON && !other.value().equals(effect.value());
    }

    // The headshot of a passport has the proportions of a passport.
    private static boolean isHeadOfIdentity(Effect head, Effect identity) {
        return head.field() == Field.FRAMING && head.value().equals(FramingName.CLOSE.name())
                && identity.value().equals(FramingName.ID.name());
    }

    /** The decisions that stand and agree with this word, described for people. */
    List<String> wonBy(Known word) {
        return word.term().effects().stream().filter(effect -> !isAside(effect) && stands(effect, word))
                .map(effect -> described(effect, word)).toList();
    }

    /** Whether everything that this word says stands. */
    boolean allWonBy(Known word) {
        return word.term().effects().stream().filter(effect -> effect.strength() >= Effect.SEASON)
                .allMatch(effect -> stands(effect, word));
    }

    // The hour that goes with a place or a light says nothing by itself, nor does the crop that goes with a mood.
    private static boolean isAside(Effect effect) {
        return effect.field() == Field.AIR && effect.strength() < Effect.SEASON
                || effect.field() == Field.FRAMING && effect.strength() <= Effect.VAGUE;
    }

    private boolean stands(Effect effect, Known word) {
        @Nullable
        Wish wish = strongest.get(effect.field());
        // A beach at dusk is painted at dusk.
        if (effect.field() == Field.AIR && backdrop(rendition().backdrop()).own().name().equals(effect.value())) {
            return true;
        }
        return wish != null && (wish.effect.value().equals(effect.value()) || isReplaced(effect)
                ? wish.word.term().plain().equals(word.term().plain()) || !hasColour(effect)
                : isFilmInSilver(wish.effect, effect));
    }

    private boolean isReplaced(Effect effect) {
        return effect.field() == Field.BACKDROP
                && replaced.filter(name -> name.name().equals(effect.value())).isPresent();
    }

    // The silver grade has the curve and the grain of film.
    private static boolean isFilmInSilver(Effect standing, Effect effect) {
        return standing.value().equals(GradeName.BLACK_AND_WHITE.name())
                && effect.value().equals(GradeName.FILM.name());
    }

    private String described(Effect effect, Known word) {
        @Nullable
        Wish wish = strongest.get(effect.field());
        if (wish != null && isFilmInSilver(wish.effect, effect)) {
            return "film in black and white";
        }
        String text = effect.field()
                .describe(wish != null && isReplaced(effect) ? wish.effect.value() : effect.value());
        return hasColour(effect) ? text + word.term().plain().map(colour -> " " + colour).orElse("") : text;
    }

    private static boolean hasColour(Effect effect) {
        return effect.field() == Field.BACKDROP && BackdropName.valueOf(effect.value()).hasColour();
    }

    /** The colour of the background, if that has one. */
    Optional<PlainColour> plain() {
        if (orderedColours.isPresent()) {
            return orderedColours;
        }
        return Optional.ofNullable(strongest.get(Field.BACKDROP)).filter(wish -> hasColour(wish.effect))
                .flatMap(wish -> wish.word.term().plain());
    }

    BackdropName backdrop(BackdropName otherwise) {
        return ordered.isPresent()
                ? ordered.get()
                : BackdropName.valueOf(value(Field.BACKDROP, otherwise.name(), BackdropName.PAPER_GREY.name()));
    }

    Air air() {
        return Air.valueOf(value(Field.AIR, Air.CLEAR.name(), Air.CLEAR.name()));
    }

    LightName light(LightName otherwise) {
        return LightName.valueOf(value(Field.LIGHT, otherwise.name(), LightName.LOOP.name()));
    }

    GradeName grade(GradeName otherwise) {
        return GradeName.valueOf(value(Field.GRADE, otherwise.name(), GradeName.NEUTRAL.name()));
    }

    FramingName framing(FramingName otherwise) {
        return FramingName.valueOf(value(Field.FRAMING, otherwise.name(), FramingName.BUST.name()));
    }

    RenditionName rendition() {
        return RenditionName.valueOf(value(Field.RENDITION, RenditionName.NONE.name(), RenditionName.NONE.name()));
    }

    private String value(Field field, String otherwise, String instead) {
        @Nullable
        Wish wish = strongest.get(field);
        return wish != null ? wish.effect.value() : denied.contains(key(field, otherwise)) ? instead : otherwise;
    }
}
