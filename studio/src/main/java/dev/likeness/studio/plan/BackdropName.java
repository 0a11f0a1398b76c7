package dev.likeness.studio.plan;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What stands behind the sitter, with the light and grade a photographer would use there unless told otherwise. */
public enum BackdropName {
    /** The photo's own background, untouched. */
    OWN(LightName.NONE, GradeName.NEUTRAL),
    /** The photo's own background, thrown out of focus. */
    OWN_BLURRED(LightName.GENTLE, GradeName.NEUTRAL),
    /** Painted muslin, umber. */
    CANVAS_WARM(LightName.LOOP, GradeName.FILM),
    /** Painted muslin, slate. */
    CANVAS_COOL(LightName.LOOP, GradeName.FILM),
    /** Painted muslin, olive. */
    CANVAS_OLIVE(LightName.REMBRANDT, GradeName.FILM),
    /** Nearly black cloth, faintly lit. */
    LOW_KEY(LightName.GENTLE, GradeName.FILM, 0.88),
    /** Seamless grey paper. */
    PAPER_GREY(LightName.GENTLE, GradeName.NEUTRAL),
    /** A street at night, far out of focus. */
    CITY_NIGHT(LightName.LOOP, GradeName.COOL, 0.74),
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
    STARRY_NIGHT(LightName.LOOP, GradeName.COOL, 0.72),
    /** Northern lights over dark hills. */
    AURORA(LightName.LOOP, GradeName.COOL, 0.72),
    /** Mountains and mist in ink on silk, a painting behind the sitter. */
    INK_LANDSCAPE(LightName.SOFT, GradeName.NEUTRAL, 0.96),
    /** Photographers, their flashes, and the carpet. */
    RED_CARPET(LightName.FLASH, GradeName.FILM, 0.90),
    /** A narrow street of signs after rain. */
    NEON_ALLEY(LightName.SPLIT, GradeName.COOL, 0.78),
    /** A light kitchen in the morning. */
    KITCHEN(LightName.SOFT, GradeName.NEUTRAL),
    /** A classroom with a blackboard, in daylight. */
    CLASSROOM(LightName.SOFT, GradeName.FILM, 0.98),
    /** A path through a tall wood, mist and sun. */
    FOREST_PATH(LightName.SOFT, GradeName.FILM, 0.94),
    /** A hospital corridor in even light. */
    HOSPITAL(LightName.SOFT, GradeName.NEUTRAL),
    /** An underground platform, mostly with a train. */
    SUBWAY(LightName.LOOP, GradeName.COOL, 0.92),
    /** A long table high above a city. */
    BOARDROOM(LightName.SOFT, GradeName.NEUTRAL, 0.98),
    /** Coloured paperbacks on light shelves. */
    BOOKSTORE(LightName.SOFT, GradeName.FILM, 0.98),
    /** Racks and dumbbells under lines of light. */
    GYM(LightName.LOOP, GradeName.FILM, 0.92),
    /** The judge's bench before a panelled wall. */
    COURTROOM(LightName.LOOP, GradeName.FILM, 0.96),
    /** Red lanterns along old wooden houses, in the evening. */
    LANTERN_STREET(LightName.LOOP, GradeName.WARM, 0.88),
    /** A roof terrace above a city after sunset. */
    ROOFTOP(LightName.LOOP, GradeName.WARM, 0.92),
    /** The court of an old temple. */
    TEMPLE(LightName.SOFT, GradeName.NEUTRAL, 0.98),
    /** Headlands over the sea, from the path along the edge. */
    SEA_CLIFF(LightName.SOFT, GradeName.NEUTRAL),
    /** A studio wall in two or three pale colours, chosen by the seed. */
    PASTEL(LightName.GENTLE, GradeName.NEUTRAL),
    /** The same in pinks. */
    PASTEL_PINK(LightName.GENTLE, GradeName.NEUTRAL),
    /** The same in purples. */
    PASTEL_PURPLE(LightName.GENTLE, GradeName.NEUTRAL),
    /** The same in yellow and orange. */
    PASTEL_YELLOW(LightName.GENTLE, GradeName.NEUTRAL),
    /** A sheer curtain before a tall window, and the wall beside it. */
    WINDOW(LightName.WINDOW, GradeName.NEUTRAL),
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
    PLAIN(LightName.GENTLE, GradeName.NEUTRAL),
    /** A wall in the shades of one colour that the prompt names; see {@link Plan#plain()}. */
    GRADIENT(LightName.GENTLE, GradeName.NEUTRAL),
    /** None: the sitter alone, for other people's layouts. */
    TRANSPARENT(LightName.FLAT, GradeName.NEUTRAL),
    /** A picture that came with the order. */
    PICTURE(LightName.SOFT, GradeName.NEUTRAL),
    /** Identity photo, exactly the colour that its document asks for. */
    ID_DOCUMENT(LightName.FLAT, GradeName.NEUTRAL),
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
        return this == PLAIN || this == GRADIENT || this == ID_DOCUMENT;
    }

    /** Whether it is a place with things in it, not a surface. */
    boolean isPlace() {
        return !Kinds.SURFACES.contains(this);
    }

    /** The hour or weather that it is painted in, if that is a certain one. */
    Air own() {
        return Kinds.OWN_AIR.getOrDefault(this, Air.CLEAR);
    }

    /** Whether it is a room: the weather is beyond its windows. */
    public boolean isRoom() {
        return Kinds.ROOMS.contains(this);
    }

    /** Whether it looks like a place in this hour or weather; judged behind sitters. */
    boolean takes(Air air) {
        return Kinds.TAKES.getOrDefault(this, Set.of()).contains(air);
    }

    /** Whether the photo's background is kept, sharp or not. */
    public boolean isOwn() {
        return this == OWN || this == OWN_BLURRED;
    }

    /** Whether it is painted here, rather than photographed or left out. */
    public boolean isPainted() {
        return !isOwn() && this != TRANSPARENT && this != PICTURE;
    }

    /** Whether nothing else can stand in its place, so that an order is refused where the sitter cannot be cut out. */
    public boolean isIndispensable() {
        return isIdentity() || this == TRANSPARENT;
    }

    /** Whether this is one colour that must survive to the byte. */
    public boolean isFlat() {
        return this == PLAIN || isIdentity();
    }

    /** Whether this is the background of an identity photo. */
    public boolean isIdentity() {
        return this == ID_DOCUMENT || this == ID_BLUE || this == ID_WHITE || this == ID_RED;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** What backgrounds have in common. */
    private static final class Kinds {
        static final Set<BackdropName> SURFACES = EnumSet.of(OWN, OWN_BLURRED, CANVAS_WARM, CANVAS_COOL, CANVAS_OLIVE,
                LOW_KEY, PAPER_GREY, PASTEL, PASTEL_PINK, PASTEL_PURPLE, PASTEL_YELLOW, CONCRETE, INK_LANDSCAPE, PLAIN,
                GRADIENT, TRANSPARENT, PICTURE, ID_DOCUMENT, ID_BLUE, ID_WHITE, ID_RED);
        static final Set<BackdropName> ROOMS = EnumSet.of(WINDOW, OFFICE, KITCHEN, CLASSROOM, CAFE, LIBRARY, HOSPITAL,
                SUBWAY, BOARDROOM, BOOKSTORE, GYM, COURTROOM);
        static final Map<BackdropName, Air> OWN_AIR = new EnumMap<>(BackdropName.class);
        static final Map<BackdropName, Set<Air>> TAKES = new EnumMap<>(BackdropName.class);

        static {
            for (BackdropName golden : List.of(BEACH_DUSK, LAVENDER, AUTUMN, SKYLINE, WHEAT_FIELD, DESERT, ROOFTOP)) {
                OWN_AIR.put(golden, Air.GOLDEN_HOUR);
            }
            for (BackdropName dark : List.of(CITY_NIGHT, STARRY_NIGHT, AURORA, RED_CARPET, NEON_ALLEY,
                    LANTERN_STREET)) {
                OWN_AIR.put(dark, Air.NIGHT);
            }
            OWN_AIR.put(SMOKE, Air.FOG);
            OWN_AIR.put(FOREST_PATH, Air.FOG);
            OWN_AIR.put(WINTER_WOOD, Air.SNOWFALL);
            Set<Air> any = EnumSet.complementOf(EnumSet.of(Air.CLEAR));
            for (BackdropName open : List.of(FOLIAGE, SAKURA, MOON_GATE, BAMBOO, ROSE_GARDEN)) {
                TAKES.put(open, any);
            }
            Set<Air> notGolden = EnumSet.complementOf(EnumSet.of(Air.CLEAR, Air.GOLDEN_HOUR));
            TAKES.put(BRICK, notGolden);
            TAKES.put(MOUNTAINS, notGolden);
            TAKES.put(FOREST_PATH, EnumSet.of(Air.GOLDEN_HOUR, Air.BLUE_HOUR, Air.NIGHT, Air.RAIN));
            TAKES.put(AUTUMN, EnumSet.of(Air.FOG, Air.RAIN));
            TAKES.put(LAVENDER, EnumSet.of(Air.FOG));
            TAKES.put(WHEAT_FIELD, EnumSet.of(Air.FOG));
            TAKES.put(CITY_NIGHT, EnumSet.of(Air.SNOWFALL, Air.FOG, Air.RAIN));
            TAKES.put(SKYLINE, EnumSet.of(Air.SNOWFALL, Air.RAIN));
            TAKES.put(SEA_DAY, EnumSet.of(Air.FOG, Air.BLUE_HOUR, Air.NIGHT, Air.RAIN));
            for (BackdropName wet : List.of(NEON_ALLEY, LANTERN_STREET)) {
                TAKES.put(wet, EnumSet.of(Air.RAIN, Air.SNOWFALL));
            }
            TAKES.put(ROOFTOP, EnumSet.of(Air.RAIN, Air.FOG));
            TAKES.put(TEMPLE, any);
            TAKES.put(SEA_CLIFF, EnumSet.of(Air.RAIN, Air.FOG, Air.BLUE_HOUR, Air.NIGHT));
            for (BackdropName room : List.of(WINDOW, OFFICE, KITCHEN, CLASSROOM, BOARDROOM, BOOKSTORE, HOSPITAL, GYM)) {
                TAKES.put(room, EnumSet.of(Air.RAIN));
            }
            TAKES.put(WINTER_WOOD, EnumSet.of(Air.BLUE_HOUR, Air.NIGHT));
        }

        private Kinds() {}
    }
}
