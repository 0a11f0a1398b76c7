package dev.likeness.studio.backdrop;

import dev.likeness.studio.plan.Air;
import dev.likeness.studio.plan.BackdropName;
import dev.likeness.studio.plan.PlainColour;
import dev.likeness.studio.plan.Plan;

/** The painters of all painted backgrounds. */
public final class Backdrops {
    private Backdrops() {}

    /**
     * The painter of the plan's background.
     *
     * @throws IllegalArgumentException for the photo's own background, which is not painted
     */
    public static Backdrop of(Plan plan) {
        return plan.plain()
                .<Backdrop>map(colour -> plan.backdrop() == BackdropName.GRADIENT
                        ? gradient(colour)
                        : new FlatBackdrop(Tone.ofSrgb(colour.rgb())))
                .orElseGet(() -> plan.air() == Air.CLEAR
                        ? of(plan.backdrop())
                        : new Weather(of(plan.backdrop()), plan.air(), plan.backdrop().isRoom()));
    }

    private static Backdrop gradient(PlainColour colour) {
        Tone tone = Tone.ofSrgb(colour.rgb());
        return colour.to().<Backdrop>map(to -> new TwoColourBackdrop(tone, Tone.ofSrgb(to.rgb())))
                .orElseGet(() -> new GradientBackdrop(tone));
    }

    /**
     * The painter of a background that needs no colour.
     *
     * @throws IllegalArgumentException for the photo's own background, which is not painted, and for a plain one
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
            case CITY_NIGHT -> new Take(new CityNight(), true);
            case LIBRARY -> new Take(new Library(), false);
            case BEACH_DUSK -> new Take(new BeachDusk(), true);
            case FOLIAGE -> new Take(new Foliage(), true);
            case SAKURA -> new Take(new Sakura(), true);
            case AUTUMN -> new Take(new Autumn(), true);
            case LAVENDER -> new Take(new Lavender(), true);
            case UNDERWATER -> new Take(new Underwater(), false);
            case SKYLINE -> new Take(new Skyline(), true);
            case MOON_GATE -> new Take(new MoonGate(), false);
            case WHEAT_FIELD -> new Take(new WheatField(), true);
            case WINTER_WOOD -> new Take(new WinterWood(), true);
            case DESERT -> new Take(new Desert(), true);
            case BAMBOO -> new Take(new Bamboo(), true);
            case ROSE_GARDEN -> new Take(new RoseGarden(), true);
            case MOUNTAINS -> new Take(new Mountains(), true);
            case SEA_DAY -> new Take(new SeaDay(), true);
            case STARRY_NIGHT -> new Take(new StarryNight(false), true);
            case AURORA -> new Take(new StarryNight(true), true);
            case INK_LANDSCAPE -> new Take(new InkLandscape(), true);
            case RED_CARPET -> new Take(new RedCarpet(), false);
            case NEON_ALLEY -> new Take(new NeonAlley(), true);
            case KITCHEN -> Take.inOtherLight(new Kitchen());
            case CLASSROOM -> new Take(new Classroom(), true);
            case FOREST_PATH -> new Take(new ForestPath(), false);
            case HOSPITAL -> Take.inOtherLight(new HospitalCorridor());
            case SUBWAY -> Take.inOtherLight(new SubwayPlatform());
            case BOARDROOM -> Take.inOtherLight(new Boardroom());
            case BOOKSTORE -> Take.inOtherLight(new Bookstore());
            case GYM -> Take.inOtherLight(new Gym());
            case COURTROOM -> Take.inOtherLight(new Courtroom());
            case LANTERN_STREET -> Take.inOtherLight(new LanternStreet());
            case ROOFTOP -> Take.inOtherLight(new Rooftop());
            case TEMPLE -> Take.inOtherLight(new Temple());
            case SEA_CLIFF -> Take.inOtherLight(new SeaCliff());
            case PASTEL -> PastelBackdrop.ANY;
            case PASTEL_PINK -> PastelBackdrop.PINK;
            case PASTEL_PURPLE -> PastelBackdrop.PURPLE;
            case PASTEL_YELLOW -> PastelBackdrop.YELLOW;
            case WINDOW -> new Take(new WindowLight(), false);
            case CONCRETE -> new ConcreteWall();
            case BRICK -> new Take(new BrickStreet(), false);
            case CAFE -> new Take(new Cafe(), true);
            case OFFICE -> new Take(new OfficeBlur(), false);
            case STAGE -> new Take(new StageLights(), false);
            case CHRISTMAS -> new Take(new ChristmasTree(), false);
            case SMOKE -> new SetSmoke();
            case ID_BLUE -> new FlatBackdrop(Tone.ofSrgb(0x438EDB));
            case ID_WHITE -> new FlatBackdrop(Tone.ofSrgb(0xFFFFFF));
            case ID_RED -> new FlatBackdrop(Tone.ofSrgb(0xD9001B));
        };
    }
}
