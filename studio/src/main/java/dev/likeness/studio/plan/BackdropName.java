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
    /** Trees in summer, the sun behind them. */
    FOLIAGE(LightName.SOFT, GradeName.FILM, 0.94),
    /** Cherry trees in bloom. */
    SAKURA(LightName.SOFT, GradeName.NEUTRAL),
    /** An avenue in October, the sun at its end. */
    AUTUMN(LightName.LOOP, GradeName.WARM, 0.94),
    /** Rows of lavender before a low sun. */
    LAVENDER(LightName.SOFT, GradeName.WARM, 0.92),
    /** Shafts of sunlight in a blue sea. */
    UNDERWATER(LightName.SOFT, GradeName.COOL, 0.84),
    /** Towers before the setting sun. */
    SKYLINE(LightName.LOOP, GradeName.WARM, 0.88),
    /** A round gate in a white garden wall. */
    MOON_GATE(LightName.SOFT, GradeName.NEUTRAL, 0.96),
    /** Ripe wheat before a low sun. */
    WHEAT_FIELD(LightName.SOFT, GradeName.WARM, 0.94),
    /** A wood in falling snow. */
    WINTER_WOOD(LightName.SOFT, GradeName.NEUTRAL, 0.96),
    /** Dunes in the last hour of sun. */
    DESERT(LightName.LOOP, GradeName.WARM, 0.94),
    /** A grove of bamboo. */
    BAMBOO(LightName.SOFT, GradeName.FILM, 0.94),
    /** Rose bushes in bloom. */
    ROSE_GARDEN(LightName.SOFT, GradeName.NEUTRAL, 0.96),
    /** Snow-covered peaks over a meadow. */
    MOUNTAINS(LightName.LOOP, GradeName.NEUTRAL),
    /** Sea and sand under a blue sky with clouds. */
    SEA_DAY(LightName.SOFT, GradeName.NEUTRAL),
    /** The Milky Way over dark hills. */
    STARRY_NIGHT(LightName.LOOP, GradeName.COOL, 0.80),
    /** Northern lights over dark hills. */
    AURORA(LightName.LOOP, GradeName.COOL, 0.80),
    /** Mountains and mist in ink on silk, a painting behind the sitter. */
    INK_LANDSCAPE(LightName.SOFT, GradeName.NEUTRAL, 0.96),
    /** Photographers, their flashes, and the carpet. */
    RED_CARPET(LightName.FLASH, GradeName.FILM, 0.90),
    /** A narrow street of signs after rain. */
    NEON_ALLEY(LightName.SPLIT, GradeName.COOL, 0.82),
    /** A studio wall in two or three pale colours, chosen by the seed. */
    PASTEL(LightName.BUTTERFLY, GradeName.NEUTRAL),
    /** The same in pinks. */
    PASTEL_PINK(LightName.BUTTERFLY, GradeName.NEUTRAL),
    /** The same in purples. */
    PASTEL_PURPLE(LightName.BUTTERFLY, GradeName.NEUTRAL),
    /** The same in yellow and orange. */
    PASTEL_YELLOW(LightName.BUTTERFLY, GradeName.NEUTRAL),
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
    /** One exact colour that the prompt names; see {@link Plan#plain()}. */
    PLAIN(LightName.BUTTERFLY, GradeName.NEUTRAL),
    /** A wall in the shades of one colour that the prompt names; see {@link Plan#plain()}. */
    GRADIENT(LightName.BUTTERFLY, GradeName.NEUTRAL),
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

    /** The light that suits this background. */
    public LightName light() {
        return light;
    }

    /** The grade that suits this background. */
    public GradeName grade() {
        return grade;
    }

    /** How brightly the sitter is exposed there, 1 for a studio; less where the scene is dark. */
    public double exposure() {
        return exposure;
    }

    /** Whether the prompt gives it a colour. */
    public boolean hasColour() {
        return this == PLAIN || this == GRADIENT;
    }

    /** Whether it is a place with things in it, not a surface. */
    boolean isPlace() {
        return switch (this) {
            case OWN, OWN_BLURRED, CANVAS_WARM, CANVAS_COOL, CANVAS_OLIVE, LOW_KEY, PAPER_GREY, PASTEL, PASTEL_PINK ->
                false;
            case PASTEL_PURPLE, PASTEL_YELLOW, CONCRETE, PLAIN, GRADIENT, ID_BLUE, ID_WHITE, ID_RED, INK_LANDSCAPE ->
                false;
            case CITY_NIGHT, LIBRARY, BEACH_DUSK, FOLIAGE, SAKURA, AUTUMN, LAVENDER, UNDERWATER, SKYLINE -> true;
            case MOON_GATE, WINDOW, BRICK, CAFE, OFFICE, STAGE, CHRISTMAS, SMOKE, WHEAT_FIELD, WINTER_WOOD -> true;
            case DESERT, BAMBOO, ROSE_GARDEN, MOUNTAINS, SEA_DAY, STARRY_NIGHT, AURORA, RED_CARPET, NEON_ALLEY -> true;
        };
    }

    /** The hour or weather that it is painted in, if that is a certain one. */
    Air own() {
        return switch (this) {
            case BEACH_DUSK, LAVENDER, AUTUMN, SKYLINE, WHEAT_FIELD, DESERT -> Air.GOLDEN_HOUR;
            case CITY_NIGHT, STARRY_NIGHT, AURORA, RED_CARPET, NEON_ALLEY -> Air.NIGHT;
            case SMOKE -> Air.FOG;
            case WINTER_WOOD -> Air.SNOWFALL;
            case OWN, OWN_BLURRED, CANVAS_WARM, CANVAS_COOL, CANVAS_OLIVE, LOW_KEY, PAPER_GREY -> Air.CLEAR;
            case PASTEL, PASTEL_PINK, PASTEL_PURPLE, PASTEL_YELLOW, PLAIN, GRADIENT, ID_BLUE, ID_WHITE -> Air.CLEAR;
            case ID_RED, CONCRETE, LIBRARY, WINDOW, CAFE, OFFICE, STAGE, CHRISTMAS, UNDERWATER, INK_LANDSCAPE ->
                Air.CLEAR;
            case FOLIAGE, SAKURA, MOON_GATE, BRICK, BAMBOO, ROSE_GARDEN, MOUNTAINS, SEA_DAY -> Air.CLEAR;
        };
    }

    /** Whether it looks like a place in this hour or weather; judged behind sitters. */
    boolean takes(Air air) {
        return switch (this) {
            case FOLIAGE, SAKURA, MOON_GATE, BAMBOO, ROSE_GARDEN -> true;
            case BRICK, MOUNTAINS -> air != Air.GOLDEN_HOUR;
            case AUTUMN, LAVENDER, WHEAT_FIELD -> air == Air.FOG;
            case CITY_NIGHT -> air == Air.SNOWFALL || air == Air.FOG;
            case SKYLINE -> air == Air.SNOWFALL;
            case SEA_DAY -> air == Air.FOG || air == Air.BLUE_HOUR || air == Air.NIGHT;
            case WINTER_WOOD -> air == Air.BLUE_HOUR || air == Air.NIGHT;
            case OWN, OWN_BLURRED, CANVAS_WARM, CANVAS_COOL, CANVAS_OLIVE, LOW_KEY, PAPER_GREY -> false;
            case PASTEL, PASTEL_PINK, PASTEL_PURPLE, PASTEL_YELLOW, PLAIN, GRADIENT, ID_BLUE, ID_WHITE -> false;
            case ID_RED, CONCRETE, LIBRARY, WINDOW, CAFE, OFFICE, STAGE, CHRISTMAS, UNDERWATER, SMOKE -> false;
            case BEACH_DUSK, DESERT, STARRY_NIGHT, AURORA, INK_LANDSCAPE, RED_CARPET, NEON_ALLEY -> false;
        };
    }

    /** Whether the photo's background is kept, sharp or not. */
    public boolean isOwn() {
        return this == OWN || this == OWN_BLURRED;
    }

    /** Whether this is one colour that must survive to the byte. */
    public boolean isFlat() {
        return this == PLAIN || isIdentity();
    }

    /** Whether this is the background of an identity photo. */
    public boolean isIdentity() {
        return this == ID_BLUE || this == ID_WHITE || this == ID_RED;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
