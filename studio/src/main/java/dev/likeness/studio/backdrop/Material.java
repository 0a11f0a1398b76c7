package dev.likeness.studio.backdrop;

import dev.likeness.studio.backdrop.Finish.Skin;

/** Skins that several places are built of; lengths in metres. */
final class Material {
    private Material() {}

    /** Wood with its grain along x or z (lying) or y (standing), in boards of a width, 0 for one piece. */
    static Skin wood(Tone tone, Noise noise, boolean standing, double board) {
        return (x, y, z, axis) -> {
            double across = axis == 0 ? standing ? z : y : axis == 1 ? x : standing ? x : y;
            double along = axis == 0 ? standing ? y : z : axis == 1 ? z : standing ? y : x;
            double plank = board > 0 ? Math.floor(across / board) : 0;
            double edge = board > 0 ? Math.abs(across / board - Math.rint(across / board)) * board : 1;
            double own = board > 0 ? 0.22 * noise.at(plank * 3.7 + 0.5, 11.3) : 0;
            double grain = 0.16 * noise.clouds(across * 14 + plank * 9, along * 0.9 + plank * 5, 3, 0.6);
            return tone.times((1 + own + grain) * (edge < 0.004 ? 0.55 : 1));
        };
    }

    /** Tiles with joints, on walls and floors. */
    static Skin tiles(Tone tone, Tone joint, double wide, double high, boolean bond, Noise noise) {
        return (x, y, z, axis) -> {
            double a = axis == 0 ? z : x;
            double b = axis == 1 ? z : y;
            double row = Math.floor(b / high);
            double across = a / wide + (bond ? 0.5 * ((long) row & 1) : 0);
            double gap = Math.min(Math.abs(across - Math.rint(across)) * wide,
                    Math.abs(b / high - Math.rint(b / high)) * high);
            double own = 1 + 0.14 * noise.at(Math.floor(across) * 2.7 + 0.3, row * 3.1 + 0.7);
            return gap < 0.006 ? joint : tone.times(own);
        };
    }

    /** Plaster or paint, hardly uneven. */
    static Skin plaster(Tone tone, Noise noise) {
        return (x, y, z, axis) -> tone
                .times(1 + 0.06 * noise.clouds((axis == 0 ? z : x) * 0.9, (axis == 1 ? z : y) * 0.9, 3, 0.5));
    }

    /** Raised panels in a frame, as on old doors and walls. */
    static Skin panels(Skin wood, double wide, double high, double low) {
        return (x, y, z, axis) -> {
            Tone tone = wood.at(x, y, z, axis);
            double a = axis == 0 ? z : x;
            if (axis == 1) {
                return tone;
            }
            double u = a / wide - Math.floor(a / wide);
            double v = (y - low) / high - Math.floor((y - low) / high);
            double edge = Math.min(Math.min(u, 1 - u) * wide, Math.min(v, 1 - v) * high);
            double bevel = edge > 0.09 && edge < 0.115 ? (v < 0.5 ? 1.35 : 0.45) : edge < 0.09 ? 0.85 : 1;
            return tone.times(bevel);
        };
    }

    /** A row of books standing along an axis: spines by their own colours, from {@code pitch} to pitch. */
    static Skin spines(Tone[] covers, Tone shelf, double pitch, double board, long seed) {
        return (x, y, z, axis) -> {
            double along = axis == 0 ? z : x;
            double row = Math.floor(y / pitch);
            double up = y - row * pitch;
            if (axis == 1 || up < board) {
                return shelf;
            }
            // Books of one title stand together, a hand wide or two; then each has its own thickness.
            double group = along / 0.17 + 7.3 * row;
            long title = Noise.mix(seed ^ (long) Math.floor(group) * 0x9E3779B9L ^ (long) row * 0xC2B2AE35L);
            double thick = 0.018 + 0.030 * ((title >>> 8 & 0xFF) / 255.0);
            double book = along / thick;
            long one = Noise.mix(title ^ (long) Math.floor(book) * 0x85EBCA6BL);
            boolean same = (title & 3) != 0;
            double tall = (pitch - board) * (0.62 + 0.28 * (((same ? title : one) >>> 16 & 0xFF) / 255.0));
            if (up - board > tall || (title >>> 30 & 31) == 0) {
                return shelf.times(0.22);
            }
            Tone cover = covers[(int) Math.floorMod((same ? title : one) >>> 24, (long) covers.length)];
            double in = book - Math.floor(book);
            double round = 0.55 + 0.45 * Math.sqrt(Math.max(0, 4 * in * (1 - in)));
            double share = (up - board) / tall;
            boolean label = share > 0.62 && share < 0.80 && (title >>> 40 & 1) == 0;
            double shade = 1 - 0.6 * Lens.step(0.7, 1.0, (up - board) / (pitch - board));
            return (label ? cover.mix(new Tone(0.7, 0.72, 0.75), 0.6) : cover).times(round * shade);
        };
    }
}
