package dev.likeness.imaging.print;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.Rendering;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * Where photos lie on a paper: in rows, the tallest first, centred as a whole, on the paper upright or across, whichever holds
 * more. Millimetres from the upper left corner.
 *
 * @param width  of the paper as it lies
 * @param height likewise
 * @param places in the order in which they are cut
 */
public record Sheet(double width, double height, List<Place> places) {
    /** What printers leave white at the edges of a paper. */
    public static final double MARGIN = 2;
    /** Between photos, for the cut. */
    public static final double GAP = 2;
    private static final int MOST = 200;
    /** Relative difference of shapes that cutting passes over. */
    private static final double SAME_SHAPE = 0.02;

    public Sheet {
        places = List.copyOf(places);
    }

    /**
     * A photo and the size it is cut to.
     *
     * @param copies empty for as many as the paper holds
     * @throws InvalidRequest {@code OUTPUT_INVALID} when the photo has another shape
     */
    public record Print(Rendering photo, double width, double height, OptionalInt copies) {
        public Print {
            double shape = (double) photo.width() / photo.height() / (width / height);
            if (!(width > 0 && height > 0) || Math.abs(shape - 1) > SAME_SHAPE) {
                throw invalid(
                        "a photo of " + photo.width() + " x " + photo.height() + " pixels cannot be cut to " + width
                                + " x " + height + " mm: that has another shape");
            }
            if (copies.isPresent() && (copies.getAsInt() < 1 || copies.getAsInt() > MOST)) {
                throw invalid("copies is " + copies.getAsInt() + ": it must be from 1 to " + MOST);
            }
        }
    }

    /** A photo in its place. */
    public record Place(Print print, double left, double top) {
        double right() {
            return left + print.width();
        }

        double bottom() {
            return top + print.height();
        }
    }

    /**
     * The sheet.
     *
     * @param prints of one size or several; of those without a number of copies as many as there is room for, in turn
     * @param gap    between photos, 0 to 20 mm
     * @throws InvalidRequest {@code OUTPUT_INVALID} when they do not fit
     */
    public static Sheet of(Paper paper, List<Print> prints, double gap) {
        if (!(gap >= 0 && gap <= 20)) {
            throw invalid("gap is " + gap + ": it must be from 0 to 20 mm");
        }
        Sheet upright = laid(paper.width(), paper.height(), prints, gap);
        Sheet across = laid(paper.height(), paper.width(), prints, gap);
        int wanted = prints.stream().mapToInt(print -> print.copies().orElse(1)).sum();
        Sheet best = across.places.size() > upright.places.size() ? across : upright;
        if (best.places.size() < wanted) {
            throw invalid("only " + best.places.size() + " of " + wanted + " photos fit on " + paper.wireName()
                    + ": order fewer, or larger paper");
        }
        return best;
    }

    private static Sheet laid(double width, double height, List<Print> prints, double gap) {
        List<Print> wanted = new ArrayList<>();
        for (Print print : prints) {
            for (int i = 0; i < print.copies().orElse(1); i++) {
                wanted.add(print);
            }
        }
        List<Place> laid = rows(width, height, wanted, gap);
        List<Print> more = prints.stream().filter(print -> print.copies().isEmpty()).toList();
        boolean[] full = new boolean[more.size()];
        for (int i = 0, left = more.size(); laid.size() == wanted.size() && left > 0 && laid.size() < MOST; i++) {
            int which = i % more.size();
            if (full[which]) {
                continue;
            }
            wanted.add(more.get(which));
            List<Place> tried = rows(width, height, wanted, gap);
            if (tried.size() == wanted.size()) {
                laid = tried;
            } else {
                wanted.removeLast();
                full[which] = true;
                left--;
            }
        }
        return new Sheet(width, height, centred(laid, width, height));
    }

    /** As many as fit, from the first on. */
    private static List<Place> rows(double width, double height, List<Print> wanted, double gap) {
        List<Print> tallestFirst = wanted.stream()
                .sorted(Comparator.comparingDouble((Print print) -> -print.height())).toList();
        List<Place> places = new ArrayList<>();
        double left = MARGIN;
        double top = MARGIN;
        double row = 0;
        for (Print print : tallestFirst) {
            if (left > MARGIN && left + print.width() > width - MARGIN) {
                left = MARGIN;
                top += row + gap;
                row = 0;
            }
            if (left + print.width() > width - MARGIN || top + print.height() > height - MARGIN) {
                break;
            }
            places.add(new Place(print, left, top));
            left += print.width() + gap;
            row = Math.max(row, print.height());
        }
        return places;
    }

    private static List<Place> centred(List<Place> places, double width, double height) {
        double right = places.stream().mapToDouble(Place::right).max().orElse(0);
        double bottom = places.stream().mapToDouble(Place::bottom).max().orElse(0);
        double across = (width - MARGIN - right) / 2;
        double down = (height - MARGIN - bottom) / 2;
        return places.stream().map(place -> new Place(place.print, place.left + across, place.top + down)).toList();
    }

    private static InvalidRequest invalid(String message) {
        return new InvalidRequest(ErrorCode.OUTPUT_INVALID, message);
    }
}
