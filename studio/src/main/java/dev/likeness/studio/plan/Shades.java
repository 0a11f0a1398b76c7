package dev.likeness.studio.plan;

import dev.likeness.core.PromptTerm.Role;
import dev.likeness.studio.plan.Reading.Known;
import dev.likeness.studio.plan.Reading.Word;
import dev.likeness.studio.plan.Term.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Colours that are named by another one: "light teal", "dusty rose", 浅杏色. Those that have a colour of their own (navy is
 * not half of blue) stand in the lexicon. Amounts by eye against charts of named colours.
 */
final class Shades {
    private static final int WHITE = 0xffffff;
    private static final Map<String, Shade> BY_WORD = Map.ofEntries(Map.entry("light", Shade.LIGHT),
            Map.entry("lite", Shade.LIGHT),
            Map.entry("pale", Shade.PALE), Map.entry("pastel", Shade.PALE), Map.entry("soft", Shade.LIGHT),
            Map.entry("baby", Shade.PALE), Map.entry("dark", Shade.DARK), Map.entry("deep", Shade.DARK),
            Map.entry("rich", Shade.DARK), Map.entry("burnt", Shade.DARK), Map.entry("dusty", Shade.DUSTY),
            Map.entry("muted", Shade.DUSTY), Map.entry("faded", Shade.DUSTY), Map.entry("matte", Shade.DUSTY),
            Map.entry("smoky", Shade.DUSTY), Map.entry("bright", Shade.BRIGHT), Map.entry("vivid", Shade.BRIGHT),
            Map.entry("vibrant", Shade.BRIGHT), Map.entry("warm", Shade.WARM), Map.entry("cool", Shade.COOL),
            Map.entry("浅", Shade.LIGHT), Map.entry("淡", Shade.PALE), Map.entry("嫩", Shade.LIGHT),
            Map.entry("粉", Shade.LIGHT), Map.entry("深", Shade.DARK), Map.entry("暗", Shade.DARK),
            Map.entry("灰", Shade.DUSTY), Map.entry("雾", Shade.DUSTY), Map.entry("哑光", Shade.DUSTY),
            Map.entry("亮", Shade.BRIGHT), Map.entry("鲜艳", Shade.BRIGHT), Map.entry("暖", Shade.WARM),
            Map.entry("冷", Shade.COOL));

    private enum Shade {
        LIGHT, PALE, DARK, DUSTY, BRIGHT, WARM, COOL;

        int of(int rgb) {
            return switch (this) {
                case LIGHT -> mixed(rgb, WHITE, 0.55);
                case PALE -> mixed(rgb, WHITE, 0.68);
                case DARK -> mixed(rgb, 0, 0.5);
                case DUSTY -> mixed(mixed(rgb, grey(rgb), 0.45), WHITE, 0.12);
                case BRIGHT -> mixed(rgb, grey(rgb), -0.3);
                case WARM -> moved(rgb, 10, 2, -10);
                case COOL -> moved(rgb, -10, 0, 10);
            };
        }
    }

    private Shades() {}

    /** A shade and its colour become one word. */
    static List<Word> joined(List<Word> words) {
        List<Word> result = new ArrayList<>(words.size());
        for (int i = words.size() - 1; i >= 0; i--) {
            Word word = words.get(i);
            if (word instanceof Known shade && BY_WORD.containsKey(shade.text()) && !result.isEmpty()
                    && result.getLast() instanceof Known colour && (colour.term().isColour() || isGround(colour))
                    && colour.start() - shade.end() <= 1) {
                result.set(result.size() - 1, joined(shade, colour));
            } else {
                result.add(word);
            }
        }
        return result.reversed();
    }

    private static Known joined(Known shade, Known colour) {
        String text = shade.text() + (colour.start() > shade.end() ? " " : "") + colour.text();
        int plain = colour.term().plain().orElseThrow().rgb();
        @Nullable
        Shade known = BY_WORD.get(shade.text());
        int rgb = known == null ? plain : known.of(plain);
        if (isGround(colour)) {
            Term ground = rgb == plain
                    ? colour.term()
                    : Term.said(Term.Sense.MEANS, Role.GROUND,
                            List.of(new Effect(Field.BACKDROP, BackdropName.PLAIN.name(), Effect.SAID)),
                            Optional.of(new PlainColour(
                                    shade.text() + " " + colour.term().plain().orElseThrow().name(), rgb)));
            return new Known(text, shade.start(), colour.end(), ground, Optional.empty(), false);
        }
        Term term = Term.beyond("colour", Role.COLOUR, true, Optional.empty()).painting(new PlainColour(text, rgb))
                .meaning(ClothColour.nearest(rgb));
        return new Known(text, shade.start(), colour.end(), term, term.colour(), false);
    }

    /** A background whose colour is named with it: "pastel [blue background]". */
    private static boolean isGround(Known word) {
        return word.term().plain().isPresent() && word.term().isBackdrop();
    }

    private static int grey(int rgb) {
        int luma = (int) Math.round(0.299 * (rgb >> 16) + 0.587 * (rgb >> 8 & 0xff) + 0.114 * (rgb & 0xff));
        return luma << 16 | luma << 8 | luma;
    }

    private static int mixed(int from, int to, double share) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            double a = from >> shift & 0xff;
            double b = to >> shift & 0xff;
            mixed = mixed << 8 | (int) Math.clamp(Math.round(a + share * (b - a)), 0, 255);
        }
        return mixed;
    }

    private static int moved(int rgb, int red, int green, int blue) {
        return Math.clamp((rgb >> 16) + red, 0, 255) << 16 | Math.clamp((rgb >> 8 & 0xff) + green, 0, 255) << 8
                | Math.clamp((rgb & 0xff) + blue, 0, 255);
    }
}
