package dev.likeness.studio.plan;

import dev.likeness.studio.plan.Reading.Known;
import dev.likeness.studio.plan.Term.Effect;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the prompt asks of each field: the strongest wish, and among equals the last. */
final class Wishes {
    private final Map<Field, Wish> strongest = new EnumMap<>(Field.class);

    private record Wish(Effect effect, Known word) {}

    /** Takes a wish into account. */
    void add(Effect effect, Known word) {
        @Nullable
        Wish before = strongest.get(effect.field());
        if (before == null || (effect.strength() >= before.effect.strength() && !isSilver(before.effect, effect))
                || isSilver(effect, before.effect)) {
            strongest.put(effect.field(), new Wish(effect, word));
        }
    }

    // A picture is in black and white or it is not: no other grade that is said, before or behind, brings colour back.
    private static boolean isSilver(Effect effect, Effect other) {
        return effect.field() == Field.GRADE && effect.value().equals(GradeName.BLACK_AND_WHITE.name())
                && effect.strength() == 2 && !other.value().equals(effect.value());
    }

    /** The decisions that stand and agree with this word, described for people. */
    List<String> wonBy(Known word) {
        return word.term().effects().stream().filter(effect -> stands(effect, word))
                .map(effect -> described(effect, word)).toList();
    }

    private boolean stands(Effect effect, Known word) {
        @Nullable
        Wish wish = strongest.get(effect.field());
        return wish != null && (wish.effect.value().equals(effect.value())
                ? wish.word.term().plain().equals(word.term().plain()) || !isPlain(effect)
                : isFilmInSilver(wish.effect, effect));
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
        String text = effect.field().describe(effect.value());
        return isPlain(effect) ? text + word.term().plain().map(colour -> " " + colour).orElse("") : text;
    }

    private static boolean isPlain(Effect effect) {
        return effect.field() == Field.BACKDROP && effect.value().equals(BackdropName.PLAIN.name());
    }

    /** The colour of the background, if that is a plain one. */
    Optional<PlainColour> plain() {
        return Optional.ofNullable(strongest.get(Field.BACKDROP)).filter(wish -> isPlain(wish.effect))
                .flatMap(wish -> wish.word.term().plain());
    }

    BackdropName backdrop(BackdropName otherwise) {
        return BackdropName.valueOf(value(Field.BACKDROP, otherwise.name()));
    }

    LightName light(LightName otherwise) {
        return LightName.valueOf(value(Field.LIGHT, otherwise.name()));
    }

    GradeName grade(GradeName otherwise) {
        return GradeName.valueOf(value(Field.GRADE, otherwise.name()));
    }

    FramingName framing(FramingName otherwise) {
        return FramingName.valueOf(value(Field.FRAMING, otherwise.name()));
    }

    RenditionName rendition() {
        return RenditionName.valueOf(value(Field.RENDITION, RenditionName.NONE.name()));
    }

    private String value(Field field, String otherwise) {
        @Nullable
        Wish wish = strongest.get(field);
        return wish == null ? otherwise : wish.effect.value();
    }
}
