package dev.likeness.studio.plan;

import java.util.Locale;

/** What stands behind the sitter, with the light and grade a photographer would use there unless told otherwise. */
public enum BackdropName {
    /** The photo's own background, untouched. */
    OWN(LightName.NONE, GradeName.NEUTRAL),
    /** The photo's own background, thrown out of focus. */
    OWN_BLURRED(LightName.SOFT, GradeName.NEUTRAL),
    /** Painted muslin, umber. */
    CANVAS_WARM(LightName.LOOP, GradeName.FILM),
    /** Painted muslin, slate. */
    CANVAS_COOL(LightName.LOOP, GradeName.FILM),
    /** Painted muslin, olive. */
    CANVAS_OLIVE(LightName.REMBRANDT, GradeName.FILM),
    /** Nearly black cloth with a breath of light. */
    LOW_KEY(LightName.LOW, GradeName.FILM, 0.88),
    /** Seamless grey paper. */
    PAPER_GREY(LightName.BUTTERFLY, GradeName.NEUTRAL),
    /** A street at night, far out of focus. */
    CITY_NIGHT(LightName.LOOP, GradeName.COOL, 0.82),
    /** Bookshelves and lamplight. */
    LIBRARY(LightName.REMBRANDT, GradeName.WARM, 0.92),
    /** Sea and sky after sunset. */
    BEACH_DUSK(LightName.SOFT, GradeName.WARM, 0.92),
    /** A sheer curtain before a tall window, and the wall beside it. */
    WINDOW(LightName.SOFT, GradeName.NEUTRAL),
    /** A fair-faced concrete wall in grazing light. */
    CONCRETE(LightName.LOOP, GradeName.FILM, 0.96),
    /** A brick wall that recedes into a street. */
    BRICK(LightName.LOOP, GradeName.FILM, 0.96),
    /** A coffee house in the evening, far out of focus. */
    CAFE(LightName.LOOP, GradeName.WARM, 0.92),
    /** An open-plan office by day, out of focus. */
    OFFICE(LightName.SOFT, GradeName.NEUTRAL),
    /** A concert: beams in haze, coloured lamps, a dark hall, and a flash on the sitter. */
    STAGE(LightName.FLASH, GradeName.FILM, 0.92),
    /** A lit tree and fairy lights. */
    CHRISTMAS(LightName.SOFT, GradeName.FILM, 0.90),
    /** A dark film set with drifting smoke, lit from behind. */
    SMOKE(LightName.RIM, GradeName.FILM, 0.80),
    /** Identity photo, exactly #438edb. */
    ID_BLUE(LightName.FLAT, GradeName.NEUTRAL),
    /** Identity photo, exactly #ffffff. */
    ID_WHITE(LightName.FLAT, GradeName.NEUTRAL),
    /** Identity photo, exactly #d9001b. */
    ID_RED(LightName.FLAT, GradeName.NEUTRAL);

    private final LightName light;
    private final GradeName grade;
    private final double exposure;

    BackdropName(LightName light, GradeName grade) {
        this(light, grade, 1);
    }

    BackdropName(LightName light, GradeName grade, double exposure) {
        this.light = light;
        this.grade = grade;
        this.exposure = exposure;
    }

    /** The light that suits this ground. */
    public LightName light() {
        return light;
    }

    /** The grade that suits this ground. */
    public GradeName grade() {
        return grade;
    }

    /** How brightly the sitter is exposed there, 1 for a studio; less where the scene is dark. */
    public double exposure() {
        return exposure;
    }

    /** Whether the photo's background is kept, sharp or not. */
    public boolean isOwn() {
        return this == OWN || this == OWN_BLURRED;
    }

    /** Whether this is a flat ground of an identity photo, whose colour must survive to the byte. */
    public boolean isIdentity() {
        return this == ID_BLUE || this == ID_WHITE || this == ID_RED;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
