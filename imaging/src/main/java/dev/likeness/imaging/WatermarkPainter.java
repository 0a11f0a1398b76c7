package dev.likeness.imaging;

import dev.likeness.core.PortraitException;
import dev.likeness.core.Rendering;
import dev.likeness.core.Watermark;
import dev.likeness.imaging.label.LabelBackground;
import dev.likeness.imaging.label.LabelLayout;
import dev.likeness.imaging.label.LabelText;
import java.awt.Rectangle;
import java.awt.geom.Rectangle2D;

/**
 * Draws a visible label into a corner so that it is legible on any picture, even at low opacity: dark letters with a
 * light edge on a light background, light letters with a dark edge on a dark one, and a busy background is smoothed
 * first. Every effect scales with the opacity, and an opacity of 0 changes nothing.
 */
public final class WatermarkPainter {
    private static final double EDGE = 0.14;
    private static final double EDGE_OPACITY = 0.6;
    private static final int LIGHT = 255;
    private static final int DARK = 16;
    /** Mean luma above which a background counts as light; by eye. */
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
            LabelLayout label = LabelLayout.of(mark, width, height);
            Rectangle area = area(label, width, height);
            boolean light = LabelBackground.brightness(bgr, width, area) > LIGHT_BACKGROUND;
            LabelBackground.smooth(bgr, width, area, label, mark.opacity());
            ink(bgr, width, area, label, light, mark.opacity());
            if (rendering.isTransparent()) {
                return covered(rendering, bgr, label, area, mark.opacity());
            }
        }
        return rendering.with(bgr);
    }

    /** The edge lies around the letters only: below them it would dull their ink. */
    private static void ink(byte[] bgr, int width, Rectangle area, LabelLayout label, boolean light, double opacity) {
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

    /** A label that lies beside the sitter is seen, too. */
    private static Rendering covered(Rendering rendering, byte[] bgr, LabelLayout label, Rectangle area,
            double opacity) {
        byte[] alpha = rendering.alpha().clone();
        float[] letters = label.covered(area);
        float[] around = label.around(area, EDGE * label.size());
        for (int y = 0, at = 0; y < area.height; y++) {
            for (int x = 0; x < area.width; x++, at++) {
                int i = (area.y + y) * rendering.width() + area.x + x;
                int own = alpha[i] & 0xff;
                double seen = Math.max(letters[at], around[at] * EDGE_OPACITY) * opacity;
                alpha[i] = (byte) Math.round(own + (OPAQUE - own) * Math.clamp(seen, 0, 1));
            }
        }
        return new Rendering(rendering.width(), rendering.height(), bgr, rendering.notes(), rendering.shortfalls(),
                alpha, rendering.report(), rendering.place());
    }

    private static final int OPAQUE = 255;

    /** The letters and half a line around them, inside the picture. */
    private static Rectangle area(LabelLayout label, int width, int height) {
        Rectangle2D box = label.letters().getBounds2D();
        double around = label.size() / 2;
        Rectangle wide = new Rectangle2D.Double(box.getX() - around, box.getY() - around,
                box.getWidth() + 2 * around, box.getHeight() + 2 * around).getBounds();
        return wide.intersection(new Rectangle(width, height));
    }
}
