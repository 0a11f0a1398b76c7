package dev.likeness.service.moderation;

import dev.likeness.core.ErrorCode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Refuses texts that hold a listed word. Lists are text files in UTF-8, one word or phrase a line, {@code #} before
 * remarks; a line with {@code !} before it is a longer word that is innocent although a listed one is part of it.
 *
 * <p>Texts are folded first: Unicode's compatibility form (full-width letters become plain ones), lower case, without
 * accents and without characters that cannot be seen. Words with Han characters are then found anywhere, the longest
 * first at each place, with whatever stands between their characters left out, so that "赌 博" and "赌·博" are found.
 * Others are found as whole words; letters that stand alone, spaced or dotted ({@code b o m b}, {@code b.o.m.b}), are
 * read as one word too.
 */
public final class WordList implements Moderator {
    /** Words by their folded characters, each in the kind it is searched as; innocent ones map to false. */
    private final Map<String, Boolean> whole = new HashMap<>();
    private final Map<String, Boolean> anywhere = new HashMap<>();
    private int longestWhole = 1;
    private int longestAnywhere;

    /**
     * @param lines of the lists
     */
    public WordList(List<String> lines) {
        for (String line : lines) {
            String text = line.strip();
            if (!text.isEmpty() && text.charAt(0) != '#') {
                boolean innocent = text.charAt(0) == '!';
                add(fold(innocent ? text.substring(1) : text), !innocent);
            }
        }
    }

    /**
     * @throws IllegalArgumentException when one of the files is missing, is not UTF-8 or lists nothing
     */
    public static WordList read(List<Path> files) {
        List<String> lines = new ArrayList<>();
        for (Path file : files) {
            try {
                List<String> read = Files.readAllLines(file);
                if (new WordList(read).isEmpty()) {
                    throw new IllegalArgumentException("the word list " + file
                            + " lists nothing: put one word or phrase on a line");
                }
                lines.addAll(read);
            } catch (NoSuchFileException e) {
                throw new IllegalArgumentException("there is no word list " + file, e);
            } catch (CharacterCodingException e) {
                throw new IllegalArgumentException("the word list " + file + " is not in UTF-8: save it so", e);
            } catch (IOException e) {
                throw new IllegalArgumentException("the word list " + file + " cannot be read: " + e.getMessage(), e);
            }
        }
        return new WordList(lines);
    }

    private boolean isEmpty() {
        return !whole.containsValue(true) && !anywhere.containsValue(true);
    }

    private void add(String folded, boolean listed) {
        if (isHan(folded)) {
            String letters = letters(folded);
            anywhere.put(letters, listed);
            longestAnywhere = Math.max(longestAnywhere, letters.length());
        } else {
            List<String> words = words(folded);
            if (!words.isEmpty()) {
                whole.put(String.join(" ", words), listed);
                longestWhole = Math.max(longestWhole, words.size());
            }
        }
    }

    @Override
    public String name() {
        return "words";
    }

    @Override
    public boolean looksAt(Point point) {
        return point.ofText();
    }

    @Override
    public Verdict judge(Point point, Subject subject) {
        return subject instanceof Subject.Words(String text) && holds(text)
                ? new Verdict.Refused(point == Point.PROMPT ? ErrorCode.WORDS_REJECTED : point.refusal())
                : new Verdict.Passed();
    }

    /** Whether a listed word is in the text. */
    boolean holds(String text) {
        String folded = fold(text);
        List<String> words = words(folded);
        return holdsWhole(words) || holdsWhole(spelled(words)) || holdsAnywhere(letters(folded));
    }

    private boolean holdsWhole(List<String> words) {
        for (int from = 0; from < words.size();) {
            int taken = 1;
            for (int length = Math.min(longestWhole, words.size() - from); length >= 1; length--) {
                Boolean listed = whole.get(String.join(" ", words.subList(from, from + length)));
                if (Boolean.TRUE.equals(listed)) {
                    return true;
                }
                if (listed != null) {
                    taken = length;
                    break;
                }
            }
            from += taken;
        }
        return false;
    }

    private boolean holdsAnywhere(String letters) {
        for (int from = 0; from < letters.length();) {
            int taken = 1;
            for (int length = Math.min(longestAnywhere, letters.length() - from); length >= 1; length--) {
                Boolean listed = anywhere.get(letters.substring(from, from + length));
                if (Boolean.TRUE.equals(listed)) {
                    return true;
                }
                if (listed != null) {
                    taken = length;
                    break;
                }
            }
            from += taken;
        }
        return false;
    }

    /** The same words with letters that stand alone, three or more after one another, put together. */
    private static List<String> spelled(List<String> words) {
        List<String> joined = new ArrayList<>();
        for (int from = 0; from < words.size();) {
            int to = from;
            while (to < words.size() && words.get(to).codePointCount(0, words.get(to).length()) == 1) {
                to++;
            }
            if (to - from >= 3) {
                joined.add(String.join("", words.subList(from, to)));
                from = to;
            } else {
                joined.add(words.get(from++));
            }
        }
        return joined;
    }

    private static String fold(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD);
        return plain.codePoints()
                .filter(it -> Character.getType(it) != Character.NON_SPACING_MARK
                        && Character.getType(it) != Character.FORMAT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString()
                .toLowerCase(Locale.ROOT);
    }

    /** Runs of letters and digits. */
    private static List<String> words(String folded) {
        return List.of(folded.split("[^\\p{L}\\p{N}]+")).stream().filter(word -> !word.isEmpty())
                .collect(Collectors.toList());
    }

    private static String letters(String folded) {
        return String.join("", words(folded));
    }

    private static boolean isHan(String text) {
        return text.codePoints().anyMatch(it -> Character.UnicodeScript.of(it) == Character.UnicodeScript.HAN);
    }
}
