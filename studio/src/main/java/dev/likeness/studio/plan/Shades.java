package dev.likeness.studio.plan;

import dev.likeness.core.PromptTerm.Role;
import dev.likeness.studio.plan.Reading.Known;
import dev.likeness.studio.plan.Reading.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * Colours that are named by another one: "light teal", "dusty rose", 浅杏色. Those that have a colour of their own (navy is
 * not half of blue) stand in the lexicon. Amounts by eye against charts of named colours.
 */
final class Shades {
    private static final int WHITE = 0xffffff;
    private static final IntUnaryOperator LIGHT = rgb -> mixed(rgb, WHITE, 0.55);
    private static final IntUnaryOperator PALE = rgb -> mixed(rgb, WHITE, 0.68);
    private static final IntUnaryOperator DARK = rgb -> mixed(rgb, 0, 0.5);
    private static final IntUnaryOperator DUSTY = rgb -> mixed(mixed(rgb, grey(rgb), 0.45), WHITE, 0.12);
    private static final IntUnaryOperator BRIGHT = rgb -> mixed(rgb, grey(rgb), -0.3);
    private static final IntUnaryOperator WARM = rgb -> moved(rgb, 10, 2, -10);
    private static final IntUnaryOperator COOL = rgb -> moved(rgb, -10, 0, 10);
    private static final Map<String, IntUnaryOperator> BY_WORD = Map.ofEntries(Map.entry("light", LIGHT),
            Map.entry("pale", PALE), Map.entry("pastel", PALE), Map.entry("soft", LIGHT), Map.entry("baby", PALE),
            Map.entry("dark", DARK), Map.entry("deep", DARK), Map.entry("rich", DARK), Map.entry("burnt", DARK),
            Map.entry("dusty", DUSTY), Map.entry("muted", DUSTY), Map.entry("faded", DUSTY), Map.entry("matte", DUSTY),
            Map.entry("smoky", DUSTY), Map.entry("bright", BRIGHT), Map.entry("vivid", BRIGHT),
            Map.entry("vibrant", BRIGHT), Map.entry("warm", WARM), Map.entry("cool", COOL), Map.entry("浅", LIGHT),
            Map.entry("淡", PALE), Map.entry("嫩", LIGHT), Map.entry("粉", LIGHT), Map.entry("深", DARK),
            Map.entry("暗", DARK), Map.entry("灰", DUSTY), Map.entry("雾", DUSTY), Map.entry("哑光", DUSTY),
            Map.entry("亮", BRIGHT), Map.entry("鲜艳", BRIGHT), Map.entry("暖", WARM), Map.entry("冷", COOL));

    private Shades() {}

    /** A shade and its colour become one word. */
    static List<Word> joined(List<Word> words) {
        List<Word> result = new ArrayList<>(words.size());
        for (int i = words.size() - 1; i >= 0; i--) {
            Word word = words.get(i);
            if (word instanceof Known shade && BY_WORD.containsKey(shade.text()) && !result.isEmpty()
                    && result.getLast() instanceof Known colour && colour.term().isColour()
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
        int rgb = BY_WORD.getOrDefault(shade.text(), IntUnaryOperator.identity())
                .applyAsInt(colour.term().plain().orElseThrow().rgb());
        Term term = Term.beyond("colour", Role.COLOUR, true, Optional.empty()).painting(new PlainColour(text, rgb))
                .meaning(ClothColour.nearest(rgb));
        return new Known(text, shade.start(), colour.end(), term, term.colour(), false);
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
