package dev.likeness.studio.plan;

import dev.likeness.studio.plan.Reading.Known;
import dev.likeness.studio.plan.Reading.Pause;
import dev.likeness.studio.plan.Reading.Word;
import dev.likeness.studio.plan.Term.Effect;
import dev.likeness.studio.plan.Term.Sense;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the colour of a plain background: before its noun ("a plain light blue background"), behind it ("background:
 * #f4e1d2", 背景换成浅蓝色), and, in an order for an identity photo, wherever a colour stands that belongs to nothing else
 * ("id photo blue", 蓝色证件照).
 */
final class BackgroundColours {
    private static final Set<String> NOUNS = Set.of("background", "backdrop", "background colour", "background color",
            "plain background", "plain backdrop", "simple background", "clean background", "neutral background",
            "seamless background", "seamless paper", "paper background", "paper backdrop", "studio background",
            "studio backdrop", "studio", "背景", "底", "底色", "背景色", "背景颜色", "背景为", "背景是", "作为背景", "纯色背景", "简洁背景", "干净背景",
            "背景纸", "无缝纸");
    /** May stand between a colour and its noun. */
    private static final Set<String> BETWEEN = Set.of("plain", "solid", "simple", "clean", "studio", "colour",
            "color", "的", "色");
    /** May stand between the noun and its colour. */
    private static final Set<String> LINKS = Set.of("in", "into", "to", "is", "be", "a", "the", "plain", "colour",
            "color", "turned", "changed", "made", "of", "with", "换成", "换为", "换", "改成", "改为", "改", "变成", "变为", "是", "为",
            "用",
            "的", "颜色");

    private BackgroundColours() {}

    /** Colours and the nouns they belong to become one word. */
    static List<Word> joined(List<Word> words) {
        List<Word> result = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            int end = before(words, i);
            if (end < 0) {
                end = behind(words, i);
            }
            if (end < 0) {
                result.add(words.get(i));
                continue;
            }
            Known colour = words.subList(i, end + 1).stream().filter(BackgroundColours::isColour)
                    .map(Known.class::cast).findFirst().orElseThrow();
            result.add(plain(spelled(words.subList(i, end + 1)), colour));
            i = end;
        }
        return result;
    }

    /** Where the noun is whose colour stands at {@code from}; -1 if none. */
    private static int before(List<Word> words, int from) {
        if (!isColour(words.get(from))) {
            return -1;
        }
        int at = from + 1;
        while (at < words.size() && !isNoun(words.get(at)) && words.get(at) instanceof Known between
                && BETWEEN.contains(between.text())) {
            at++;
        }
        if (at >= words.size() || !isNoun(words.get(at))) {
            return -1;
        }
        // "studio" is a noun of its own only where no better one follows: "light blue studio background".
        return at + 1 < words.size() && isNoun(words.get(at + 1)) ? at + 1 : at;
    }

    /** Where the colour is whose noun stands at {@code from}; -1 if none. */
    private static int behind(List<Word> words, int from) {
        if (!isNoun(words.get(from)) || ((Known) words.get(from)).text().equals("studio")) {
            return -1;
        }
        int at = from + 1;
        while (at < words.size() && isLink(words.get(at))) {
            at++;
        }
        return at < words.size() && isColour(words.get(at)) && !Reading.belongsToNext(words, at) ? at : -1;
    }

    private static boolean isLink(Word word) {
        return switch (word) {
            case Known known -> LINKS.contains(known.text());
            case Pause pause -> pause.text().equals(":") || pause.text().equals("=");
            case Reading.Unknown unknown -> false;
        };
    }

    private static boolean isNoun(Word word) {
        return word instanceof Known known && NOUNS.contains(known.text());
    }

    private static boolean isColour(Word word) {
        return word instanceof Known known && known.term().adjective() && known.term().plain().isPresent();
    }

    /** In an order for an identity photo colours that belong to nothing become the background's. */
    static List<Word> ofIdentityPhotos(List<Word> words) {
        if (words.stream().noneMatch(BackgroundColours::isIdentityPhoto)) {
            return words;
        }
        List<Word> result = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            boolean ofSomethingUnknown = i + 1 < words.size() && words.get(i + 1) instanceof Reading.Unknown;
            if (!isColour(word) || ofSomethingUnknown) {
                result.add(word);
            } else {
                result.add(identity((Known) word));
            }
        }
        return result;
    }

    private static boolean isIdentityPhoto(Word word) {
        return word instanceof Known known && known.term().effects().stream().anyMatch(
                effect -> effect.field() == Field.FRAMING && effect.value().equals(FramingName.ID.name()));
    }

    /** The three colours that authorities ask for have backgrounds of their own. */
    private static Known identity(Known colour) {
        Optional<BackdropName> known = colour.term().colour().flatMap(cloth -> switch (cloth) {
            case BLUE -> Optional.of(BackdropName.ID_BLUE);
            case RED -> Optional.of(BackdropName.ID_RED);
            case WHITE -> Optional.of(BackdropName.ID_WHITE);
            default -> Optional.empty();
        });
        return known.map(name -> new Known(colour.text(), said(name, Optional.empty()), Optional.empty(), false))
                .orElseGet(() -> plain(colour.text(), colour));
    }

    private static Known plain(String text, Known colour) {
        return new Known(text, said(BackdropName.PLAIN, colour.term().plain()), Optional.empty(), false);
    }

    private static Term said(BackdropName name, Optional<PlainColour> plain) {
        return new Term(Sense.MEANS, List.of(new Effect(Field.BACKDROP, name.name(), 2)), "", Optional.empty(),
                Optional.empty(), plain, false);
    }

    private static String spelled(List<Word> words) {
        StringBuilder text = new StringBuilder();
        for (Word word : words) {
            boolean spaced = !text.isEmpty() && Lexicon.wordLike(text.charAt(text.length() - 1))
                    && !(word instanceof Pause);
            text.append(spaced || word.text().startsWith("#") && !text.isEmpty() ? " " : "").append(word.text());
        }
        return text.toString();
    }
}
