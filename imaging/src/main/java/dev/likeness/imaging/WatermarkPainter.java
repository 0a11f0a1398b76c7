package dev.likeness.imaging;

import dev.likeness.core.PortraitException;
import dev.likeness.core.Rendering;
import dev.likeness.core.Watermark;
import java.awt.Rectangle;
import java.awt.geom.Rectangle2D;

/**
 * Draws a visible label into a corner so that it can be read on any picture, even faintly: dark letters with a light edge
 * on a light background, light ones with a dark edge on a dark background, and what is busy behind them is calmed first. All of
 * it grows with the opacity, and an opacity of 0 changes nothing.
 */
public final class WatermarkPainter {
    private static final double EDGE = 0.14;
    private static final double EDGE_OPACITY = 0.6;
    private static final int LIGHT = 255;
    private static final int DARK = 16;
    private static final int LIGHT_BACKGROUND = 140;

    private WatermarkPainter() {}

    /**
     * Finds out in advance whether {@link #paint} can draw a text.
     *
     * @throws PortraitException.InvalidRequest when no font has a character of the text, or nothing of it can be seen
     */
    public static void check(Watermark mark) {
        LabelText.of(mark.text());
    }

    /**
     * The picture with the label; the given one is not changed.
     *
     * @throws PortraitException.InvalidRequest when no font has a character of the text, or nothing of it can be seen
     */
    public static Rendering paint(Rendering rendering, Watermark mark) {
        check(mark);
        int width = rendering.width();
        int height = rendering.height();
        byte[] bgr = rendering.bgr().clone();
        if (mark.opacity() > 0) {
            LabelShape label = LabelShape.of(mark, width, height);
            Rectangle area = area(label, width, height);
            boolean light = LabelBackground.brightness(bgr, width, area) > LIGHT_BACKGROUND;
            LabelBackground.calm(bgr, width, area, label, mark.opacity());
            ink(bgr, width, area, label, light, mark.opacity());
        }
        return new Rendering(width, height, bgr, rendering.notes(), rendering.shortfalls());
    }

    /** The edge lies around the letters only: below them it would dull their ink. */
    private static void ink(byte[] bgr, int width, Rectangle area, LabelShape label, boolean light, double opacity) {
        float[] letters = label.covered(area);
        float[] around = label.around(area, EDGE * label.size());
        int ink = light ? DARK : LIGHT;
        int edge = light ? LIGHT : DARK;
        for (int y = 0, at = 0; y < area.height; y++) {
            int sample = 3 * ((area.y + y) * width + area.x);
            for (int x = 0; x < area.width; x++, at++) {
                double edged = Math.max(0, around[at] - letters[at]) * EDGE_OPACITY * opacity;
                double inked = letters[at] * opacity;
                for (int end = sample + 3; sample < end; sample++) {
                    double background = bgr[sample] & 0xff;
                    double outlined = background + (edge - background) * edged;
                    bgr[sample] = (byte) Math.round(outlined + (ink - outlined) * inked);
                }
            }
        }
    }

    /** The letters and half a line around them, inside the picture. */
    private static Rectangle area(LabelShape label, int width, int height) {
        Rectangle2D box = label.letters().getBounds2D();
        double around = label.size() / 2;
        Rectangle wide = new Rectangle2D.Double(box.getX() - around, box.getY() - around,
                box.getWidth() + 2 * around, box.getHeight() + 2 * around).getBounds();
        return wide.intersection(new Rectangle(width, height));
    }
}
