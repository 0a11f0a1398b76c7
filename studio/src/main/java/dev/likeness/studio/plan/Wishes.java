package dev.likeness.studio.plan;

import dev.likeness.studio.plan.Reading.Known;
import dev.likeness.studio.plan.Term.Effect;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the prompt asks of each field: the strongest wish, and among equals the last. */
final class Wishes {
    private final Map<Field, Wish> strongest = new EnumMap<>(Field.class);

    private record Wish(Effect effect, Known word) {}

    void hear(Effect effect, Known word) {
        @Nullable
        Wish before = strongest.get(effect.field());
        if (before == null || effect.strength() >= before.effect.strength()) {
            strongest.put(effect.field(), new Wish(effect, word));
        }
    }

    /** The decisions that stand and agree with this word, described for people. */
    List<String> wonBy(Known word) {
        return word.term().effects().stream().filter(this::stands)
                .map(effect -> effect.field().describe(effect.value())).toList();
    }

    private boolean stands(Effect effect) {
        @Nullable
        Wish wish = strongest.get(effect.field());
        return wish != null && wish.effect.value().equals(effect.value());
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
