package dev.likeness.studio.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static dev.likeness.studio.plan.Planning.order;
import static dev.likeness.studio.plan.Planning.planned;
import static dev.likeness.studio.plan.Planning.text;

import dev.likeness.core.GenMode;
import dev.likeness.core.Note;
import dev.likeness.core.PromptTerm;
import dev.likeness.core.PromptTerm.Outcome;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a prompt becomes. */
class PlannerTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sea, daylight                    | SEA_DAY
            at the beach on a sunny day      | SEA_DAY
            海边，阳光                        | SEA_DAY
            beach, sunny, at sunset          | BEACH_DUSK
            beach at dusk, summer            | BEACH_DUSK
            blue sea at sunset               | BEACH_DUSK
            a forest in the snow             | WINTER_WOOD
            下雪的森林                        | WINTER_WOOD
            forest in spring                 | FOLIAGE
            a park in spring                 | SAKURA
            christmas, in front of the tree  | CHRISTMAS
            same background but blurry       | OWN_BLURRED
            keep my background               | OWN
            don't change the background      | OWN
            不要改变背景                      | OWN
            背景不变                          | OWN
            starry night                     | STARRY_NIGHT
            beach but not sunset             | SEA_DAY
            no background change             | OWN
            a bluish background              | PLAIN
            """)
    void aPlaceAndItsHourSeasonOrStateAreOneThing(String prompt, BackdropName backdrop) {
        assertThat(Planner.plan(order(prompt, GenMode.CREATIVE)).plan().backdrop()).isEqualTo(backdrop);
    }

    @ParameterizedTest
    @ValueSource(strings = {"keep my clothes", "keep my face and hair", "don't change my hair", "衣服不变", "保持发型"})
    void whatShallStayAsItIsGoesWithoutSaying(String prompt) {
        assertThat(Planner.read(order(prompt, GenMode.CREATIVE)))
                .extracting(PromptTerm::outcome, PromptTerm::meaning)
                .containsExactly(tuple(Outcome.FOLLOWED, "goes without saying"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            minimal. beige. soft.      | GRADIENT
            teal                       | GRADIENT
            jacket, teal               | CANVAS_WARM
            teal eyes                  | CANVAS_WARM
            library, teal              | LIBRARY
            oil painting, teal         | CANVAS_OLIVE
            charcoal blazer            | CANVAS_WARM
            charcoal portrait          | PAPER_GREY
            olive jacket               | CANVAS_WARM
            olive background           | CANVAS_OLIVE
            """)
    void aColourIsTheGroundsWhereItIsNothingElses(String prompt, BackdropName backdrop) {
        assertThat(Planner.plan(order(prompt, GenMode.CREATIVE)).plan().backdrop()).isEqualTo(backdrop);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            corporate headshot, white background  | CLOSE
            chinese new year, red background      | CLOSE
            passport headshot, white background   | ID
            headshot for a passport               | ID
            """)
    void onlyAnIdentityPhotoIsFramedAsOne(String prompt, FramingName framing) {
        assertThat(Planner.plan(order(prompt, GenMode.CREATIVE)).plan().framing()).isEqualTo(framing);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a suit, navy, on a mountain          | NAVY | MOUNTAINS
            hiking jacket, orange                | ORANGE | CANVAS_WARM
            shirt in charcoal                    | CHARCOAL | CANVAS_WARM
            portrait in charcoal                 |  | PAPER_GREY
            a red suit, navy, on a mountain      | RED | MOUNTAINS
            jacket, red background               |  | ID_RED
            suit, blue eyes                      |  | CANVAS_WARM
            id photo, suit, blue                 |  | ID_BLUE
            """)
    void aColourInTheNextClauseIsTheGarmentsIfThatHasNone(String prompt, ClothColour colour, BackdropName backdrop) {
        Plan plan = Planner.plan(order(prompt, GenMode.CREATIVE)).plan();
        assertThat(plan.dyes()).extracting(Dye::colour)
                .isEqualTo(Stream.ofNullable(colour).toList());
        assertThat(plan.backdrop()).isEqualTo(backdrop);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dress: navy / background: ivory", "dress: navy\nbackground: ivory",
            "dress: navy\r\n- background: ivory"})
    void linesAndSlashesEndWhatBelongsTogether(String prompt) {
        Plan plan = Planner.plan(order(prompt, GenMode.CREATIVE)).plan();
        assertThat(plan.dyes()).extracting(Dye::colour).containsExactly(ClothColour.NAVY);
        assertThat(plan.plain().orElseThrow().name()).isEqualTo("ivory");
    }

    @Test
    void aWrappedLineGoesOn() {
        Plan plan = Planner.plan(order("a portrait of a young woman who stands in front of a plain navy\nbackground",
                GenMode.CREATIVE)).plan();
        assertThat(plan.plain().orElseThrow().name()).isEqualTo("navy");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            forest in the fog                   | FOLIAGE     | FOG
            cherry blossoms at night            | SAKURA      | NIGHT
            樱花树下，夕阳                         | SAKURA      | GOLDEN_HOUR
            moon gate, falling snow             | MOON_GATE   | SNOWFALL
            下雪的街道                            | BRICK       | SNOWFALL
            moon gate, blue hour                | MOON_GATE   | BLUE_HOUR
            # a place that is painted so has it already
            beach at sunset                     | BEACH_DUSK  | CLEAR
            city at night                       | CITY_NIGHT  | CLEAR
            falling snow                        | WINTER_WOOD | CLEAR
            # and in a room there is none
            library at night                    | LIBRARY     | CLEAR
            grey background, fog                | PAPER_GREY  | CLEAR
            """)
    void hoursAndWeatherLieOverPlacesInTheOpen(String prompt, BackdropName backdrop, Air air) {
        Planned planned = planned(prompt, GenMode.CREATIVE);
        assertThat(planned.plan().backdrop()).isEqualTo(backdrop);
        assertThat(planned.plan().air()).isEqualTo(air);
        if (air != Air.CLEAR) {
            assertThat(text(planned, Note.Kind.UNDERSTOOD)).contains("air " + air);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # a place beats a season, an hour, the weather
            a café in autumn                    | CAFE       | WARM
            樱花树下，夕阳                         | SAKURA     | WARM
            library, rainy night                | LIBRARY    | WARM
            # and a place that has it is meant by both
            秋天的森林                            | AUTUMN     | WARM
            in the forest, in autumn            | AUTUMN     | WARM
            the city, at sunset                 | SKYLINE    | WARM
            a street in Berlin, at night        | CITY_NIGHT | COOL
            # one certain thing beats an air
            cherry blossom, magazine cover      | SAKURA     | NEUTRAL
            杂志封面，樱花                         | SAKURA     | NEUTRAL
            film grain, natural                 | CANVAS_WARM | FILM
            # what is unwanted is not what goes without saying
            library but not warm                | LIBRARY    | NEUTRAL
            """)
    void firmWordsWinOverVagueOnesWhereverTheyStand(String prompt, BackdropName backdrop, GradeName grade) {
        Plan plan = planned(prompt, GenMode.CREATIVE).plan();
        assertThat(plan.backdrop()).isEqualTo(backdrop);
        assertThat(plan.grade()).isEqualTo(grade);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # the classic
            a portrait                                        | CANVAS_WARM  | LOOP      | FILM            | CLOSE
            studio portrait                                   | CANVAS_WARM  | LOOP      | FILM            | CLOSE
            影棚人像                                           | CANVAS_WARM  | LOOP      | FILM            | CLOSE
            cool tones                                        | CANVAS_COOL  | LOOP      | COOL            | CLOSE
            studio, cool tone                                 | CANVAS_COOL  | LOOP      | COOL            | CLOSE
            canvas, cool tone                                 | CANVAS_COOL  | LOOP      | COOL            | CLOSE
            橄榄绿画布，伦勃朗光                                | CANVAS_OLIVE | REMBRANDT | FILM            | CLOSE
            Rembrandt lighting                                | CANVAS_OLIVE | REMBRANDT | FILM            | CLOSE
            # every backdrop brings its own light
            in a library                                      | LIBRARY      | REMBRANDT | WARM            | CLOSE
            在图书馆里的人像                                    | LIBRARY      | REMBRANDT | WARM            | CLOSE
            surrounded by books                               | LIBRARY      | REMBRANDT | WARM            | CLOSE
            night skyline of the city                         | CITY_NIGHT   | LOOP      | COOL            | CLOSE
            都市夜景                                           | CITY_NIGHT   | LOOP      | COOL            | CLOSE
            neon cyberpunk                                    | CITY_NIGHT   | LOOP      | COOL            | CLOSE
            赛博朋克霓虹                                       | CITY_NIGHT   | LOOP      | COOL            | CLOSE
            at the beach                                      | BEACH_DUSK   | SOFT      | WARM            | CLOSE
            海边的黄昏                                         | BEACH_DUSK   | SOFT      | WARM            | CLOSE
            golden hour                                       | BEACH_DUSK   | SOFT      | WARM            | CLOSE
            夕阳下                                             | BEACH_DUSK   | SOFT      | WARM            | CLOSE
            at the sea by day                                 | SEA_DAY      | LOOP      | NEUTRAL         | CLOSE
            by the window                                     | WINDOW       | WINDOW    | NEUTRAL         | CLOSE
            window light, black and white                     | WINDOW       | WINDOW    | BLACK_AND_WHITE | CLOSE
            窗边的白纱帘                                        | WINDOW       | WINDOW    | NEUTRAL         | CLOSE
            concrete wall                                     | CONCRETE     | LOOP      | FILM            | CLOSE
            水泥墙                                             | CONCRETE     | LOOP      | FILM            | CLOSE
            in front of a red brick wall                      | BRICK        | LOOP      | FILM            | CLOSE
            红砖墙                                             | BRICK        | LOOP      | FILM            | CLOSE
            street photography                                | BRICK        | LOOP      | FILM            | CLOSE
            neon street                                       | CITY_NIGHT   | LOOP      | COOL            | CLOSE
            in a café                                         | CAFE         | LOOP      | WARM            | CLOSE
            咖啡馆                                             | CAFE         | LOOP      | WARM            | CLOSE
            in the office                                     | OFFICE       | SOFT      | NEUTRAL         | CLOSE
            现代办公室                                          | OFFICE       | SOFT      | NEUTRAL         | CLOSE
            on stage with spotlights                          | STAGE        | FLASH     | FILM            | CLOSE
            舞台灯光                                           | STAGE        | FLASH     | FILM            | CLOSE
            Christmas tree, fairy lights                      | CHRISTMAS    | SOFT      | FILM            | CLOSE
            圣诞彩灯                                           | CHRISTMAS    | SOFT      | FILM            | CLOSE
            smoke on a film set                               | SMOKE        | RIM       | FILM            | CLOSE
            片场烟雾，逆光                                      | SMOKE        | RIM       | FILM            | CLOSE
            grey                                              | PAPER_GREY   | GENTLE    | NEUTRAL         | CLOSE
            gray background, half-body                        | PAPER_GREY   | GENTLE    | NEUTRAL         | HALF
            LinkedIn                                          | PAPER_GREY   | GENTLE    | NEUTRAL         | CLOSE
            black background                                  | LOW_KEY      | GENTLE    | FILM            | CLOSE
            黑底                                               | LOW_KEY      | GENTLE    | FILM            | CLOSE
            暗调                                               | LOW_KEY      | LOW       | FILM            | CLOSE
            olive                                             | CANVAS_OLIVE | REMBRANDT | FILM            | CLOSE
            # places
            in a green forest                                 | FOLIAGE      | SOFT      | FILM            | CLOSE
            绿叶背景                                           | FOLIAGE      | SOFT      | FILM            | CLOSE
            in the garden                                     | FOLIAGE      | SOFT      | FILM            | CLOSE
            under cherry blossoms                             | SAKURA       | SOFT      | NEUTRAL         | CLOSE
            樱花树下                                           | SAKURA       | SOFT      | NEUTRAL         | CLOSE
            an avenue in autumn                               | AUTUMN       | LOOP      | WARM            | CLOSE
            秋天的银杏大道                                      | AUTUMN       | LOOP      | WARM            | CLOSE
            lavender field                                    | LAVENDER     | SOFT      | WARM            | CLOSE
            薰衣草花田                                         | LAVENDER     | SOFT      | WARM            | CLOSE
            underwater                                        | UNDERWATER   | SOFT      | COOL            | CLOSE
            深海                                              | UNDERWATER   | SOFT      | COOL            | CLOSE
            city skyline at sunset                            | SKYLINE      | LOOP      | WARM            | CLOSE
            skyline at night                                  | CITY_NIGHT   | LOOP      | COOL            | CLOSE
            城市天际线                                         | SKYLINE      | LOOP      | WARM            | CLOSE
            moon gate                                         | MOON_GATE    | SOFT      | NEUTRAL         | CLOSE
            苏州园林月洞门                                      | MOON_GATE    | SOFT      | NEUTRAL         | CLOSE
            pink gradient                                     | PASTEL_PINK  | GENTLE    | NEUTRAL         | CLOSE
            pastel gradient                                   | PASTEL       | GENTLE    | NEUTRAL         | CLOSE
            紫色渐变背景                                       | PASTEL_PURPLE | GENTLE    | NEUTRAL        | CLOSE
            # identity photos
            passport photo                                    | ID_WHITE     | FLAT      | NEUTRAL         | ID
            证件照 蓝底                                        | ID_BLUE      | FLAT      | NEUTRAL         | ID
            蓝底证件照                                         | ID_BLUE      | FLAT      | NEUTRAL         | ID
            ID photo with red background                      | ID_RED       | FLAT      | NEUTRAL         | ID
            纯白背景                                           | ID_WHITE     | FLAT      | NEUTRAL         | ID
            蓝底半身                                           | ID_BLUE      | FLAT      | NEUTRAL         | HALF
            # fields are independent
            black and white library with butterfly light      | LIBRARY      | BUTTERFLY | BLACK_AND_WHITE | CLOSE
            黑白图书馆，蝴蝶光，半身                             | LIBRARY      | BUTTERFLY | BLACK_AND_WHITE | HALF
            warm soft light on grey paper, headshot           | PAPER_GREY   | SOFT      | WARM            | CLOSE
            dramatic cinematic portrait, upper body           | LOW_KEY      | SPLIT     | FILM            | BUST
            cyberpunk, rembrandt                              | CITY_NIGHT   | REMBRANDT | COOL            | CLOSE
            high key                                          | ID_WHITE     | SOFT      | NEUTRAL         | ID
            low-key, vintage                                  | LOW_KEY      | LOW       | FILM            | CLOSE
            Ａ Ｌｉｂｒａｒｙ                                   | LIBRARY      | REMBRANDT | WARM            | CLOSE
            # later words win, implied wishes give way to said ones
            library beach                                     | BEACH_DUSK   | SOFT      | WARM            | CLOSE
            beach library                                     | LIBRARY      | REMBRANDT | WARM            | CLOSE
            warm or rather cold                               | CANVAS_COOL  | LOOP      | COOL            | CLOSE
            city night with blurred background                | CITY_NIGHT   | LOOP      | COOL            | CLOSE
            library, low key                                  | LIBRARY      | LOW       | WARM            | CLOSE
            # what the studio cannot change keeps its adjectives
            dark suit                                         | CANVAS_WARM  | LOOP      | FILM            | CLOSE
            pastel pink dress in an autumn park               | AUTUMN       | LOOP      | WARM            | CLOSE
            lavender dress                                    | CANVAS_WARM  | LOOP      | FILM            | CLOSE
            grey dress in the library                         | LIBRARY      | REMBRANDT | WARM            | CLOSE
            黑白照，穿灰色的西装                                | CANVAS_WARM  | LOOP      | BLACK_AND_WHITE | CLOSE
            white shirt, city                                 | CITY_NIGHT   | LOOP      | COOL            | CLOSE
            # whole words only
            party                                             | CITY_NIGHT   | LOOP      | COOL            | CLOSE
            greyhound                                         | CANVAS_WARM  | LOOP      | FILM            | CLOSE
            nightingale                                       | CANVAS_WARM  | LOOP      | FILM            | CLOSE
            capacity                                          | CANVAS_WARM  | LOOP      | FILM            | CLOSE
            """)
    void creativePromptDecides(String prompt, BackdropName backdrop, LightName light, GradeName grade,
            FramingName framing) {
        assertThat(planned(prompt, GenMode.CREATIVE).plan()).usingRecursiveComparison().ignoringFields("dyes")
                .isEqualTo(new Plan(backdrop, light, grade, framing));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            library, no city                   | LIBRARY
            no city, library                   | LIBRARY
            library without any books          | LIBRARY
            not a beach but a library          | LIBRARY
            don't use the city                 | CANVAS_WARM
            no books or city lights            | CANVAS_WARM
            no books, city lights              | CITY_NIGHT
            不要图书馆                          | CANVAS_WARM
            不要书房，海边                       | BEACH_DUSK
            不要书房和夜景                       | CANVAS_WARM
            没有灰色背景                         | CANVAS_WARM
            不错的图书馆                         | LIBRARY
            特别的夜景                           | CITY_NIGHT
            """)
    void negationDropsTheNextWord(String prompt, BackdropName backdrop) {
        assertThat(planned(prompt, GenMode.CREATIVE).plan().backdrop()).isEqualTo(backdrop);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a portrait                                | NONE        | CANVAS_WARM
            oil painting                              | OIL         | CANVAS_OLIVE
            油画                                       | OIL         | CANVAS_OLIVE
            in the manner of van Gogh                 | OIL         | CANVAS_OLIVE
            watercolor                                | WATERCOLOUR | PAPER_GREY
            水彩画                                     | WATERCOLOUR | PAPER_GREY
            pencil sketch                             | PENCIL      | PAPER_GREY
            素描                                       | PENCIL      | PAPER_GREY
            铅笔画                                     | PENCIL      | PAPER_GREY
            charcoal                                  | CHARCOAL    | PAPER_GREY
            炭笔                                       | CHARCOAL    | PAPER_GREY
            ink wash painting                         | INK_WASH    | PAPER_GREY
            水墨                                       | INK_WASH    | PAPER_GREY
            comic                                     | COMIC       | CITY_NIGHT
            漫画                                       | COMIC       | CITY_NIGHT
            anime                                     | ANIME       | BEACH_DUSK
            二次元                                     | ANIME       | BEACH_DUSK
            pop art poster                            | POSTER      | PAPER_GREY
            波普                                       | POSTER      | PAPER_GREY
            oil painting in a library                 | OIL         | LIBRARY
            watercolour, no, wait: pencil, blue background | PENCIL | ID_BLUE
            pencil drawing, dramatic side light       | PENCIL      | PAPER_GREY
            library, no oil painting                  | NONE        | LIBRARY
            不要油画，书房                              | NONE        | LIBRARY
            """)
    void renditionBringsItsOwnBackgroundUnlessTold(String prompt, RenditionName rendition, BackdropName backdrop) {
        Plan plan = planned(prompt, GenMode.CREATIVE).plan();
        assertThat(plan.rendition()).isEqualTo(rendition);
        assertThat(plan.backdrop()).isEqualTo(backdrop);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            red jacket                                         | OUTER RED
            a navy suit                                        | OUTER NAVY
            blue tie                                           | TIE BLUE
            green dress                                        | OUTER GREEN
            white shirt                                        | SHIRT WHITE
            红色外套                                            | OUTER RED
            蓝色领带                                            | TIE BLUE
            穿着深蓝色的西装                                     | OUTER NAVY
            dark blue suit, white shirt and a red tie          | OUTER NAVY, SHIRT WHITE, TIE RED
            elegant dark green dress                           | OUTER GREEN
            the suit in beige, with a tie turned to dark red   | OUTER BEIGE, TIE BURGUNDY
            change the colour of the jacket to red             | OUTER RED
            把外套换成红色                                       | OUTER RED
            领带是绿色的                                         | TIE GREEN
            把外套换成红色，白底                                  | OUTER RED
            red jacket, no, a green jacket                     | OUTER GREEN
            # a colour of something else
            suit on grey paper                                 |
            suit, red background                               |
            suit in front of a red wall                        |
            a suit in a black studio                           |
            red background                                     |
            black and white                                    |
            no red jacket                                      |
            blue jeans                                         |
            jacket                                             |
            """)
    void coloursBelongToGarments(String prompt, String dyes) {
        assertThat(planned(prompt, GenMode.CREATIVE).plan().dyes().stream()
                .map(dye -> dye.garment().name() + " " + dye.colour().name()).collect(Collectors.joining(", ")))
                .isEqualTo(dyes == null ? "" : dyes);
    }

    @Test
    void greyKeepsItsOtherMeaningBehindAGarment() {
        Plan plan = planned("grey suit, grey background", GenMode.CREATIVE).plan();
        assertThat(plan.backdrop()).isEqualTo(BackdropName.PAPER_GREY);
        assertThat(plan.dyes()).containsExactly(new Dye(Garment.OUTER, ClothColour.GREY, "grey suit"));
        assertThat(planned("black suit", GenMode.CREATIVE).plan().backdrop()).isEqualTo(BackdropName.CANVAS_WARM);
    }
}
