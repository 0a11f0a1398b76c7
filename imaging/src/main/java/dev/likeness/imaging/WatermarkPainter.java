package dev.likeness.imaging;

import dev.likeness.core.PortraitException;
import dev.likeness.core.Rendering;
import dev.likeness.core.Watermark;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/**
 * Draws a visible label into a corner so that it can be read on any picture, even faintly: dark letters with a light edge
 * on a light ground, light ones with a dark edge on a dark ground, and what is busy behind them is calmed first. All of
 * it grows with the opacity, and an opacity of 0 changes nothing.
 */
public final class WatermarkPainter {
    private static final float EDGE = 0.14f;
    private static final double EDGE_OPACITY = 0.6;
    private static final Color DARK = new Color(16, 16, 16);
    private static final int LIGHT_GROUND = 140;

    private WatermarkPainter() {}

    /**
     * Finds out in advance whether {@link #paint} can draw a text.
     *
     * @throws PortraitException.InvalidRequest when the font lacks a character of the text
     */
    public static void check(Watermark mark) {
        LabelFont.check(mark.text());
    }

    /**
     * The picture with the label; the given one is not changed.
     *
     * @throws PortraitException.InvalidRequest when the font lacks a character of the text
     */
    public static Rendering paint(Rendering rendering, Watermark mark) {
        check(mark);
        int width = rendering.width();
        int height = rendering.height();
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        byte[] samples = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        System.arraycopy(rendering.bgr(), 0, samples, 0, samples.length);
        int alpha = (int) Math.round(255 * mark.opacity());
        if (alpha > 0) {
            draw(picture, samples, LabelShape.of(mark, width, height), mark.opacity());
        }
        return new Rendering(width, height, samples, rendering.notes());
    }

    private static void draw(BufferedImage picture, byte[] samples, LabelShape label, double opacity) {
        Rectangle area = area(label, picture);
        boolean light = CalmGround.brightness(samples, picture.getWidth(), area) > LIGHT_GROUND;
        CalmGround.calm(samples, picture.getWidth(), area, label, opacity);
        Graphics2D brush = picture.createGraphics();
        try {
            brush.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            brush.setColor(faint(light ? Color.WHITE : DARK, EDGE_OPACITY * opacity));
            brush.fill(edge(label));
            brush.setColor(faint(light ? DARK : Color.WHITE, opacity));
            brush.fill(label.letters());
        } finally {
            brush.dispose();
        }
    }

    /** Around the letters only: an edge that reached into them would dull their ink. */
    private static Area edge(LabelShape label) {
        Area edge = new Area(round(EDGE * label.size()).createStrokedShape(label.letters()));
        edge.subtract(new Area(label.letters()));
        return edge;
    }

    static BasicStroke round(double width) {
        return new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    private static Color faint(Color colour, double opacity) {
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), (int) Math.round(255 * opacity));
    }

    /** The letters and half a line around them, inside the picture. */
    private static Rectangle area(LabelShape label, BufferedImage picture) {
        Shape letters = label.letters();
        Rectangle2D box = letters.getBounds2D();
        double around = label.size() / 2;
        Rectangle wide = new Rectangle2D.Double(box.getX() - around, box.getY() - around,
                box.getWidth() + 2 * around, box.getHeight() + 2 * around).getBounds();
        return wide.intersection(new Rectangle(picture.getWidth(), picture.getHeight()));
    }
}
