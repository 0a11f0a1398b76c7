package dev.likeness.studio.plan;

import java.util.Locale;

/** Colours of cloth as dyers sell them: less pure than those of paint. */
public enum ClothColour {
    RED(0xb3202c), BURGUNDY(0x6b1a2b), PINK(0xe08fa8), ORANGE(0xd8702a), YELLOW(0xe0b93a), GREEN(0x2f7d4f), OLIVE(
            0x6a6b3a), TEAL(0x1f7a7c), BLUE(0x2a55b8), NAVY(0x1f2c52), SKY_BLUE(0x8fb4dc), PURPLE(0x64398f), LILAC(
                    0xb79fd3), BROWN(0x6b4630), BEIGE(0xd2b48f), IVORY(
                            0xece3cf), WHITE(0xeeeeec), GREY(0x85878b), CHARCOAL(0x3b3d42), BLACK(0x1b1b1d);

    private final int rgb;

    ClothColour(int rgb) {
        this.rgb = rgb;
    }

    /** sRGB, 0xrrggbb, of the cloth in even light. */
    public int rgb() {
        return rgb;
    }

    /** The colour of cloth that looks most like this one of 24 bits of sRGB. */
    static ClothColour nearest(int rgb) {
        ClothColour nearest = BLACK;
        double least = Double.POSITIVE_INFINITY;
        for (ClothColour cloth : values()) {
            double apart = apart(cloth.rgb, rgb);
            if (apart < least) {
                least = apart;
                nearest = cloth;
            }
        }
        return nearest;
    }

    // The "redmean" distance (T. Riemersma, "Colour metric", 2008): weights of the channels follow how red the pair is.
    private static double apart(int one, int other) {
        double mean = ((one >> 16) + (other >> 16)) / 2.0;
        double red = (one >> 16) - (other >> 16);
        double green = (one >> 8 & 0xff) - (other >> 8 & 0xff);
        double blue = (one & 0xff) - (other & 0xff);
        return (2 + mean / 256) * red * red + 4 * green * green + (2 + (255 - mean) / 256) * blue * blue;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
