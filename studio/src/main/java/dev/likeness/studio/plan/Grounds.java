package dev.likeness.studio.plan;

import dev.likeness.core.PromptTerm.Role;
import dev.likeness.studio.plan.Reading.Known;
import dev.likeness.studio.plan.Reading.Pause;
import dev.likeness.studio.plan.Reading.Unknown;
import dev.likeness.studio.plan.Reading.Word;
import dev.likeness.studio.plan.Term.Effect;
import dev.likeness.studio.plan.Term.Sense;
import dev.likeness.studio.plan.words.BackgroundWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the colour of a plain background: before its noun ("a plain light blue background"), behind it ("background:
 * #f4e1d2", 背景换成浅蓝色), as a gradient ("a teal gradient", 渐变蓝背景) of two colours too ("gradient from teal to
 * #f4e1d2", 从蓝色到粉色的渐变), instead of another ("from red to blue", 从蓝色换成红色),
 * and, in an order for an identity photo, wherever a colour stands that belongs to nothing else ("id photo blue", 蓝色证件照).
 */
final class Grounds {
    private final List<Word> words;

    private Grounds(List<Word> words) {
        this.words = words;
    }

    /** Colours and the nouns they belong to become one word. */
    static List<Word> joined(List<Word> words) {
        return words.stream().noneMatch(Grounds::hasColour) ? words : new Grounds(words).joined();
    }

    /** A colour with its noun, from the word they begin with to the word they end with. */
    private record Found(int end, Known colour, boolean wall, boolean gradient, Optional<PlainColour> to) {
        Found(int end, Known colour, boolean wall, boolean gradient) {
            this(end, colour, wall, gradient, Optional.empty());
        }
    }

    private List<Word> joined() {
        List<Word> result = new ArrayList<>(words.size());
        boolean asked = false;
        for (int i = 0; i < words.size(); i++) {
            Optional<Found> found = found(i);
            if (found.isEmpty() && asked) {
                found = changedLater(i);
            }
            if (found.isEmpty()) {
                result.add(words.get(i));
                asked = isGround(words.get(i)) || asked && !isGarment(words.get(i));
                continue;
            }
            List<Word> spell = words.subList(i, found.get().end + 1);
            result.add(ground(spell, found.get()));
            // What a thing is made of is no part of its colour.
            spell.stream().filter(Grounds::isMaterial).forEach(result::add);
            asked = true;
            i = found.get().end;
        }
        return result;
    }

    private Optional<Found> found(int from) {
        return two(from).or(() -> before(from).map(this::onward)).or(() -> behindGradient(from)).or(() -> behind(from))
                .map(this::changed)
                .or(() -> named(from));
    }

    /** A gradient behind its two colours: "teal to cream gradient", 蓝粉渐变背景. */
    private Optional<Found> two(int from) {
        if (!(words.get(from) instanceof Known first) || !isColour(first)) {
            return Optional.empty();
        }
        int at = from + 1;
        while (at < words.size() && words.get(at) instanceof Known bridge
                && BackgroundWords.BRIDGES.contains(bridge.text())) {
            at++;
        }
        if (at >= words.size() || !(words.get(at) instanceof Known second)) {
            return Optional.empty();
        }
        if (!isColour(second)) {
            return ofTintedGradient(second).map(to -> new Found(endOfNoun(words.indexOf(second)), first, false, true,
                    Optional.of(to)));
        }
        boolean gradient = false;
        int end = at + 1;
        while (end < words.size() && words.get(end) instanceof Known between && !isNoun(between)
                && (BackgroundWords.BETWEEN.contains(between.text())
                        || BackgroundWords.GRADIENTS.contains(between.text()))) {
            gradient |= BackgroundWords.GRADIENTS.contains(between.text());
            end++;
        }
        return gradient
                ? Optional.of(new Found(endOfNoun(end - 1), first, false, true, second.term().plain()))
                : Optional.empty();
    }

    /** Of a word that names a gradient of one colour, which may be no {@link PlainColour} by itself: "pink gradient". */
    private static Optional<PlainColour> ofTintedGradient(Known word) {
        String text = word.text();
        int cut = text.contains("渐变") ? text.indexOf("渐变") : text.indexOf("gradient");
        return cut <= 0 || !word.term().isBackdrop()
                ? Optional.empty()
                : Optional.ofNullable(Lexicon.shipped().terms().get(text.substring(0, cut).strip()))
                        .flatMap(Term::plain);
    }

    /** The last word of the noun behind a word, or the word itself. */
    private int endOfNoun(int at) {
        int end = at;
        while (end + 1 < words.size() && isNoun(words.get(end + 1))) {
            end++;
        }
        return end;
    }

    /** A gradient of one colour that leads on to another: 从蓝色渐变[到粉色]. */
    private Found onward(Found found) {
        int at = found.end + 1;
        boolean leads = false;
        while (at < words.size() && words.get(at) instanceof Known bridge
                && BackgroundWords.BRIDGES.contains(bridge.text())) {
            leads |= BackgroundWords.ONWARD.contains(bridge.text());
            at++;
        }
        return found.gradient && leads && at < words.size() && words.get(at) instanceof Known colour
                && isTint(colour) && (!Reading.belongsToNext(words, at) || isNoun(words.get(at + 1)))
                        ? new Found(endOfNoun(at), found.colour, false, true, colour.term().plain())
                        : found;
    }

    /** The noun whose colour stands at {@code from}. */
    private Optional<Found> before(int from) {
        if (!(words.get(from) instanceof Known colour) || !isColour(colour)) {
            return Optional.empty();
        }
        boolean gradient = false;
        int at = from + 1;
        while (at < words.size() && words.get(at) instanceof Known between && !isNoun(between)
                && (BackgroundWords.BETWEEN.contains(between.text())
                        || BackgroundWords.GRADIENTS.contains(between.text()) || isMaterial(between))) {
            gradient |= BackgroundWords.GRADIENTS.contains(between.text());
            at++;
        }
        if (at < words.size() && isNoun(words.get(at))) {
            // "studio" is a noun of its own only where no better one follows: "light blue studio background".
            int end = at + 1 < words.size() && isNoun(words.get(at + 1)) ? at + 1 : at;
            return Optional.of(new Found(end, colour, isWall(words.get(end)), gradient));
        }
        return gradient ? Optional.of(new Found(at - 1, colour, false, true)) : Optional.empty();
    }

    /** A gradient with its colour behind it: "gradient from navy to black", 渐变蓝背景. */
    private Optional<Found> behindGradient(int from) {
        if (!(words.get(from) instanceof Known word) || !BackgroundWords.GRADIENTS.contains(word.text())) {
            return Optional.empty();
        }
        int at = from + 1;
        while (at < words.size() && (isLink(words.get(at)) || isFrom(words.get(at)))) {
            at++;
        }
        // Colours that have a background of their own are one word with it: 渐变[蓝背景].
        if (at >= words.size() || !(words.get(at) instanceof Known colour) || colour.term().plain().isEmpty()) {
            return Optional.empty();
        }
        int end = at;
        Optional<PlainColour> to = Optional.empty();
        while (end + 1 < words.size() && (isNoun(words.get(end + 1)) || isTint(words.get(end + 1))
                || words.get(end + 1) instanceof Known link && (BackgroundWords.CHANGES.contains(link.text())
                        || BackgroundWords.BRIDGES.contains(link.text())) && end + 2 < words.size()
                        && isTint(words.get(end + 2)))) {
            end++;
            if (to.isEmpty() && words.get(end) instanceof Known second && isTint(second)) {
                to = second.term().plain();
            }
        }
        return Optional.of(new Found(end, colour, false, true, to));
    }

    /** The colour whose noun stands at {@code from}. */
    private Optional<Found> behind(int from) {
        if (!isNoun(words.get(from)) || ((Known) words.get(from)).text().equals("studio")) {
            return Optional.empty();
        }
        int at = from + 1;
        while (at < words.size() && isLink(words.get(at))) {
            at++;
        }
        if (at < words.size() && isFrom(words.get(at))) {
            return afterChange(at + 1);
        }
        return at < words.size() && words.get(at) instanceof Known colour && isColour(colour)
                && !Reading.belongsToNext(words, at)
                        ? Optional.of(new Found(at, colour, isWall(words.get(from)), false))
                        : Optional.empty();
    }

    /** The colour that comes in the place of that of a background which is one word with its colour. */
    private Optional<Found> named(int from) {
        return isGround(words.get(from)) ? afterChange(from) : Optional.empty();
    }

    /** The colour that comes in the place of one that was found. */
    private Found changed(Found found) {
        return found.gradient ? found : afterChange(found.end).orElse(found);
    }

    /** The colour behind the word {@code from} and a change: "red [to blue]", 蓝色[换成红色]. */
    private Optional<Found> afterChange(int from) {
        int at = from + 1;
        boolean change = false;
        while (at < words.size() && (isLink(words.get(at)) || words.get(at) instanceof Known link
                && BackgroundWords.CHANGES.contains(link.text()))) {
            change |= words.get(at) instanceof Known link && BackgroundWords.CHANGES.contains(link.text());
            at++;
        }
        if (!change || at >= words.size() || !(words.get(at) instanceof Known colour) || !isColour(colour)
                || Reading.belongsToNext(words, at) && !isNoun(words.get(at + 1))) {
            return Optional.empty();
        }
        int end = at + 1 < words.size() && isNoun(words.get(at + 1)) ? at + 1 : at;
        return Optional.of(new Found(end, colour, false, false));
    }

    /** A background was spoken of, and here it changes again: 别用蓝色背景，[换成灰色]; 不要红色背景，[用蓝色]. */
    private Optional<Found> changedLater(int from) {
        if (!(words.get(from) instanceof Known change) || !BackgroundWords.LATER.contains(change.text())) {
            return Optional.empty();
        }
        int at = from + 1;
        while (at < words.size() && isLink(words.get(at))) {
            at++;
        }
        return at < words.size() && words.get(at) instanceof Known colour && isColour(colour)
                && !Reading.belongsToNext(words, at) && !(at + 1 < words.size() && words.get(at + 1) instanceof Unknown)
                        ? Optional.of(new Found(at, colour, false, false))
                        : Optional.empty();
    }

    /** A background that is one word with its colour. */
    private static boolean isGround(Word word) {
        return word instanceof Known ground && ground.term().plain().isPresent() && ground.term().isBackdrop();
    }

    private static boolean isTint(Word word) {
        return isColour(word) || isGround(word);
    }

    private static boolean isGarment(Word word) {
        return word instanceof Known known && known.term().garment().isPresent();
    }

    private static boolean isFrom(Word word) {
        return word instanceof Known known && BackgroundWords.FROM.contains(known.text());
    }

    private static boolean isLink(Word word) {
        return switch (word) {
            case Known known -> BackgroundWords.LINKS.contains(known.text());
            case Pause pause -> pause.text().equals(":") || pause.text().equals("=");
            case Unknown _ -> false;
        };
    }

    private static boolean isNoun(Word word) {
        return word instanceof Known known
                && (BackgroundWords.NOUNS.contains(known.text()) || BackgroundWords.WALLS.contains(known.text()));
    }

    private static boolean isWall(Word word) {
        return word instanceof Known known && BackgroundWords.WALLS.contains(known.text());
    }

    private static boolean isMaterial(Word word) {
        return word instanceof Known known && known.term().topic().equals("material");
    }

    private static boolean isColour(Word word) {
        return word instanceof Known known && known.term().isColour();
    }

    private static boolean hasColour(Word word) {
        return word instanceof Known known && known.term().plain().isPresent();
    }

    private static Known ground(List<Word> spell, Found found) {
        Term colour = found.colour.term();
        PlainColour plain = colour.plain().orElseThrow();
        Term term = found.gradient
                ? said(BackdropName.GRADIENT, Sense.MEANS, found.to.map(plain::to).orElse(plain))
                : found.wall ? said(BackdropName.PLAIN, Sense.NEARLY, plain) : ofColour(colour);
        return new Known(spelled(spell), spell.getFirst().start(), spell.getLast().end(), term, Optional.empty(),
                false);
    }

    /** In an order for an identity photo colours that belong to nothing become the background's. */
    static List<Word> ofIdentityPhotos(List<Word> words) {
        if (words.stream().noneMatch(Grounds::isIdentityPhoto)) {
            return words;
        }
        List<Word> result = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            boolean ofSomethingUnknown = i + 1 < words.size() && words.get(i + 1) instanceof Unknown;
            if (word instanceof Known known && (isColour(known) && !ofSomethingUnknown || isGreyPaper(known))) {
                result.add(new Known(known.text(), known.start(), known.end(), ofColour(known.term()),
                        Optional.empty(), false));
            } else {
                result.add(word);
            }
        }
        return result;
    }

    /**
     * A colour that is a clause of its own in an order that names no place and no garment without a colour: "minimal. beige.
     * soft." speaks of what is around the sitter; any word that names a background is firmer.
     */
    static List<Word> alone(List<Word> words) {
        if (words.stream().noneMatch(Grounds::isColour) || words.stream().anyMatch(Grounds::wantsColourOrIsPlace)) {
            return words;
        }
        List<Word> result = new ArrayList<>(words);
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i) instanceof Known colour && isColour(colour) && colour.term().effects().isEmpty()
                    && isEdge(words, i - 1) && isEdge(words, i + 1)) {
                result.set(i, new Known(colour.text(), colour.start(), colour.end(), Term.said(Sense.NEARLY,
                        Role.GROUND,
                        List.of(new Effect(Field.BACKDROP, BackdropName.GRADIENT.name(), Effect.IMPLIED)),
                        colour.term().plain()), Optional.empty(), false));
            }
        }
        return result;
    }

    private static boolean isEdge(List<Word> words, int at) {
        return at < 0 || at >= words.size() || words.get(at) instanceof Pause;
    }

    private static boolean wantsColourOrIsPlace(Word word) {
        return word instanceof Known known && (isGarment(known) && known.colour().isEmpty()
                || !known.term().adjective() && known.term().effects().stream().anyMatch(
                        effect -> effect.field() == Field.BACKDROP && effect.strength() >= Effect.WIDE
                                || effect.field() == Field.RENDITION)
                || isIdentityPhoto(known));
    }

    // Grey behind an identity photo is one grey to the edge, not paper on which light falls off.
    private static boolean isGreyPaper(Known word) {
        return word.term().plain().isPresent() && word.term().isBackdrop() && word.term().effects().stream()
                .anyMatch(effect -> effect.value().equals(BackdropName.PAPER_GREY.name()));
    }

    static boolean isIdentityPhoto(Word word) {
        return word instanceof Known known && known.term().effects().stream().anyMatch(
                effect -> effect.field() == Field.FRAMING && effect.value().equals(FramingName.ID.name()));
    }

    /** The three colours that authorities ask for have backgrounds of their own. */
    private static Term ofColour(Term colour) {
        PlainColour plain = colour.plain().orElseThrow();
        return switch (plain.rgb()) {
            case PlainColour.ID_BLUE -> said(BackdropName.ID_BLUE);
            case PlainColour.ID_RED -> said(BackdropName.ID_RED);
            case PlainColour.WHITE -> said(BackdropName.ID_WHITE);
            default -> said(BackdropName.PLAIN, Sense.MEANS, plain);
        };
    }

    private static Term said(BackdropName name) {
        return Term.said(Sense.MEANS, Role.GROUND,
                List.of(new Effect(Field.BACKDROP, name.name(), Effect.SAID)), Optional.empty());
    }

    private static Term said(BackdropName name, Sense sense, PlainColour plain) {
        return Term.said(sense, Role.GROUND, List.of(new Effect(Field.BACKDROP, name.name(), Effect.SAID)),
                Optional.of(plain));
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
