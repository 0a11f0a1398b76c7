package dev.likeness.app.portraits;

import dev.likeness.core.FrameSize;
import dev.likeness.core.GenMode;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Retouch;
import dev.likeness.core.Seed;
import java.util.ArrayList;
import java.util.List;

/** Each retouch strength from 0 to 1 with the two others at 0, close up before plain grey. */
final class RetouchSweep {
    static final double[] STEPS = {0, 0.3, 0.5, 0.7, 1};
    private static final String PROMPT = "close-up, grey background";

    private RetouchSweep() {}

    static List<LooksCommand.Tile> tiles(Seed seed, int side) {
        List<LooksCommand.Tile> tiles = new ArrayList<>();
        for (double gpen : STEPS) {
            tiles.add(tile("gpen", gpen, new Retouch(gpen, 0, 0), seed, side));
        }
        for (double skin : STEPS) {
            tiles.add(tile("skin", skin, new Retouch(0, skin, 0), seed, side));
        }
        for (double skinUnifi : STEPS) {
            tiles.add(tile("skin_unifi", skinUnifi, new Retouch(0, 0, skinUnifi), seed, side));
        }
        return tiles;
    }

    private static LooksCommand.Tile tile(String name, double strength, Retouch retouch, Seed seed, int side) {
        return new LooksCommand.Tile(name + " " + strength, "", new PortraitRequest(PROMPT, new FrameSize(side, side),
                retouch, GenMode.CREATIVE, seed));
    }
}
