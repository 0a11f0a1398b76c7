package dev.likeness.studio.backdrop;

import dev.likeness.studio.plan.Air;
import dev.likeness.studio.plan.BackdropName;
import dev.likeness.studio.plan.Plan;

/** The painters of all backgrounds that are painted. */
public final class Backdrops {
    private Backdrops() {}

    /**
     * The painter of the plan's background.
     *
     * @throws IllegalArgumentException for the photo's own background, which nobody paints
     */
    public static Backdrop of(Plan plan) {
        return plan.plain().map(colour -> Tone.ofSrgb(colour.rgb()))
                .<Backdrop>map(tone -> plan.backdrop() == BackdropName.GRADIENT
                        ? new GradientBackdrop(tone)
                        : new FlatBackdrop(tone))
                .orElseGet(() -> plan.air() == Air.CLEAR
                        ? of(plan.backdrop())
                        : new Weather(of(plan.backdrop()), plan.air()));
    }

    /**
     * The painter of a background that needs no colour to be named.
     *
     * @throws IllegalArgumentException for the photo's own background, which nobody paints, and for a plain one
     */
    public static Backdrop of(BackdropName name) {
        return switch (name) {
            case OWN, OWN_BLURRED, TRANSPARENT, PICTURE ->
                throw new IllegalArgumentException("nobody paints a background of " + name);
            case PLAIN, GRADIENT, ID_DOCUMENT ->
                throw new IllegalArgumentException("a plain background and a gradient need a colour");
            case CANVAS_WARM -> new CanvasBackdrop(CanvasBackdrop.WARM);
            case CANVAS_COOL -> new CanvasBackdrop(CanvasBackdrop.COOL);
            case CANVAS_OLIVE -> new CanvasBackdrop(CanvasBackdrop.OLIVE);
            case LOW_KEY -> new CanvasBackdrop(CanvasBackdrop.LOW_KEY);
            case PAPER_GREY -> new PaperBackdrop();
            case CITY_NIGHT -> new CityNight();
            case LIBRARY -> new Library();
            case BEACH_DUSK -> new BeachDusk();
            case FOLIAGE -> new Foliage();
            case SAKURA -> new Sakura();
            case AUTUMN -> new Autumn();
            case LAVENDER -> new Lavender();
            case UNDERWATER -> new Underwater();
            case SKYLINE -> new Skyline();
            case MOON_GATE -> new MoonGate();
            case WHEAT_FIELD -> new WheatField();
            case WINTER_WOOD -> new WinterWood();
            case DESERT -> new Desert();
            case BAMBOO -> new Bamboo();
            case ROSE_GARDEN -> new RoseGarden();
            case MOUNTAINS -> new Mountains();
            case SEA_DAY -> new SeaDay();
            case STARRY_NIGHT -> new StarryNight(false);
            case AURORA -> new StarryNight(true);
            case INK_LANDSCAPE -> new InkLandscape();
            case RED_CARPET -> new RedCarpet();
            case NEON_ALLEY -> new NeonAlley();
            case KITCHEN -> new Kitchen();
            case CLASSROOM -> new Classroom();
            case FOREST_PATH -> new ForestPath();
            case PASTEL -> PastelBackdrop.ANY;
            case PASTEL_PINK -> PastelBackdrop.PINK;
            case PASTEL_PURPLE -> PastelBackdrop.PURPLE;
            case PASTEL_YELLOW -> PastelBackdrop.YELLOW;
            case WINDOW -> new WindowLight();
            case CONCRETE -> new ConcreteWall();
            case BRICK -> new BrickStreet();
            case CAFE -> new Cafe();
            case OFFICE -> new OfficeBlur();
            case STAGE -> new StageLights();
            case CHRISTMAS -> new ChristmasTree();
            case SMOKE -> new SetSmoke();
            case ID_BLUE -> new FlatBackdrop(Tone.ofSrgb(0x438EDB));
            case ID_WHITE -> new FlatBackdrop(Tone.ofSrgb(0xFFFFFF));
            case ID_RED -> new FlatBackdrop(Tone.ofSrgb(0xD9001B));
        };
    }
}
