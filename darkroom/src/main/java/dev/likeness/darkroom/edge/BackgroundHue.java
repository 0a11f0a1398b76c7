package dev.likeness.darkroom.edge;

/**
 * Takes the hue of the old background out of colours of the person near the contour: light of it comes through hair and
 * off the rims of ears where alpha is 1 already. Of a colour's chroma goes what lies on the way from the person's mean to the
 * background's; its lightness stays.
 */
final class BackgroundHue {
    /** Squared distance of both mean chromas (colours 0 to 1) at which half is taken out: alike, they tell nothing. By eye. */
    private static final float APART = 0.01f;

    private BackgroundHue() {}

    /**
     * @param colours    B, G, R, 0 to 1, from {@code at} on; changed in place
     * @param near       how much of it to do, 0 to 1
     * @param person     mean around, B, G, R
     * @param background mean around, B, G, R
     */
    static void clear(float[] colours, int at, float near, float[] person, float[] background) {
        float grey = lightness(colours, at);
        float greyPerson = lightness(person, 0);
        float greyBackground = lightness(background, 0);
        float along = 0;
        float length = 0;
        for (int c = 0; c < 3; c++) {
            float from = person[c] - greyPerson;
            float way = background[c] - greyBackground - from;
            along += way * (colours[at + c] - grey - from);
            length += way * way;
        }
        if (along <= 0) {
            return;
        }
        float t = near * length / (length + APART) * Math.min(1, along / length);
        for (int c = 0; c < 3; c++) {
            float way = background[c] - greyBackground - (person[c] - greyPerson);
            colours[at + c] = Math.clamp(colours[at + c] - t * way, 0f, 1f);
        }
    }

    /** Rec. 601. */
    private static float lightness(float[] bgr, int at) {
        return 0.114f * bgr[at] + 0.587f * bgr[at + 1] + 0.299f * bgr[at + 2];
    }
}
