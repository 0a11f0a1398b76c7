package dev.likeness.imaging.print;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Short lines beside the corners of each photo, where scissors go; they end before the photo begins and cross none. */
record CuttingLines(List<Line> lines) {
    /** Length, and distance from the photo, millimetres. */
    private static final double LENGTH = 1.2;
    private static final double OFF = 0.4;

    /** Millimetres. */
    record Line(double x1, double y1, double x2, double y2) {}

    static CuttingLines of(Sheet sheet) {
        Set<Line> lines = new LinkedHashSet<>();
        for (Sheet.Place place : sheet.places()) {
            for (double x : new double[]{place.left(), place.right()}) {
                lines.add(new Line(x, place.top() - OFF - LENGTH, x, place.top() - OFF));
                lines.add(new Line(x, place.bottom() + OFF, x, place.bottom() + OFF + LENGTH));
            }
            for (double y : new double[]{place.top(), place.bottom()}) {
                lines.add(new Line(place.left() - OFF - LENGTH, y, place.left() - OFF, y));
                lines.add(new Line(place.right() + OFF, y, place.right() + OFF + LENGTH, y));
            }
        }
        List<Line> kept = new ArrayList<>();
        for (Line line : lines) {
            if (sheet.places().stream().noneMatch(place -> crosses(line, place))) {
                kept.add(line);
            }
        }
        return new CuttingLines(List.copyOf(kept));
    }

    private static boolean crosses(Line line, Sheet.Place place) {
        return Math.max(line.x1, line.x2) > place.left() && Math.min(line.x1, line.x2) < place.right()
                && Math.max(line.y1, line.y2) > place.top() && Math.min(line.y1, line.y2) < place.bottom();
    }
}
