package dev.likeness.studio.light;

/**
 * Keeps new light from burning out highlights: a scalp that shines in the photo must not become a white patch. The
 * light that a gain above one adds is compressed towards a ceiling, and nothing is added to pixels above the ceiling.
 * The order of brightness is kept. Gains below one are not changed.
 */
public final class Highlights {
    /** Linear light up to which gains may lift; 0.975 encoded. */
    private static final float CEILING = 0.945f;
    /**
     * Share of the room below the ceiling up to which added light is not compressed: the formula would change it by
     * less than 0.1 %.
     */
    private static final float GIVEN_WHOLE = 0.25f;

    private Highlights() {}

    /**
     * The share of what gains add that a pixel gets, 0 to 1: {@code h / (l^4 + h^4)^(1/4)} of the added light {@code l} and
     * the room {@code h} below the ceiling.
     *
     * @param light linear light of the pixel's brightest channel
     * @param gain  the largest of its gains
     */
    public static float share(float light, float gain) {
        float lift = (gain - 1) * light;
        float room = CEILING - light;
        if (room <= 0) {
            return 0;
        }
        if (lift < GIVEN_WHOLE * room) {
            return 1;
        }
        float ratio = lift / room;
        return 1 / (float) Math.sqrt(Math.sqrt(1 + ratio * ratio * ratio * ratio));
    }

    /** The gain that a pixel gets. */
    public static float gain(float gain, float share) {
        return gain > 1 ? 1 + (gain - 1) * share : gain;
    }
}
