package dev.likeness.imaging;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The font of visible labels, a part of Noto Sans SC (SIL Open Font License 1.1): Latin letters and the 3,755 most
 * frequent Chinese characters. A Java without a screen brings no font that could draw those.
 */
final class LabelFont {
    private static final String FILE = "noto-sans-sc-label.ttf";

    private LabelFont() {}

    /** Read when the first label is drawn, not before. */
    private static final class Loaded {
        static final Font FONT = load();

        private static Font load() {
            try (InputStream file = LabelFont.class.getResourceAsStream(FILE)) {
                if (file == null) {
                    throw new IllegalStateException(FILE + " is missing from the imaging module");
                }
                return Font.createFont(Font.TRUETYPE_FONT, file);
            } catch (IOException | FontFormatException e) {
                throw new UncheckedIOException(new IOException("the label font cannot be read", e));
            }
        }
    }

    /** In this size, pixels an em. */
    static Font of(double size) {
        return Loaded.FONT.deriveFont((float) size);
    }

    /**
     * @throws PortraitException.InvalidRequest when the font lacks a character of the text
     */
    static void check(String text) {
        text.codePoints().filter(it -> Character.isISOControl(it) || !Loaded.FONT.canDisplay(it)).findFirst()
                .ifPresent(LabelFont::refuse);
    }

    private static void refuse(int character) {
        throw new PortraitException.InvalidRequest(ErrorCode.WATERMARK_INVALID, "the watermark's character \""
                + (Character.isISOControl(character)
                        ? String.format("U+%04X", character)
                        : Character.toString(character))
                + "\" cannot be drawn: use Latin letters, digits, usual signs or common Chinese characters");
    }
}
