package dev.likeness.imaging.print;

import dev.likeness.core.Rendering;
import dev.likeness.imaging.AigcLabel;
import dev.likeness.imaging.PictureWriter;
import dev.likeness.core.output.FileFormat;
import dev.likeness.core.output.OutputFile;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A sheet as a picture of 300 dots per inch. */
public final class SheetPicture {
    public static final int DPI = 300;
    private static final double MILLIMETRES = 25.4;
    private static final int QUALITY = 95;
    private static final Color LINE = new Color(0x9a9a9a);

    private SheetPicture() {}

    /** The pixels. */
    public static Rendering paint(Sheet sheet) {
        BufferedImage paper = new BufferedImage(pixels(sheet.width()), pixels(sheet.height()),
                BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D pen = paper.createGraphics();
        try {
            pen.setColor(Color.WHITE);
            pen.fillRect(0, 0, paper.getWidth(), paper.getHeight());
            pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            for (Sheet.Place place : sheet.places()) {
                int left = pixels(place.left());
                int top = pixels(place.top());
                int width = pixels(place.print().width());
                int height = pixels(place.print().height());
                Rendering photo = place.print().photo();
                Image image = image(photo);
                boolean smaller = width < photo.width() && height < photo.height();
                pen.drawImage(smaller
                        ? image.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING)
                        : image, left, top, width, height, null);
            }
            pen.setColor(LINE);
            for (CuttingLines.Line line : CuttingLines.of(sheet).lines()) {
                pen.drawLine(pixels(line.x1()), pixels(line.y1()), pixels(line.x2()), pixels(line.y2()));
            }
        } finally {
            pen.dispose();
        }
        return new Rendering(paper.getWidth(), paper.getHeight(),
                ((DataBufferByte) paper.getRaster().getDataBuffer()).getData(), List.of());
    }

    /** The JPEG, marked with its resolution. */
    public static byte[] jpeg(Sheet sheet, AigcLabel label) {
        return PictureWriter.write(paint(sheet), label, new OutputFile(Optional.of(FileFormat.JPEG),
                OptionalInt.of(QUALITY), OptionalInt.of(DPI), OptionalInt.empty(), OptionalInt.empty())).bytes();
    }

    private static int pixels(double millimetres) {
        return (int) Math.round(millimetres / MILLIMETRES * DPI);
    }

    private static BufferedImage image(Rendering photo) {
        BufferedImage image = new BufferedImage(photo.width(), photo.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] to = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        System.arraycopy(photo.bgr(), 0, to, 0, to.length);
        return image;
    }
}
