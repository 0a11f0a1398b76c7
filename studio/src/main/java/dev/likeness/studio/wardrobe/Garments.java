package dev.likeness.studio.wardrobe;

import dev.likeness.studio.plan.Garment;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Recognizes jacket, shirt and tie by the positions of the main colours of the clothes. The jacket has the colours of
 * the shoulders. Of the rest, the shirt is below the chin on both sides of the middle, and the tie, whatever its
 * colours, is the upright strip with shirt to its left and right.
 */
final class Garments {
    private static final int COLOURS = 8;
    private static final double DISTINCT = 0.05;
    /** Distance from the middle, in eye distances, where the shoulders begin. */
    private static final double SHOULDER = 1.15;
    private static final double TIE_WIDTH = 0.85;
    /** A tie begins at the collar, above this place; of sitters with ties 0.43 to 0.75. */
    private static final double COLLAR = 1.2;
    /** Widest gap between the two halves of a shirt, in eye distances. */
    private static final double STRIP = 1.2;

    private final Figure figure;
    private final BitSet cloth;
    private final Palette palette;
    private final int[] colour;
    private final double square;
    private final double neck;

    private Garments(Figure figure, ClothSegmentation.Cloth found) {
        this.figure = figure;
        cloth = found.pixels();
        neck = found.neck();
        square = figure.unit() * figure.unit();
        palette = Palette.of(figure, cloth, COLOURS, DISTINCT);
        colour = new int[figure.size()];
        cloth.stream().forEach(i -> colour[i] = palette.nearest(figure, i));
    }

    /** The garments that are recognized in a figure, as sets of its pixels; possibly none. */
    static Map<Garment, BitSet> in(Figure figure) {
        ClothSegmentation.Cloth cloth = ClothSegmentation.ofCloth(figure);
        return cloth.pixels().cardinality() < figure.unit() * figure.unit()
                ? Map.of()
                : new Garments(figure, cloth).sorted();
    }

    private Map<Garment, BitSet> sorted() {
        int main = commonest(i -> Math.abs(u(i)) > SHOULDER);
        boolean[] outer = outerColours(main);
        BitSet shirt = shirt(outer);
        BitSet strip = strip(shirt);
        BitSet tie = tie(strip);
        shirt.andNot(tie);
        Map<Garment, BitSet> found = new EnumMap<>(Garment.class);
        found.put(Garment.OUTER, Regions.without(where(i -> outer[colour[i]] && !shirt.get(i) && !strip.get(i)),
                figure.width(), (int) (0.02 * square)));
        found.put(Garment.SHIRT, shirt);
        found.put(Garment.TIE, tie);
        found.values().removeIf(BitSet::isEmpty);
        return found;
    }

    private int commonest(IntPredicate among) {
        int[] counts = counts(among);
        return IntStream.range(0, counts.length).reduce((p, q) -> counts[q] > counts[p] ? q : p).orElseThrow();
    }

    /**
     * Colours of the jacket: those close to the shoulders' colour, those that are mostly on the shoulders, and the same
     * cloth in other light.
     */
    private boolean[] outerColours(int main) {
        int[] outside = counts(i -> Math.abs(u(i)) > SHOULDER);
        int[] all = counts(i -> true);
        boolean[] outer = new boolean[all.length];
        for (int k = 0; k < outer.length; k++) {
            double distance = palette.between(k, main);
            outer[k] = distance < 0.06 || outside[k] > 0.5 * all[k] && distance < 0.25
                    || palette.hueBetween(k, main) < 0.035 && distance < 0.2;
        }
        return outer;
    }

    private BitSet shirt(boolean[] outer) {
        BitSet inside = where(i -> !outer[colour[i]] && Math.abs(u(i)) < 1.6 && figure.v(i) > -0.4);
        BitSet shirt = new BitSet();
        for (BitSet piece : Regions.of(inside, figure.width())) {
            double nearest = piece.stream().mapToDouble(i -> Math.abs(u(i))).min().orElse(9);
            if (piece.cardinality() > 0.03 * square && nearest < 0.75) {
                shirt.or(piece);
            }
        }
        int main = commonest(shirt::get);
        shirt.and(where(i -> palette.between(colour[i], main) < 0.3));
        double middle = shirt.stream().mapToDouble(this::u).average().orElse(9);
        return shirt.cardinality() > 0.3 * square && Math.abs(middle) < 0.85 ? shirt : new BitSet();
    }

    /** Pixels that do not have the shirt's main colour but have it to their left and right. */
    private BitSet strip(BitSet shirt) {
        BitSet between = new BitSet();
        if (shirt.isEmpty()) {
            return between;
        }
        int main = commonest(shirt::get);
        int width = figure.width();
        for (int row = 0; row < figure.size(); row += width) {
            int left = -1;
            for (int i = row; i < row + width; i++) {
                if (!shirt.get(i) || palette.between(colour[i], main) > 0.2) {
                    continue;
                }
                if (left >= 0 && i - left > 1 && i - left < STRIP * figure.unit() && isCloth(left + 1, i)) {
                    between.set(left + 1, i);
                }
                left = i;
            }
        }
        close(between, (int) (0.2 * figure.unit()));
        return between;
    }

    /** The main piece of a strip, without shade between collar and chin or on the shirt. */
    private BitSet tie(BitSet strip) {
        return Regions.of(strip, figure.width()).stream().filter(this::isTie).map(this::ofOneKind).filter(this::isTie)
                .findFirst().orElseGet(BitSet::new);
    }

    /** The pixels with about the colour of the lower half. */
    private BitSet ofOneKind(BitSet piece) {
        double middle = piece.stream().mapToDouble(figure::v).average().orElse(0);
        int main = commonest(i -> piece.get(i) && figure.v(i) > middle);
        return where(i -> piece.get(i) && palette.hueBetween(colour[i], main) < 0.09
                && palette.between(colour[i], main) < 0.25);
    }

    /** Fills gaps of at most {@code height} pixels in columns, so that a striped tie is one piece. */
    private void close(BitSet pixels, int height) {
        int width = figure.width();
        BitSet gaps = new BitSet();
        pixels.stream().forEach(i -> {
            int next = i + width;
            while (next < figure.size() && !pixels.get(next) && next - i <= height * width) {
                next += width;
            }
            if (next < figure.size() && pixels.get(next)) {
                for (int j = i + width; j < next; j += width) {
                    gaps.set(j);
                }
            }
        });
        gaps.and(cloth);
        pixels.or(gaps);
    }

    private boolean isCloth(int from, int to) {
        return cloth.nextClearBit(from) >= to;
    }

    private boolean isTie(BitSet piece) {
        double middle = piece.stream().mapToDouble(this::u).average().orElse(9);
        double top = figure.v(piece.nextSetBit(0));
        double height = figure.v(piece.length() - 1) - top;
        double width = piece.cardinality() / square / Math.max(height, 1e-3);
        return top < COLLAR && Math.abs(middle) < 0.6 && width < TIE_WIDTH && width > 0.12 && height > 0.15
                && piece.cardinality() > 0.03 * square;
    }

    /** Right of the neck, in eye distances. */
    private double u(int i) {
        return figure.u(i) - neck;
    }

    private int[] counts(IntPredicate chosen) {
        int[] counts = new int[palette.centres().size()];
        cloth.stream().filter(chosen).forEach(i -> counts[colour[i]]++);
        return counts;
    }

    private BitSet where(IntPredicate chosen) {
        return cloth.stream().filter(chosen).collect(BitSet::new, BitSet::set, BitSet::or);
    }
}
