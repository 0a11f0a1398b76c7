package dev.likeness.imaging.label;

import dev.likeness.core.Watermark;
import dev.likeness.core.Watermark.Corner;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.text.AttributedCharacterIterator;
import java.text.AttributedString;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The position and outline of a label's letters. Their height is at least a twentieth of the picture's shorter side, as
 * GB 45438-2025 requires, a little more in elongated pictures, and as many times that as the mark wishes. Text that is too wide is broken into lines, and only
 * text too long for {@link #MOST_LINES} lines becomes smaller; nothing ever leaves the margins.
 *
 * @param letters outline of all letters, pixels
 * @param size    of the font, pixels an em
 */
public record LabelLayout(Shape letters, double size) {
    /** An ideograph is 0.92 of an em high. */
    private static final double SIZE = 0.055;
    private static final double MARGIN = 1 / 32.0;
    private static final int MOST_LINES = 3;
    private static final double LEADING = 1.25;

    /**
     * @throws dev.likeness.core.PortraitException.InvalidRequest when the text cannot be drawn
     */
    public static LabelLayout of(Watermark mark, int width, int height) {
        LabelText text = LabelText.of(mark.text());
        int shorter = Math.min(width, height);
        double margin = shorter * MARGIN;
        double elongation = Math.max(width, height) / (double) shorter;
        double size = shorter * SIZE * mark.size() * Math.pow(elongation, 0.25);
        while (true) {
            List<TextLayout> lines = lines(text.sized(size), width - 2 * margin);
            Shape block = block(lines, size, rightAligned(mark.corner()));
            Rectangle2D box = block.getBounds2D();
            if (lines.size() <= MOST_LINES && box.getWidth() <= width - 2 * margin
                    && box.getHeight() <= height - 2 * margin) {
                return new LabelLayout(placed(block, mark.corner(), width, height, margin), size);
            }
            size *= 0.92;
        }
    }

    /** How much of each pixel of the area the letters cover, 0 to 1, row by row. */
    public float[] covered(Rectangle area) {
        return drawn(area, brush -> brush.fill(letters));
    }

    /** The same for a stroke of this width along the outline, pixels, and the letters within. */
    public float[] around(Rectangle area, double width) {
        return drawn(area, brush -> {
            brush.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            brush.draw(letters);
            brush.fill(letters);
        });
    }

    private static float[] drawn(Rectangle area, Consumer<Graphics2D> drawing) {
        BufferedImage drawn = new BufferedImage(area.width, area.height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D brush = drawn.createGraphics();
        try {
            brush.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            brush.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            brush.translate(-area.x, -area.y);
            brush.setColor(Color.WHITE);
            drawing.accept(brush);
        } finally {
            brush.dispose();
        }
        byte[] samples = ((DataBufferByte) drawn.getRaster().getDataBuffer()).getData();
        float[] covered = new float[samples.length];
        for (int i = 0; i < covered.length; i++) {
            covered[i] = (samples[i] & 0xff) / 255f;
        }
        return covered;
    }

    private static boolean rightAligned(Corner corner) {
        return corner == Corner.BOTTOM_RIGHT || corner == Corner.TOP_RIGHT;
    }

    /** Each in the order it is seen: the layout turns what is written from right to left, and joins its letters. */
    private static List<TextLayout> lines(AttributedString text, double width) {
        AttributedCharacterIterator letters = text.getIterator();
        // Where lines may break must not depend on the machine's language.
        LineBreakMeasurer breaks = new LineBreakMeasurer(letters, BreakIterator.getLineInstance(Locale.ROOT),
                LabelText.EXACT);
        List<TextLayout> lines = new ArrayList<>();
        while (breaks.getPosition() < letters.getEndIndex()) {
            lines.add(breaks.nextLayout((float) width));
        }
        return lines;
    }

    private static Shape block(List<TextLayout> lines, double size, boolean right) {
        Path2D block = new Path2D.Double();
        for (int i = 0; i < lines.size(); i++) {
            Shape line = lines.get(i).getOutline(null);
            Rectangle2D box = line.getBounds2D();
            double x = right ? -box.getMaxX() : -box.getX();
            block.append(AffineTransform.getTranslateInstance(x, i * size * LEADING).createTransformedShape(line),
                    false);
        }
        return block;
    }

    private static Shape placed(Shape block, Corner corner, int width, int height, double margin) {
        Rectangle2D box = block.getBounds2D();
        double x = rightAligned(corner) ? width - margin - box.getWidth() : margin;
        double y = switch (corner) {
            case TOP_LEFT, TOP_RIGHT -> margin;
            case BOTTOM_LEFT, BOTTOM_RIGHT -> height - margin - box.getHeight();
        };
        return AffineTransform.getTranslateInstance(x - box.getX(), y - box.getY()).createTransformedShape(block);
    }
}
