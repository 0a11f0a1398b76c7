package dev.likeness.studio.plan;

import dev.likeness.core.PromptTerm.Place;
import dev.likeness.core.PromptTerm.Role;
import dev.likeness.studio.plan.OtherTools.Ignored;
import dev.likeness.studio.plan.Term.Sense;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A prompt cut into the words that matter.
 *
 * <p>
 * A few rules of grammar are enough for prompts. A negation drops the next word with a meaning, across fillers ("without
 * any books"), and goes on through "or" ("no books or lamps") but not past a comma. An adjective belongs to a thing that
 * the studio cannot change when that thing follows ("a warm smile" is about the smile, not the light), and a colour to
 * whatever follows it. A colour belongs to the garment that it stands before ("blue tie") or that is said to get it ("the
 * tie in blue"), or to the background in the same way ({@link Grounds}). Three or more faults that other tools are told to
 * avoid are a list that was pasted along. Everything else stands for itself.
 *
 * @param words   in the order of the prompt
 * @param ignored what was written for other tools
 * @param wording where the words stand
 */
record Reading(List<Word> words, List<Ignored> ignored, Wording wording) {
    /** Between a garment and its colour. */
    private static final Set<String> LINKS = Set.of("in", "into", "to", "is", "be", "a", "the", "colour", "color",
            "dyed", "turned", "changed", "made", "换成", "换为", "换", "改成", "改为", "改", "变成", "变为", "染成", "是", "为", "的",
            "颜色",
            "用");
    /** Behind these a colour is the thing's, whatever comes next. */
    private static final Set<String> CHANGES = Set.of("换成", "换为", "改成", "改为", "变成", "变为", "染成");
    private static final Set<String> LAMPS = Set.of("light", "lights", "lighting", "glow", "灯光", "光", "光线", "灯", "光影",
            "gel", "gels");
    private static final Set<String> AND = Set.of("and", "&", "和", "与");
    private static final Set<String> KEEP = Set.of("keep", "preserve", "maintain", "retain", "保留", "保持", "维持");
    private static final Set<String> CHANGE = Set.of("change", "changing", "replace", "alter", "modify", "edit",
            "touch",
            "swap", "switch", "change my", "change the", "change it", "改", "改变", "换", "更换", "替换", "变", "动", "修改", "变动",
            "更改", "去掉");
    private static final Set<String> UNCHANGED = Set.of("不变", "不要变", "不动", "unchanged", "别动", "不要动", "不改");
    private static final Set<String> OF_SITTER = Set.of("the", "my", "his", "her", "their", "same", "original", "我的",
            "原来的", "原", "的", "原有的", "我");
    private static final Set<String> GROUND = Set.of("background", "backdrop", "bg", "背景");
    private static final Term OWN_GROUND = Term.said(Sense.MEANS, Role.GROUND,
            List.of(new Term.Effect(Field.BACKDROP, BackdropName.OWN.name(), Term.Effect.SAID)), Optional.empty());
    private static final Term AS_IT_IS = Term.said(Sense.QUALITY, Role.SITTER, List.of(), Optional.empty());
    private static final int LIST_OF_FAULTS = 3;
    private static final Term COLOURED_LIGHT = Term.beyond("light", Role.LIGHT, false, Optional.of("city at night"));

    Reading {
        words = List.copyOf(words);
        ignored = List.copyOf(ignored);
    }

    /** A piece of the prompt that says something. */
    sealed interface Word {
        /** The words as written (lower case). */
        String text();

        /** Where it begins in the {@link Wording}. */
        int start();

        /** Where it ends there. */
        int end();
    }

    /**
     * Words of the lexicon.
     *
     * @param colour that they name, or that adjectives give the garment they name
     * @param denied when a negation stands before them
     */
    record Known(String text, int start, int end, Term term, Optional<ClothColour> colour,
            boolean denied) implements Word {
        /** The same with an adjective before it, which gives it a colour unless it has one. */
        Known with(Known adjective, String both) {
            return new Known(both, adjective.start, end, term, colour.or(adjective::colour), denied);
        }

        private boolean isThing() {
            return term.sense() == Sense.CANNOT && !term.adjective();
        }

        private boolean isColour() {
            return term.adjective() && colour.isPresent();
        }

        private boolean isGarment() {
            return term.garment().isPresent();
        }
    }

    /** A content word outside the lexicon. */
    record Unknown(String text, int start, int end, boolean denied) implements Word {}

    /** Between clauses. */
    record Pause(String text, int start, int end) implements Word {}

    /** Reads a prompt with a lexicon. */
    static Reading of(String prompt, Lexicon lexicon) {
        OtherTools tools = OtherTools.of(prompt);
        Wording wording = Wording.of(tools.text()).mended(lexicon);
        List<Ignored> ignored = new ArrayList<>(tools.ignored());
        List<Word> words = wanted(Segmentation.cut(wording.text(), lexicon), wording, ignored);
        List<Word> bound = colour(qualify(lamps(Grounds.joined(Shades.joined(kept(words))))));
        return new Reading(deny(Grounds.alone(Grounds.ofIdentityPhotos(bound))), ignored, wording);
    }

    /** Where a word stood in the prompt. */
    Place place(Word word) {
        return wording.place(word.start(), word.end());
    }

    /** Without a list of faults that was pasted along. */
    private static List<Word> wanted(List<Word> words, Wording wording, List<Ignored> ignored) {
        int first = -1;
        int last = -1;
        int faults = 0;
        for (int i = 0; i < words.size(); i++) {
            if (isFault(words.get(i))) {
                first = first < 0 ? i : first;
                last = i;
                faults++;
            }
        }
        if (faults < LIST_OF_FAULTS) {
            return words;
        }
        List<Word> list = words.subList(first, last + 1);
        ignored.add(new Ignored(list.getFirst().text() + ", …",
                wording.place(list.getFirst().start(), list.getLast().end()),
                "a list of what is unwanted: none of it is added"));
        List<Word> rest = new ArrayList<>(words.subList(0, first));
        rest.addAll(words.subList(last + 1, words.size()));
        return rest;
    }

    private static boolean isFault(Word word) {
        return word instanceof Known known && known.term().sense() == Sense.UNWANTED;
    }

    /** What shall stay as it is: "don't change the background", "keep my face", 不要改变背景, 衣服不变. */
    private static List<Word> kept(List<Word> words) {
        List<Word> result = new ArrayList<>(words.size());
        for (int i = 0; i < words.size(); i++) {
            int thing = keptThing(words, i);
            if (thing < 0) {
                result.add(words.get(i));
                continue;
            }
            List<Word> spell = words.subList(i, thing + 1);
            String text = spell.stream().map(Word::text).reduce(Reading::joined).orElseThrow();
            result.add(new Known(text, spell.getFirst().start(), spell.getLast().end(),
                    isGround(words.get(thing)) || isGround(words.get(i)) ? OWN_GROUND : AS_IT_IS, Optional.empty(),
                    false));
            i = thing;
        }
        return result;
    }

    /** The last word of what shall stay, if that begins at {@code from}; otherwise -1. */
    private static int keptThing(List<Word> words, int from) {
        if (canStay(words.get(from)) && from + 1 < words.size() && UNCHANGED.contains(words.get(from + 1).text())) {
            return from + 1;
        }
        boolean keeps = KEEP.contains(words.get(from).text());
        int at = from + 1;
        if (!keeps) {
            if (!(words.get(from) instanceof Known not && not.term().sense() == Sense.NOT) || at >= words.size()
                    || !CHANGE.contains(words.get(at).text())) {
                return -1;
            }
            at++;
        }
        while (at < words.size() && OF_SITTER.contains(words.get(at).text())) {
            at++;
        }
        return at < words.size() && canStay(words.get(at)) ? at : -1;
    }

    private static boolean canStay(Word word) {
        return isGround(word) || word instanceof Known known && known.colour().isEmpty()
                && known.term().sense() == Sense.CANNOT && !known.term().adjective() && switch (known.term().role()) {
                    case WARDROBE, SITTER -> true;
                    case SCENE, GROUND, LIGHT, TIME, SEASON, WEATHER, COLOUR, GRADE, RENDITION, FRAMING, MOOD, RETOUCH,
                            STYLE, OBJECT, QUALITY, NOTATION, UNKNOWN ->
                        false;
                };
    }

    private static boolean isGround(Word word) {
        return GROUND.contains(word.text());
    }

    /** Coloured light is beyond the studio: "pink lights", 蓝紫色灯光. */
    private static List<Word> lamps(List<Word> words) {
        List<Word> result = new ArrayList<>(words.size());
        for (Word word : words) {
            if (word instanceof Known lamp && LAMPS.contains(lamp.text()) && !result.isEmpty()
                    && result.getLast() instanceof Known colour && colour.term().isColour()
                    && colour.colour().filter(cloth -> cloth != ClothColour.WHITE).isPresent()) {
                result.removeLast();
                result.add(new Known(joined(colour.text(), lamp.text()), colour.start(), lamp.end(), COLOURED_LIGHT,
                        Optional.empty(), false));
            } else {
                result.add(word);
            }
        }
        return result;
    }

    /** Gives adjectives to what stands behind them; from the end, so that "dark blue suit" is one thing. */
    private static List<Word> qualify(List<Word> words) {
        List<Word> result = new ArrayList<>(words.size());
        for (int i = words.size() - 1; i >= 0; i--) {
            Word word = words.get(i);
            if (!(word instanceof Known adjective && adjective.term().adjective() && qualify(adjective, result))) {
                result.add(word);
            }
        }
        return result.reversed();
    }

    /**
     * Joins an adjective with the thing behind it, if there is one.
     *
     * @param behind the words behind it, the nearest last
     */
    private static boolean qualify(Known adjective, List<Word> behind) {
        boolean linked = !behind.isEmpty() && behind.getLast() instanceof Known link && link.text().equals("的");
        int at = behind.size() - (linked ? 2 : 1);
        if (at < 0) {
            return false;
        }
        boolean joined = switch (behind.get(at)) {
            case Known thing when thing.isGarment() && thing.colour().isPresent() && adjective.isColour() -> false;
            case Known thing when thing.isThing() || adjective.term().isColour() && thing.term().isBackdrop() -> {
                String gap = linked ? "的" : "";
                behind.set(at, thing.with(adjective, linked && !Lexicon.wordLike(thing.text().charAt(0))
                        ? adjective.text() + gap + thing.text()
                        : joined(adjective.text(), thing.text())));
                yield true;
            }
            case Known and when AND.contains(and.text()) && !linked && at > 0 && adjective.isColour()
                    && behind.get(at - 1) instanceof Known thing && thing.isGarment()
                    && thing.colour().isPresent() -> {
                // "a red and white dress": the first colour is what there is more of.
                behind.remove(at);
                behind.set(at - 1, new Known(joined(adjective.text(), and.text() + " " + thing.text()),
                        adjective.start(), thing.end(), thing.term(), adjective.colour(), false));
                yield true;
            }
            case Unknown thing when adjective.term().isColour() && !linked -> {
                behind.set(at, new Unknown(joined(adjective.text(), thing.text()), adjective.start(), thing.end(),
                        false));
                yield true;
            }
            case Known _,Unknown _,Pause _ -> false;
        };
        if (joined && linked) {
            behind.removeLast();
        }
        return joined;
    }

    private static String joined(String before, String behind) {
        return Lexicon.wordLike(behind.charAt(0)) || Lexicon.wordLike(before.charAt(before.length() - 1))
                ? before + " " + behind
                : before + behind;
    }

    /** Gives garments the colour that is said behind them: "the tie in blue", "the jacket turned to red". */
    private static List<Word> colour(List<Word> words) {
        List<Word> result = new ArrayList<>(words.size());
        // There a colour that stands alone is the background's.
        boolean identity = words.stream().anyMatch(Grounds::isIdentityPhoto);
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            if (word instanceof Known thing && thing.isGarment()) {
                int behind = i + 1;
                if (thing.colour().isEmpty() && !identity && isColourAlone(words, i + 2)
                        && words.get(i + 1).text().equals(",")) {
                    // "a suit, navy, with …": people list what they want of a thing.
                    behind++;
                }
                boolean change = false;
                while (behind < words.size() && isLink(words.get(behind))) {
                    change |= CHANGES.contains(words.get(behind).text());
                    behind++;
                }
                if (behind < words.size() && words.get(behind) instanceof Known said && said.isColour()
                        && (thing.colour().isEmpty() || change)
                        && (!belongsToNext(words, behind) || change && isApart(words, behind))) {
                    word = new Known(joined(thing.text(), said.text()), thing.start(), said.end(), thing.term(),
                            said.colour(), false);
                    i = behind;
                }
            }
            result.add(word);
        }
        return result;
    }

    private static boolean isColourAlone(List<Word> words, int at) {
        return at < words.size() && words.get(at) instanceof Known colour && colour.isColour()
                && (at + 1 == words.size() || words.get(at + 1) instanceof Pause);
    }

    // 西装换成黑色 白衬衫: the space is as good as a comma.
    private static boolean isApart(List<Word> words, int at) {
        return words.get(at + 1).start() > words.get(at).end();
    }

    private static boolean isLink(Word word) {
        return word instanceof Known link && LINKS.contains(link.text())
                || word instanceof Pause pause && pause.text().equals(":");
    }

    static boolean belongsToNext(List<Word> words, int adjective) {
        return adjective + 1 < words.size() && words.get(adjective + 1) instanceof Known next
                && !next.term().isColour() && switch (next.term().sense()) {
                    case MEANS, NEARLY, CANNOT -> true;
                    case FILLER, QUALITY, UNWANTED, NOT, OR -> false;
                };
    }

    private static List<Word> deny(List<Word> words) {
        List<Word> result = new ArrayList<>(words.size());
        boolean denying = false;
        boolean denied = false;
        for (Word word : words) {
            switch (word) {
                case Pause pause -> {
                    // The Chinese enumeration comma lists things like "or" does.
                    denying = denied && pause.text().equals("、");
                    denied = false;
                }
                case Unknown unknown -> {
                    result.add(new Unknown(unknown.text(), unknown.start(), unknown.end(), denying));
                    denied = denying;
                    denying = false;
                }
                case Known known -> {
                    switch (known.term().sense()) {
                        case NOT -> denying = true;
                        case OR -> {
                            denying = denying || denied;
                            denied = false;
                        }
                        case FILLER -> {
                        }
                        case MEANS, NEARLY, CANNOT, QUALITY, UNWANTED -> {
                            result.add(new Known(known.text(), known.start(), known.end(), known.term(),
                                    known.colour(), denying));
                            denied = denying;
                            denying = false;
                        }
                    }
                }
            }
        }
        return result;
    }
}
