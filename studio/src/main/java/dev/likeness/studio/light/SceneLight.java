package dev.likeness.studio.light;

import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Srgb;
import dev.likeness.studio.plan.Air;
import dev.likeness.studio.plan.BackdropName;

/**
 * The light of a place on the sitter, in addition to the lamps: colour and height of the key, light from above and
 * below with the brightness and colour of those parts of the painted background, and lamps or sun from behind. All
 * colours are linear B, G, R of luminance 1.
 *
 * @param key     the key's colour
 * @param side    factor of the key's distance to the side: more than 1 beside a window
 * @param height  factor of the key's height: less than 1 where the sun is low
 * @param ambient light from all around, as a share of the key's
 * @param above   colour and, around 1, brightness of the light from above; {@code below} from below
 * @param rim     colour of the light from behind
 * @param power   its strength, see {@link LightSetup}
 * @param wrap    how much of the background's light reaches around the sitter's edge, a factor
 * @param warmth  red over blue of the key as it is seen in the finished picture, 1 for white
 */
@SuppressWarnings("ArrayRecordComponent") // colours: never compared
public record SceneLight(float[] key, double side, double height, double ambient, float[] above, float[] below,
        float[] rim, double power, double wrap, double warmth) {
    private static final float[] WHITE = {1, 1, 1};
    /** A studio, with the lamps only. */
    public static final SceneLight STUDIO = new SceneLight(WHITE, 1, 1, 0, WHITE, WHITE, WHITE, 0, 1, 1);

    /** Parts of the background, from the top and from the bottom, that give the light from above and below. */
    private static final double SKY = 0.4;
    private static final double GROUND = 0.3;
    /** Step between sampled pixels. */
    private static final int STEP = 5;
    /** Bounds of a colour's channels relative to white, and of the brightness of either side relative to the mean. */
    private static final double LEAST_COLOUR = 0.55;
    private static final double MOST_COLOUR = 1.7;
    private static final double LEAST_SIDE = 0.5;
    private static final double MOST_SIDE = 1.6;
    /**
     * Warmth up to which a key and a grade add up, and the share of more than that: skin is warm by itself, and a
     * photographer who has both a lamp and a film that are warm balances one of them. By eye in the library, at dusk and
     * under lanterns, where ruddy skin was orange with 1.3.
     */
    private static final double WARMEST = 1.2;
    private static final double BEYOND = 0.25;
    /** Wrap of places, which are brighter all around than studios. */
    private static final double WRAPPED = 1.5;
    /** Height of the key when the sun is low, a factor. */
    private static final double LOW_SUN = 0.6;
    /** Share of the ambient light beside a flash. */
    private static final double OUTSHONE = 0.4;
    /** Factor of the key's distance to the side for a window. */
    private static final double WINDOW = 1.9;

    /**
     * The light of a painted place.
     *
     * @param background its linear light
     */
    public static SceneLight of(BackdropName name, Raster background) {
        return switch (name) {
            case OWN, OWN_BLURRED, PLAIN, ID_BLUE, ID_WHITE, ID_RED, CANVAS_WARM, CANVAS_COOL, CANVAS_OLIVE, LOW_KEY,
                    PAPER_GREY, PASTEL, PASTEL_PINK, PASTEL_PURPLE, PASTEL_YELLOW, GRADIENT, INK_LANDSCAPE,
                    TRANSPARENT, ID_DOCUMENT ->
                STUDIO;
            case PICTURE -> ofPicture(background);
            // A cool sky that is too dark to be painted, warm lamps behind.
            case CITY_NIGHT -> outside(background, rgb(1.05, 1, 0.96), 1, 0.16).under(rgb(0.72, 0.96, 1.5))
                    .behind(rgb(1.45, 0.95, 0.5), 1.1);
            case LIBRARY -> outside(background, rgb(1.12, 0.98, 0.82), 1, 0.04).behind(rgb(1.35, 0.95, 0.6), 0.5);
            case CAFE -> outside(background, rgb(1.12, 0.98, 0.84), 1, 0.06).behind(rgb(1.4, 0.95, 0.55), 0.6);
            case CHRISTMAS -> outside(background, rgb(1.1, 0.98, 0.85), 1, 0.06).behind(rgb(1.4, 0.95, 0.55), 0.7);
            // A low sun behind.
            case BEACH_DUSK -> outside(background, rgb(1.1, 0.98, 0.88), 0.6, 0.12).behind(rgb(1.5, 0.9, 0.5), 0.8);
            case SKYLINE -> outside(background, rgb(1.1, 0.98, 0.88), 0.6, 0.10).behind(rgb(1.5, 0.9, 0.5), 0.8);
            case LAVENDER -> outside(background, rgb(1.08, 0.98, 0.9), 0.6, 0.12).behind(rgb(1.4, 0.95, 0.6), 0.8);
            case AUTUMN -> outside(background, rgb(1.08, 0.98, 0.88), 0.8, 0.10).behind(rgb(1.35, 0.95, 0.6), 0.75);
            case FOLIAGE, FOREST_PATH ->
                outside(background, rgb(1.02, 1, 0.95), 1, 0.09).behind(rgb(1.15, 1, 0.75), 0.65);
            case WHEAT_FIELD, DESERT ->
                outside(background, rgb(1.1, 0.98, 0.88), 0.6, 0.12).behind(rgb(1.45, 0.92, 0.55), 0.8);
            case BAMBOO -> outside(background, rgb(1.02, 1, 0.95), 1, 0.09).behind(rgb(1.1, 1, 0.8), 0.5);
            case ROSE_GARDEN -> outside(background, rgb(1.02, 1, 0.98), 1, 0.10).behind(rgb(1.1, 1, 0.9), 0.45);
            case MOUNTAINS, SEA_DAY, SEA_CLIFF -> outside(background, rgb(1.02, 1, 0.97), 1, 0.12).behind(WHITE, 0.4);
            case WINTER_WOOD -> outside(background, rgb(0.98, 1, 1.03), 1, 0.16).behind(WHITE, 0.3);
            case STARRY_NIGHT -> outside(background, rgb(0.96, 1, 1.06), 1, 0.12).behind(rgb(0.8, 1, 1.25), 0.4);
            case AURORA -> outside(background, rgb(0.95, 1.02, 1.03), 1, 0.14).behind(rgb(0.6, 1.15, 0.9), 0.7);
            case RED_CARPET -> outside(background, rgb(1, 1, 1), 1, 0.06).behind(WHITE, 0.8);
            case NEON_ALLEY -> outside(background, rgb(0.97, 0.98, 1.06), 1, 0.14).behind(rgb(1.35, 0.7, 1.3), 1.3);
            // Blossom reflects pink, a white garden white.
            case SAKURA -> outside(background, rgb(1.02, 0.99, 1), 1, 0.16).behind(rgb(1.1, 0.97, 1), 0.5);
            case MOON_GATE -> outside(background, rgb(1, 1, 1), 1, 0.10).behind(WHITE, 0.4);
            case UNDERWATER -> outside(background, rgb(0.88, 1.02, 1.12), 1.3, 0.22).behind(rgb(0.7, 1.05, 1.2), 0.6);
            case WINDOW -> outside(background, rgb(0.99, 1, 1.03), 0.7, 0.06).behind(rgb(0.97, 1, 1.05), 0.4).aside();
            case OFFICE, KITCHEN, CLASSROOM ->
                outside(background, rgb(0.99, 1, 1.03), 0.8, 0.08).behind(rgb(0.97, 1, 1.05), 0.4);
            // Lamps in the ceiling, all along.
            case HOSPITAL -> outside(background, rgb(0.99, 1, 1.01), 1.1, 0.14).behind(WHITE, 0.3);
            case SUBWAY -> outside(background, rgb(0.97, 1.01, 1), 1.1, 0.12).behind(rgb(0.97, 1.02, 1), 0.45);
            case BOARDROOM -> outside(background, rgb(0.99, 1, 1.02), 0.9, 0.09).behind(rgb(0.97, 1, 1.05), 0.45);
            case BOOKSTORE -> outside(background, rgb(1.05, 0.99, 0.92), 1, 0.09).behind(rgb(1.15, 0.98, 0.8), 0.4);
            case GYM -> outside(background, rgb(0.99, 1, 1.01), 1.1, 0.07).behind(WHITE, 0.6);
            case COURTROOM -> outside(background, rgb(1.05, 0.99, 0.92), 1, 0.06).behind(rgb(1.1, 0.99, 0.9), 0.35);
            case LANTERN_STREET ->
                outside(background, rgb(1.12, 0.97, 0.84), 1, 0.10).behind(rgb(1.6, 0.85, 0.45), 0.8);
            case ROOFTOP -> outside(background, rgb(1.08, 0.98, 0.9), 0.7, 0.11).behind(rgb(1.4, 0.93, 0.55), 0.7);
            case TEMPLE -> outside(background, rgb(1.03, 1, 0.95), 0.9, 0.11).behind(WHITE, 0.35);
            case CONCRETE, BRICK -> outside(background, rgb(1, 1, 1), 1, 0.05).behind(WHITE, 0.3);
            case STAGE -> outside(background, rgb(1, 1, 1), 1, 0.06).behind(rgb(0.65, 0.95, 1.7), 2);
            case SMOKE -> outside(background, rgb(0.97, 1, 1.05), 1, 0.06).behind(rgb(0.9, 1, 1.15), 1.2);
        };
    }

    /** How much of a picture's mean colour its key has, and the light from behind. By eye, on photos of rooms and streets. */
    private static final double KEY_OF_PICTURE = 0.25;
    private static final double RIM_OF_PICTURE = 0.6;
    private static final double AMBIENT_OF_PICTURE = 0.10;
    private static final double POWER_BEFORE_PICTURE = 0.35;

    /** A place of which nothing is known but how it looks: its own colours light the sitter. */
    private static SceneLight ofPicture(Raster background) {
        double[] all = mean(background, 0, background.height());
        double own = Math.max(1e-5, luminance(all));
        float[] key = new float[3];
        float[] rim = new float[3];
        for (int c = 0; c < 3; c++) {
            double colour = Math.clamp(all[c] / own, LEAST_COLOUR, MOST_COLOUR) - 1;
            key[c] = (float) (1 + KEY_OF_PICTURE * colour);
            rim[c] = (float) (1 + RIM_OF_PICTURE * colour);
        }
        return outside(background, key, 1, AMBIENT_OF_PICTURE).behind(rim, POWER_BEFORE_PICTURE);
    }

    private static float[] rgb(double r, double g, double b) {
        double luminance = Srgb.luminance((float) b, (float) g, (float) r);
        return new float[]{(float) (b / luminance), (float) (g / luminance), (float) (r / luminance)};
    }

    private static SceneLight outside(Raster background, float[] key, double height, double ambient) {
        int rows = background.height();
        double[] sky = mean(background, 0, (int) (SKY * rows));
        double[] ground = mean(background, (int) ((1 - GROUND) * rows), rows);
        double middle = Math.max(1e-4, (luminance(sky) + luminance(ground)) / 2);
        return new SceneLight(key, 1, height, ambient, light(sky, middle), light(ground, middle), WHITE, 0, WRAPPED,
                key[2] / key[0]);
    }

    /** The same place at another hour or in other weather, without the sun and its warm rim light. */
    public SceneLight in(Air air) {
        return switch (air) {
            case CLEAR -> this;
            case GOLDEN_HOUR -> of(rgb(1.1, 0.98, 0.88), LOW_SUN).behind(rgb(1.4, 0.93, 0.55), 0.75);
            case BLUE_HOUR -> of(rgb(0.95, 1, 1.08), 1).behind(rgb(0.85, 1, 1.2), 0.3);
            case NIGHT -> of(rgb(0.94, 1, 1.1), 1).behind(rgb(0.8, 1, 1.25), 0.4);
            case RAIN -> of(rgb(0.97, 1, 1.03), 1).behind(rim, Math.min(power, 0.5));
            case FOG, SNOWFALL -> of(rgb(0.99, 1, 1.02), 1).behind(WHITE, 0.25);
        };
    }

    /** The same place with another key. */
    private SceneLight of(float[] colour, double heightOfKey) {
        return new SceneLight(colour, side, heightOfKey, ambient, above, below, rim, power, wrap,
                colour[2] / colour[0]);
    }

    /** The same place with a flash, which outshines everything but the light from behind. */
    public SceneLight flashed() {
        return new SceneLight(WHITE, 1, 1, ambient * OUTSHONE, above, below, rim, power, wrap, 1);
    }

    /** Daylight through a window, a little cooler than what it is mixed with in a room. */
    private static final float[] DAYLIGHT = rgb(0.97, 1, 1.05);

    /** The same place where a window is the key: it stands where the lamp of that name does. */
    public SceneLight byWindow() {
        return new SceneLight(DAYLIGHT, 1, 1, ambient, above, below, rim, power, wrap, DAYLIGHT[2] / DAYLIGHT[0]);
    }

    /**
     * The same place for a picture whose white is shifted afterwards: where key and grade are both warm, the key is balanced.
     *
     * @param cast linear B, G, R factors of the grade
     */
    public SceneLight gradedBy(float[] cast) {
        double own = key[2] / key[0];
        double grade = cast[2] / cast[0];
        double whole = own * grade;
        if (own <= 1 || grade <= 1 || whole <= WARMEST) {
            return new SceneLight(key, side, height, ambient, above, below, rim, power, wrap, whole);
        }
        double wanted = Math.max(1, (WARMEST + BEYOND * (whole - WARMEST)) / grade);
        double exponent = Math.min(1, Math.log(wanted) / Math.log(own));
        float[] balanced = rgb(Math.pow(key[2], exponent), Math.pow(key[1], exponent), Math.pow(key[0], exponent));
        return new SceneLight(balanced, side, height, ambient, above, below, rim, power, wrap, wanted * grade);
    }

    private SceneLight under(float[] sky) {
        return new SceneLight(key, side, height, ambient, sky, sky, rim, power, wrap, warmth);
    }

    private SceneLight aside() {
        return new SceneLight(key, WINDOW, height, ambient, above, below, rim, power, wrap, warmth);
    }

    private SceneLight behind(float[] colour, double strength) {
        return new SceneLight(key, side, height, ambient, above, below, colour, strength, wrap, warmth);
    }

    private static double luminance(double[] bgr) {
        return Srgb.luminance((float) bgr[0], (float) bgr[1], (float) bgr[2]);
    }

    private static float[] light(double[] mean, double middle) {
        double own = Math.max(1e-5, luminance(mean));
        double side = Math.clamp(own / middle, LEAST_SIDE, MOST_SIDE);
        float[] light = new float[3];
        for (int c = 0; c < 3; c++) {
            light[c] = (float) (side * Math.clamp(mean[c] / own, LEAST_COLOUR, MOST_COLOUR));
        }
        return light;
    }

    private static double[] mean(Raster background, int from, int to) {
        double[] sum = new double[3];
        int n = 0;
        for (int y = from; y < to; y += STEP) {
            for (int x = 0; x < background.width(); x += STEP) {
                int i = background.at(x, y);
                for (int c = 0; c < 3; c++) {
                    sum[c] += background.data()[i + c];
                }
                n++;
            }
        }
        for (int c = 0; c < 3; c++) {
            sum[c] /= Math.max(1, n);
        }
        return sum;
    }
}
