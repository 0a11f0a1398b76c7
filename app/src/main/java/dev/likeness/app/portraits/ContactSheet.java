package dev.likeness.app.portraits;

import dev.likeness.core.Rendering;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.util.List;

/** Square tiles in rows, as wide as high, each with a name and a title below, on dark grey. */
final class ContactSheet {
    private static final Color BACKGROUND = new Color(24, 24, 26);
    private static final Color NAME = new Color(236, 236, 232);
    private static final Color TITLE = new Color(150, 150, 146);

    private final int tile;
    private final int gap;
    private final int label;
    private final int columns;
    private final BufferedImage paper;
    private int next;

    /** As many columns as rows. */
    ContactSheet(int tiles, int tile) {
        this(tiles, tile, (int) Math.ceil(Math.sqrt(tiles)));
    }

    ContactSheet(int tiles, int tile, int columns) {
        this.tile = tile;
        this.gap = Math.max(8, tile / 30);
        this.label = Math.max(22, tile / 12);
        this.columns = columns;
        int rows = Math.ceilDiv(tiles, columns);
        this.paper = new BufferedImage(columns * (tile + gap) + gap, rows * (tile + label + gap) + gap,
                BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D brush = paper.createGraphics();
        brush.setColor(BACKGROUND);
        brush.fillRect(0, 0, paper.getWidth(), paper.getHeight());
        brush.dispose();
    }

    void add(Rendering rendering, String name, String title) {
        int x = gap + next % columns * (tile + gap);
        int y = gap + next / columns * (tile + label + gap);
        next++;
        Graphics2D brush = paper.createGraphics();
        try {
            brush.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            brush.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            Image picture = picture(rendering);
            brush.drawImage(picture, x, y, tile, tile, null);
            write(brush, x, y + tile, name, title);
        } finally {
            brush.dispose();
        }
    }

    Rendering finish() {
        byte[] bgr = ((DataBufferByte) paper.getRaster().getDataBuffer()).getData();
        return new Rendering(paper.getWidth(), paper.getHeight(), bgr, List.of());
    }

    private void write(Graphics2D brush, int x, int y, String name, String title) {
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, label * 5 / 9);
        brush.setFont(font);
        FontMetrics metrics = brush.getFontMetrics();
        int base = y + (label + metrics.getAscent() - metrics.getDescent()) / 2;
        brush.setColor(NAME);
        brush.drawString(name, x, base);
        int after = x + metrics.stringWidth(name + "  ");
        if (after + metrics.stringWidth(title) <= x + tile) {
            brush.setColor(TITLE);
            brush.drawString(title, after, base);
        }
    }

    private static BufferedImage picture(Rendering rendering) {
        int[] bgr = {2, 1, 0};
        var samples = new DataBufferByte(rendering.bgr(), rendering.bgr().length);
        var raster = Raster.createInterleavedRaster(samples, rendering.width(), rendering.height(),
                rendering.width() * 3, 3, bgr, null);
        var colours = new ComponentColorModel(ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false,
                ComponentColorModel.OPAQUE, DataBuffer.TYPE_BYTE);
        return new BufferedImage(colours, raster, false, null);
    }
}
