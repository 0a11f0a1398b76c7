package dev.likeness.imaging;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import dev.likeness.core.Rendering;
import dev.likeness.core.Watermark;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Draws a visible label into a corner: white letters with a dark edge, so that it can be read on any picture, as high as
 * a thirtieth of the shorter side and never wider than the picture. The font is a part of Noto Sans SC (SIL Open Font
 * License 1.1): Latin letters and the 3,755 most frequent Chinese characters. Text it cannot draw is refused.
 */
public final class WatermarkPainter {
    private static final double HEIGHT = 1 / 30.0;
    private static final double MARGIN = 1 / 40.0;
    private static final float EDGE = 0.12f;

    private WatermarkPainter() {}

    /**
     * The picture with the label; the given one is not changed.
     *
     * @throws PortraitException.InvalidRequest when the font lacks a character of the text
     */
    public static Rendering paint(Rendering rendering, Watermark mark) {
        Font font = Fonts.LABEL;
        int missing = font.canDisplayUpTo(mark.text());
        if (missing >= 0) {
            throw new PortraitException.InvalidRequest(ErrorCode.WATERMARK_INVALID, "the watermark's character \""
                    + Character.toString(mark.text().codePointAt(missing)) + "\" cannot be drawn: use another");
        }
        int width = rendering.width();
        int height = rendering.height();
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        byte[] samples = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        System.arraycopy(rendering.bgr(), 0, samples, 0, samples.length);
        Shape label = placed(font, mark, width, height);
        Graphics2D brush = picture.createGraphics();
        try {
            brush.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            float size = (float) label.getBounds2D().getHeight();
            int alpha = (int) Math.round(255 * mark.opacity());
            brush.setColor(new Color(0, 0, 0, alpha * 2 / 3));
            brush.setStroke(new BasicStroke(EDGE * size, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            brush.draw(label);
            brush.setColor(new Color(255, 255, 255, alpha));
            brush.fill(label);
        } finally {
            brush.dispose();
        }
        return new Rendering(width, height, samples, rendering.notes());
    }

    private static Shape placed(Font font, Watermark mark, int width, int height) {
        int side = Math.min(width, height);
        double margin = Math.max(4, side * MARGIN);
        Shape raw = font.deriveFont(100f).createGlyphVector(new FontRenderContext(null, true, true), mark.text())
                .getOutline();
        Rectangle2D box = raw.getBounds2D();
        double scale = Math.min(side * HEIGHT / 75, (width - 2 * margin) / box.getWidth()); // capitals: 75 of 100
        double w = box.getWidth() * scale;
        double h = box.getHeight() * scale;
        double x = switch (mark.corner()) {
            case BOTTOM_LEFT, TOP_LEFT -> margin;
            case BOTTOM_RIGHT, TOP_RIGHT -> width - margin - w;
        };
        double y = switch (mark.corner()) {
            case TOP_LEFT, TOP_RIGHT -> margin;
            case BOTTOM_LEFT, BOTTOM_RIGHT -> height - margin - h;
        };
        AffineTransform way = AffineTransform.getTranslateInstance(x, y);
        way.scale(scale, scale);
        way.translate(-box.getX(), -box.getY());
        return way.createTransformedShape(raw);
    }

    /** Read when the first label is drawn, not before. */
    private static final class Fonts {
        static final Font LABEL = load();

        private static Font load() {
            try (InputStream file = WatermarkPainter.class.getResourceAsStream("noto-sans-sc-label.ttf")) {
                if (file == null) {
                    throw new IllegalStateException("noto-sans-sc-label.ttf is missing from the imaging module");
                }
                return Font.createFont(Font.TRUETYPE_FONT, file);
            } catch (IOException | FontFormatException e) {
                throw new UncheckedIOException(new IOException("the label font cannot be read", e));
            }
        }
    }
}
