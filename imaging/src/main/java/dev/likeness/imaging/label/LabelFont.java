package dev.likeness.imaging.label;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.Character.UnicodeScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fonts of visible labels, parts of Noto Sans (SIL Open Font License 1.1), because a Java without a screen brings none.
 * They are read when a label needs them, not before. Where several draw the same text the first is taken; ideographs look
 * differently in China, Taiwan, Japan and Korea, so letters that only one of these languages has choose its font.
 */
enum LabelFont {
    SIMPLIFIED_CHINESE("noto-sans-sc-label.ttf"), //
    LATIN_GREEK_CYRILLIC("noto-sans-label.ttf"), //
    TRADITIONAL_CHINESE("noto-sans-tc-label.ttf", UnicodeScript.BOPOMOFO), //
    JAPANESE("noto-sans-jp-label.ttf", UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA), //
    KOREAN("noto-sans-kr-label.ttf", UnicodeScript.HANGUL), //
    ARABIC("noto-sans-arabic-label.ttf", UnicodeScript.ARABIC), //
    HEBREW("noto-sans-hebrew-label.ttf", UnicodeScript.HEBREW);

    /** Where Java on Linux reads which fonts there are, if it shall not ask fontconfig. */
    private static final String FONT_LIST = "sun.awt.fontconfig";
    /** A list that names a font which does not exist: enough for Java to begin, and labels use none of the machine's. */
    private static final String NO_FONTS = "version=1\nsequence.allfonts=label\nallfonts.label=Label\n";

    private final String file;
    private final Set<UnicodeScript> own;
    private @Nullable Font font;

    /**
     * @param own scripts that make it the first choice for a text
     */
    LabelFont(String file, UnicodeScript... own) {
        this.file = file;
        this.own = Set.of(own);
    }

    /** All of them, the best for this text first. */
    static List<LabelFont> preferredFor(String text) {
        Set<UnicodeScript> scripts = text.codePoints().mapToObj(UnicodeScript::of).collect(Collectors.toSet());
        // Sorting is stable: the others keep their order.
        return Arrays.stream(values())
                .sorted(Comparator.comparing(font -> font.own.stream().noneMatch(scripts::contains))).toList();
    }

    /** In this size, pixels an em. */
    Font sized(double size) {
        return font().deriveFont((float) size);
    }

    /** Whether it has every character of the text. */
    boolean draws(String text) {
        return font().canDisplayUpTo(text) < 0;
    }

    private synchronized Font font() {
        Font loaded = font;
        if (loaded == null) {
            loaded = load(file);
            font = loaded;
        }
        return loaded;
    }

    private static Font load(String file) {
        try {
            return read(file);
        } catch (RuntimeException | InternalError e) {
            if (System.getProperty(FONT_LIST) != null) {
                throw unusable(e);
            }
            return loadWithoutFontconfig(file, e);
        }
    }

    /**
     * A Linux without the library fontconfig, or without any font, is refused by Java before it looks at the font it is
     * given. With a list of fonts that makes fontconfig needless it goes on.
     */
    private static Font loadWithoutFontconfig(String file, Throwable first) {
        try {
            Path list = Files.createTempFile("likeness-fonts", ".properties");
            try {
                Files.writeString(list, NO_FONTS);
                System.setProperty(FONT_LIST, list.toString());
                return read(file);
            } finally {
                System.clearProperty(FONT_LIST);
                Files.delete(list);
            }
        } catch (IOException | RuntimeException | InternalError e) {
            e.addSuppressed(first);
            throw unusable(e);
        }
    }

    private static Font read(String file) {
        try (InputStream in = LabelFont.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing from the imaging module");
            }
            return Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (IOException | FontFormatException e) {
            throw unusable(e);
        }
    }

    private static IllegalStateException unusable(Throwable cause) {
        return new IllegalStateException(
                "no visible mark can be drawn on this machine, because Java cannot load a font:"
                        + " install the package fontconfig and one font, and check that the folder for temporary files ("
                        + System.getProperty("java.io.tmpdir") + ") can be written",
                cause);
    }
}
