package dev.likeness.imaging.print;

import dev.likeness.core.Rendering;
import dev.likeness.imaging.AigcLabel;
import dev.likeness.imaging.JpegWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A sheet as a PDF of one page (ISO 32000-1): each photo a JPEG in all its pixels, placed in millimetres, the cutting lines
 * drawn. A file of half a dozen objects without text needs no library (ADR 23); the same sheet gives the same bytes.
 */
public final class SheetPdf {
    /** Points to the millimetre. */
    private static final double POINTS = 72 / 25.4;
    private static final int QUALITY = 95;

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final List<Integer> offsets = new ArrayList<>();

    private SheetPdf() {}

    /** The file. */
    public static byte[] of(Sheet sheet, AigcLabel label) {
        return new SheetPdf().written(sheet, label);
    }

    private byte[] written(Sheet sheet, AigcLabel label) {
        // Four bytes above 127 in a comment tell transports that this is no text.
        text("%PDF-1.4\n%");
        file.writeBytes(new byte[]{(byte) 0xe2, (byte) 0xe3, (byte) 0xcf, (byte) 0xd3, '\n'});
        Map<Rendering, Integer> photos = new LinkedHashMap<>();
        sheet.places().forEach(place -> photos.putIfAbsent(place.print().photo(), photos.size()));
        int first = 5;
        object("<< /Type /Catalog /Pages 2 0 R /ViewerPreferences << /PrintScaling /None >> >>");
        object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        StringBuilder names = new StringBuilder();
        photos.values().forEach(i -> names.append("/P").append(i).append(' ').append(first + i).append(" 0 R "));
        object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 " + number(sheet.width() * POINTS) + ' '
                + number(sheet.height() * POINTS) + "] /Contents 4 0 R /Resources << /XObject << " + names
                + ">> >> >>");
        stream("", drawing(sheet, photos).getBytes(StandardCharsets.US_ASCII));
        photos.keySet().forEach(photo -> stream("/Type /XObject /Subtype /Image /Width " + photo.width() + " /Height "
                + photo.height() + " /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode ",
                JpegWriter.encode(photo, label, QUALITY)));
        int table = file.size();
        text("xref\n0 " + (offsets.size() + 1) + "\n0000000000 65535 f \n");
        offsets.forEach(offset -> text(String.format(Locale.ROOT, "%010d 00000 n \n", offset)));
        text("trailer\n<< /Size " + (offsets.size() + 1) + " /Root 1 0 R >>\nstartxref\n" + table + "\n%%EOF\n");
        return file.toByteArray();
    }

    private static String drawing(Sheet sheet, Map<Rendering, Integer> photos) {
        StringBuilder page = new StringBuilder();
        for (Sheet.Place place : sheet.places()) {
            // The unit square of a picture stands on its lower left corner.
            page.append("q ").append(number(place.print().width() * POINTS)).append(" 0 0 ")
                    .append(number(place.print().height() * POINTS)).append(' ')
                    .append(number(place.left() * POINTS)).append(' ')
                    .append(number((sheet.height() - place.bottom()) * POINTS)).append(" cm /P")
                    .append(photos.get(place.print().photo())).append(" Do Q\n");
        }
        page.append("0.25 w 0.6 G\n");
        for (CuttingLines.Line line : CuttingLines.of(sheet).lines()) {
            page.append(number(line.x1() * POINTS)).append(' ').append(number((sheet.height() - line.y1()) * POINTS))
                    .append(" m ").append(number(line.x2() * POINTS)).append(' ')
                    .append(number((sheet.height() - line.y2()) * POINTS)).append(" l S\n");
        }
        return page.toString();
    }

    private void object(String body) {
        begin();
        text(body + "\nendobj\n");
    }

    private void stream(String entries, byte[] data) {
        begin();
        text("<< " + entries + "/Length " + data.length + " >>\nstream\n");
        file.writeBytes(data);
        text("\nendstream\nendobj\n");
    }

    private void begin() {
        offsets.add(file.size());
        text(offsets.size() + " 0 obj\n");
    }

    private void text(String words) {
        file.writeBytes(words.getBytes(StandardCharsets.US_ASCII));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
