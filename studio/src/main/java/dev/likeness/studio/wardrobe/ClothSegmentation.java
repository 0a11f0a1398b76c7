package dev.likeness.studio.wardrobe;

import dev.likeness.darkroom.pixel.Raster;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Finds the pixels of a figure that are clothes. Skin, hair and cloth grow from seeds where they are certain (the face,
 * the area around it, the lower edge); each pixel gets the label of the seed with the least geodesic distance, which is
 * large across edges and through colours that differ from the seed's. This separates black hair from a black jacket
 * under it, which colour alone cannot. Geodesic distances by raster scans (Toivanen 1996).
 */
final class ClothSegmentation {
    private static final float STEP = 0.012f;
    private static final float DIAGONAL = 1.41f;
    private static final int SCANS = 3;
    private static final double SKIN_COLOURS = 0.065;
    private static final double HAIR_COLOURS = 0.06;
    private static final float FAR = 1e9f;

    private final Figure figure;

    private ClothSegmentation(Figure figure) {
        this.figure = figure;
    }

    /**
     * @param pixels of clothes; none if there are no certain ones
     * @param neck   mean {@link Figure#u} of the skin below the chin: the middle of the clothes
     */
    record Cloth(BitSet pixels, double neck) {
        static final Cloth NONE = new Cloth(new BitSet(), 0);
    }

    static Cloth ofCloth(Figure figure) {
        return new ClothSegmentation(figure).cloth();
    }

    private Cloth cloth() {
        BitSet skin = where(i -> person(i) && figure.skin().data()[i] > 0.6);
        if (skin.isEmpty()) {
            return Cloth.NONE;
        }
        Palette skins = palette(skin);
        BitSet hair = hair(skins);
        boolean bald = hair.cardinality() < 0.3 * square();
        BitSet certain = certain(skins, bald ? new BitSet() : hair);
        if (certain.cardinality() < figure.unit()) {
            return Cloth.NONE;
        }
        float[] toCloth = distances(certain, palette(certain));
        float[] toSkin = distances(skin, skins);
        float[] toHair = bald ? unreached() : distances(hair, palette(hair));
        BitSet cloth = where(i -> figure.v(i) > -1.1 && toCloth[i] < toSkin[i] && toCloth[i] < toHair[i]);
        BitSet throat = where(i -> figure.v(i) > 0.2 && toSkin[i] < toCloth[i] && toSkin[i] < toHair[i]);
        return new Cloth(cloth, Math.clamp(throat.stream().mapToDouble(figure::u).average().orElse(0), -0.6, 0.6));
    }

    /** Seeds of hair: around the face, down to the jaw where connected with the area above the eyes. */
    private BitSet hair(Palette skins) {
        BitSet around = where(i -> person(i) && aroundFace(i) && figure.skin().data()[i] < 0.1
                && skins.distance(figure, i) > SKIN_COLOURS);
        BitSet hair = new BitSet();
        Regions.of(around, figure.width()).stream().filter(piece -> figure.v(piece.nextSetBit(0)) < -1.8)
                .forEach(hair::or);
        return hair;
    }

    /**
     * Seeds of cloth: low enough, with colours neither of skin nor of hair, and not where long hair falls; for black
     * clothes under black hair the lowest rows.
     */
    private BitSet certain(Palette skins, BitSet hair) {
        BitSet jaw = where(i -> hair.get(i) && figure.v(i) > -0.9);
        boolean falling = jaw.cardinality() > 0.06 * square();
        double left = falling ? jaw.stream().mapToDouble(figure::u).min().orElse(0) - 0.1 : 0;
        double right = falling ? jaw.stream().mapToDouble(figure::u).max().orElse(0) + 0.1 : 0;
        double from = Math.min(falling ? 0.8 : 0.45, 0.5 * figure.v(figure.size() - 1));
        BitSet below = where(i -> person(i) && figure.v(i) > from && skins.distance(figure, i) > SKIN_COLOURS);
        if (hair.isEmpty()) {
            return below;
        }
        Palette hairs = palette(hair);
        BitSet certain = where(i -> below.get(i) && hairs.distance(figure, i) > HAIR_COLOURS
                && (Math.abs(figure.u(i)) < 0.9 || figure.u(i) < left || figure.u(i) > right));
        if (certain.cardinality() < 0.08 * below.cardinality()) {
            below.clear(0, (int) (0.93 * figure.height()) * figure.width());
            return below;
        }
        return certain;
    }

    private double square() {
        return figure.unit() * figure.unit();
    }

    private Palette palette(BitSet pixels) {
        return Palette.of(figure, pixels, 6, 0.06);
    }

    private boolean person(int i) {
        return figure.alpha().data()[i] > 0.9;
    }

    private boolean aroundFace(int i) {
        double u = figure.u(i) / 1.2;
        double v = (figure.v(i) + 1.55) / 1.75;
        return figure.v(i) < -0.5 && u * u + v * v > 1;
    }

    private BitSet where(IntPredicate chosen) {
        return IntStream.range(0, figure.size()).filter(chosen).collect(BitSet::new, BitSet::set, BitSet::or);
    }

    private float[] unreached() {
        float[] distances = new float[figure.size()];
        Arrays.fill(distances, FAR);
        return distances;
    }

    private float[] distances(BitSet seeds, Palette own) {
        float[] cost = new float[figure.size()];
        for (int i = 0; i < cost.length; i++) {
            cost[i] = figure.alpha().data()[i] < 0.5
                    ? FAR
                    : STEP + (float) Math.max(0, own.distance(figure, i) - 0.03);
        }
        float[] distances = unreached();
        seeds.stream().forEach(seed -> distances[seed] = 0);
        int width = figure.width();
        for (int scan = 0; scan < SCANS; scan++) {
            for (int i = width + 1; i < cost.length; i++) {
                relax(distances, cost, i, -1, -width);
            }
            for (int i = cost.length - width - 2; i >= 0; i--) {
                relax(distances, cost, i, 1, width);
            }
        }
        return distances;
    }

    private void relax(float[] distances, float[] cost, int i, int side, int row) {
        if (cost[i] >= FAR) {
            return;
        }
        float best = Math.min(Math.min(via(distances, cost, i, i + side, 1), via(distances, cost, i, i + row, 1)),
                Math.min(via(distances, cost, i, i + row + side, DIAGONAL),
                        via(distances, cost, i, i + row - side, DIAGONAL)));
        distances[i] = Math.min(distances[i], best);
    }

    private float via(float[] distances, float[] cost, int i, int neighbour, float length) {
        if (distances[neighbour] >= FAR) {
            return FAR;
        }
        Raster colour = figure.colour();
        float edge = 0;
        for (int c = 0; c < 3; c++) {
            edge += Math.abs(colour.data()[3 * i + c] - colour.data()[3 * neighbour + c]);
        }
        return distances[neighbour] + length * cost[i] + edge;
    }
}
