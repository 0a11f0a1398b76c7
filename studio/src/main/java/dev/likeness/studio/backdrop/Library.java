package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A wall of old books in lamplight.
 *
 * <p>The bookcase is a plane in metres, turned a little away from the camera; every pixel of the small painting is
 * traced to it, so shelves converge and the far side is smaller and softer. Books are laid out shelf by shelf with real
 * sizes (1.8 to 5.5 cm thick, 19 to 29 cm high) and realistic variety: volumes of one edition stand together, some
 * places are empty, some books lean. Spines are round, bands and titles are gilded, the shelf above casts a shadow.
 * Lamps light the case from the upper left; there is little contrast behind the head.
 */
final class Library implements Backdrop {
    private static final double APERTURE = 0.021;
    private static final double DISTANCE = 5.6;

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        double reduction = Math.clamp(Math.rint(focus.faceWidth() / 180), 1, 3);
        int w = (int) Math.ceil(width / reduction);
        int h = (int) Math.ceil(height / reduction);
        Focus face = focus.reduced(reduction);
        Optics optics = new Optics(face.faceWidth(), APERTURE);
        SplittableRandom chance = new SplittableRandom(seed.value());
        double turn = (chance.nextDouble() < 0.5 ? -1 : 1) * (0.10 + 0.42 * chance.nextDouble());
        TurnedWall view = new TurnedWall(DISTANCE, turn);
        double eyeLevel = 1.6 + 0.3 * chance.nextDouble();
        Bookcase books = new Bookcase(seed.value());
        LampLight lamps = new LampLight(chance, w, h, face, seed.value());
        Raster sharp = Raster.blank(w, h, 3);
        Rows.parallel(h, (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < w; x++) {
                    double along = view.along(face.u(x + 0.5));
                    double up = eyeLevel + view.up(face.v(y + 0.5), along);
                    books.paint(along, up).times(lamps.at(x, y)).store(sharp.data(), sharp.at(x, y));
                }
            }
        });
        Raster soft = Lens.defocus(sharp, optics.blurAt(DISTANCE));
        return Lens.develop(soft, width, height, seed.value());
    }

    /** Light of the lamps at each place of the small painting. */
    private static final class LampLight {
        private static final Tone GLOW = new Tone(0.44, 0.71, 1.0);
        private static final Tone ROOM = new Tone(0.62, 0.60, 0.62);

        private final Focus face;
        private final double reach;
        private final double lampU;
        private final double lampV;
        private final Noise uneven;

        LampLight(SplittableRandom chance, int width, int height, Focus face, long seed) {
            this.face = face;
            reach = Math.max(1.25, 0.26 * Math.max(width, height) / face.faceWidth());
            lampU = -(0.75 + 0.45 * chance.nextDouble()) * Math.max(1, 0.36 * width / face.faceWidth());
            lampV = -0.55 + 0.5 * chance.nextDouble();
            uneven = new Noise(seed, 9);
        }

        Tone at(int x, int y) {
            double u = face.u(x);
            double v = face.v(y);
            double du = (u - lampU) / reach;
            double dv = (v - lampV) / reach;
            double pool = 1 / Math.pow(1 + du * du + dv * dv, 1.4);
            double far = ((u + lampU) * (u + lampU) + (v - 0.3) * (v - 0.3)) / (reach * reach);
            double second = 0.32 / Math.pow(1 + far, 1.4);
            double calm = 1 - 0.38 * Math.exp(-(u * u / 0.75 + v * v / 1.1));
            double patchy = 1 + 0.22 * uneven.clouds(u * 0.6, v * 0.6, 2, 0.5);
            return GLOW.times(2.6 * (pool + second) * patchy).plus(ROOM.times(0.16)).times(calm);
        }
    }

    /** The books, in metres along and up the case. */
    private static final class Bookcase {
        private final double pitch;
        private final double bay;
        private final Tone wood;
        private static final double BOARD = 0.028;
        private static final double POST = 0.045;
        private static final double REACH = 14;
        private static final Tone[] WOODS = {Tone.ofSrgb(0x4A3122), Tone.ofSrgb(0x6B4A2C), Tone.ofSrgb(0x33241C),
                Tone.ofSrgb(0x5A2F20), Tone.ofSrgb(0x3C4038)};
        private static final Tone[] LEATHER = {Tone.ofSrgb(0x6B4226), Tone.ofSrgb(0x7A5638), Tone.ofSrgb(0x4E2623),
                Tone.ofSrgb(0x66332B), Tone.ofSrgb(0x2F3B2C), Tone.ofSrgb(0x2B3442), Tone.ofSrgb(0x3A2A22),
                Tone.ofSrgb(0x99825F), Tone.ofSrgb(0xA8987A), Tone.ofSrgb(0x1F1D1E), Tone.ofSrgb(0x54554F),
                Tone.ofSrgb(0x80603F)};
        private static final Tone GOLD = Tone.ofSrgb(0xD8B36A);

        private final long seed;
        private final double shift;
        /** Share of one binding on these shelves: a scholar's sets, or a reader's finds. */
        private final double ink;
        private final Shelf[] shelves = new Shelf[64];

        Bookcase(long seed) {
            this.seed = seed;
            SplittableRandom joiner = new SplittableRandom(seed ^ 0xB00C);
            bay = 0.80 + 0.75 * joiner.nextDouble();
            shift = bay * joiner.nextDouble();
            pitch = 0.315 + 0.09 * joiner.nextDouble();
            wood = WOODS[joiner.nextInt(WOODS.length)];
            ink = joiner.nextDouble();
            Arrays.setAll(shelves, Shelf::new);
        }

        Tone paint(double along, double up) {
            double at = along + shift;
            int row = (int) Math.floor(up / pitch);
            double height = up - row * pitch;
            double inBay = at - Math.floor(at / bay) * bay;
            if (inBay < POST) {
                return wood.times(0.75 + 0.5 * inBay / POST);
            }
            if (height < BOARD) {
                return wood.times(1.15 - 0.5 * height / BOARD);
            }
            double headroom = (height - BOARD) / (pitch - BOARD);
            double shadow = 1 - 0.72 * Lens.step(0.45, 1.0, headroom);
            double corner = 1 - 0.45 * Math.exp(-(inBay - POST) / 0.05);
            return shelves[Math.floorMod(row, shelves.length)].paint(along, height - BOARD).times(shadow * corner);
        }

        /** One row of books. */
        private final class Shelf {
            private static final double CELL = 0.02;

            private final double[] edges;
            /** The first book that ends in or behind each cell of the shelf. */
            private final int[] near = new int[(int) (2 * REACH / CELL) + 1];
            private final double[] heights;
            private final double[] bands;
            private final Tone[] leather;

            Shelf(int row) {
                SplittableRandom chance = new SplittableRandom(Noise.mix(seed + row * 7919L));
                int most = (int) (2 * REACH / 0.017) + 2;
                edges = new double[most];
                heights = new double[most];
                bands = new double[most];
                leather = new Tone[most];
                Arrays.fill(leather, Tone.BLACK);
                Arrays.fill(edges, REACH);
                int left = 0;
                double thick = 0.03;
                double tall = 0.22;
                double band = 0.3;
                Tone colour = LEATHER[0];
                double at = -REACH;
                for (int i = 0; i < most && at < REACH; i++) {
                    if (left-- <= 0) {
                        left = chance.nextDouble() < 0.15 + 0.6 * ink ? 3 + chance.nextInt(7) : chance.nextInt(3);
                        thick = 0.018 + 0.037 * Math.pow(chance.nextDouble(), 1.5);
                        tall = 0.19 + 0.085 * chance.nextDouble();
                        band = chance.nextDouble();
                        colour = LEATHER[chance.nextInt(LEATHER.length)].times(0.65 + 0.6 * chance.nextDouble());
                    }
                    boolean empty = chance.nextDouble() < 0.035;
                    at += thick * (empty ? 1.6 : 0.94 + 0.12 * chance.nextDouble());
                    edges[i] = at;
                    heights[i] = empty ? 0 : tall * (0.98 + 0.04 * chance.nextDouble());
                    bands[i] = band;
                    leather[i] = colour.times(0.85 + 0.3 * chance.nextDouble());
                }
                for (int cell = 0, book = 0; cell < near.length; cell++) {
                    while (book < most - 1 && edges[book] < cell * CELL - REACH) {
                        book++;
                    }
                    near[cell] = book;
                }
            }

            Tone paint(double along, double height) {
                double place = Math.clamp(along, -REACH + 0.1, REACH - 0.1);
                int book = near[(int) ((place + REACH) / CELL)];
                while (book < edges.length - 1 && edges[book] < place) {
                    book++;
                }
                if (height > heights[book]) {
                    return wood.times(0.10);
                }
                double right = edges[book];
                double left = book == 0 ? -REACH : edges[book - 1];
                double across = Math.clamp((along - left) / (right - left), 0.0, 1.0);
                double round = 0.35 + 0.65 * Math.sqrt(Math.max(0, 4 * across * (1 - across)));
                double share = height / heights[book];
                Tone spine = leather[book];
                if (bands[book] < 0.62 && gilded(share, bands[book])) {
                    spine = spine.mix(GOLD, 0.62);
                }
                return spine.times(round);
            }

            private boolean gilded(double share, double style) {
                double label = 0.70 + 0.08 * style;
                return Math.abs(share - label) < 0.05 || Math.abs(share - 0.1) < 0.012 || Math.abs(share - 0.93) < 0.012
                        || style < 0.3 && Math.abs(share - 0.4) < 0.012;
            }
        }
    }
}
