package dev.likeness.core;

/**
 * Retouch strengths, each one of 0, 0.1, … 1 (the API's grid).
 *
 * @param gpen      clarity of the face
 * @param skin      beautifying: light and shade of the face, eyes, lips
 * @param skinUnifi evening out of the skin's tone
 * @throws PortraitException.InvalidRequest when a strength is out of range or off the grid
 */
public record Retouch(double gpen, double skin, double skinUnifi) {
    /** The API's defaults: 0.4, 0.3, 0. */
    public static final Retouch DEFAULT = new Retouch(0.4, 0.3, 0);

    public Retouch {
        gpen = onGrid("gpen", gpen);
        skin = onGrid("skin", skin);
        skinUnifi = onGrid("skin_unifi", skinUnifi);
    }

    private static double onGrid(String field, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new PortraitException.InvalidRequest(ErrorCode.STRENGTH_OUT_OF_RANGE,
                    field + " is " + value + ": it must be from 0 to 1");
        }
        double tenths = value * 10;
        if (Math.abs(tenths - Math.rint(tenths)) > 1e-6) {
            throw new PortraitException.InvalidRequest(ErrorCode.STRENGTH_OFF_GRID,
                    field + " is " + value + ": use steps of 0.1, for example " + Math.rint(tenths) / 10);
        }
        return Math.rint(tenths) / 10;
    }
}
