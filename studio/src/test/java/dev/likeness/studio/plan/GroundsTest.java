package dev.likeness.studio.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static dev.likeness.studio.plan.Planning.planned;
import static dev.likeness.studio.plan.Planning.text;

import dev.likeness.core.FrameSize;
import dev.likeness.core.GenMode;
import dev.likeness.core.Note;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Retouch;
import dev.likeness.core.Seed;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroundsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            id photo blue                              | ID_BLUE
            blue id photo                              | ID_BLUE
            ID photo, blue                             | ID_BLUE
            id photo, blue background                  | ID_BLUE
            id photo with a blue background            | ID_BLUE
            passport photo red                         | ID_RED
            red passport picture                       | ID_RED
            passport photo, bright red                 | ID_RED
            visa photo white                           | ID_WHITE
            white visa photo                           | ID_WHITE
            id photo on white                          | ID_WHITE
            id photo                                   | ID_WHITE
            id photo, not blue                         | ID_WHITE
            id photo, blue tie                         | ID_WHITE
            id photo, blue eyes                        | ID_WHITE
            id photo, red, in a blue suit              | ID_RED
            蓝底证件照                                   | ID_BLUE
            证件照蓝底                                   | ID_BLUE
            证件照，蓝底                                  | ID_BLUE
            蓝色证件照                                   | ID_BLUE
            证件照蓝色                                   | ID_BLUE
            证件照 蓝色背景                               | ID_BLUE
            蓝色背景的证件照                              | ID_BLUE
            红底证件照                                   | ID_RED
            证件照红底                                   | ID_RED
            红色的证件照                                  | ID_RED
            证件照，大红色                                | ID_RED
            一寸照红底                                   | ID_RED
            白底证件照                                   | ID_WHITE
            证件照白底                                   | ID_WHITE
            白色证件照                                   | ID_WHITE
            """)
    void anIdentityPhotoStandsBeforeTheColourThatIsNamed(String prompt, BackdropName backdrop) {
        Plan plan = planned(prompt, GenMode.CREATIVE).plan();
        assertThat(plan.backdrop()).isEqualTo(backdrop);
        assertThat(plan.framing()).isEqualTo(FramingName.ID);
        assertThat(plan.plain()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            light grey background             | d2d2d2
            a plain light gray background     | d2d2d2
            light grey                        | d2d2d2
            light-grey backdrop               | d2d2d2
            浅灰色背景                          | d2d2d2
            浅灰底                             | d2d2d2
            dark grey background              | 4a4a4c
            深灰色背景                          | 4a4a4c
            light blue background             | aecff0
            solid light blue studio background | aecff0
            浅蓝背景                            | aecff0
            淡蓝色的背景                         | aecff0
            sky blue background               | 87c3eb
            navy background                   | 1f2f5c
            navy blue backdrop                | 1f2f5c
            dark green background             | 1f4d36
            green background                  | 3d9a5f
            纯绿色背景                          | 3d9a5f
            beige background                  | e6d8c3
            cream background                  | f7f1e1
            米色背景                            | e6d8c3
            teal plain background             | 1f7f82
            burgundy background               | 6b1a2b
            silver background                 | c0c0c2
            background: light blue            | aecff0
            background in dark green          | 1f4d36
            the background colour is beige    | e6d8c3
            背景换成浅蓝色                       | aecff0
            背景为浅灰色                         | d2d2d2
            背景颜色：米色                       | e6d8c3
            #f4e1d2 background                | f4e1d2
            #F4E1D2                           | f4e1d2
            background #f4e1d2                | f4e1d2
            background: #fed                  | ffeedd
            背景 #f4e1d2                       | f4e1d2
            #f4e1d2背景                        | f4e1d2
            passport photo, light grey background | d2d2d2
            id photo, light blue              | aecff0
            浅蓝色证件照                         | aecff0
            a red tie before a light grey background | d2d2d2
            pastel blue background            | c3dbf3
            olive green background            | 6b6b3a
            charcoal background               | 38393d
            burnt orange background           | cc5500
            steelblue background              | 4682b4
            in front of a terracotta wall     | c8694a
            change the background from red to light grey | d2d2d2
            莫兰迪色背景                         | b5aca4
            浅杏色背景                          | f4ede4
            灰底证件照                          | 9a9a9c
            yellow background                 | f5d142
            pink background                   | f4b6c6
            # the last one that is said stands
            light blue background, no: #102030 | 102030
            library, beige background         | e6d8c3
            """)
    void aPlainBackgroundHasTheColourThatIsNamed(String prompt, String code) {
        Planned planned = planned(prompt, GenMode.CREATIVE);
        assertThat(planned.plan().backdrop()).isEqualTo(BackdropName.PLAIN);
        assertThat(planned.plan().plain().map(colour -> String.format("%06x", colour.rgb()))).contains(code);
        assertThat(text(planned, Note.Kind.UNDERSTOOD)).contains("backdrop plain").contains("#" + code);
        assertThat(text(planned, Note.Kind.NOT_UNDERSTOOD)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            teal gradient background          | 1f7f82
            gradient from navy to black       | 1f2f5c
            a soft gradient in teal           | 1f7f82
            渐变蓝背景                          | 438edb
            蓝色渐变背景                         | 438edb
            """)
    void aGradientHasTheColourThatIsNamed(String prompt, String code) {
        Plan plan = planned(prompt, GenMode.CREATIVE).plan();
        assertThat(plan.backdrop()).isEqualTo(BackdropName.GRADIENT);
        assertThat(plan.plain().map(colour -> String.format("%06x", colour.rgb()))).contains(code);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            gradient from teal to #f4e1d2           | 1f7f82 | f4e1d2
            from #008080 to #f4e1d2 gradient        | 008080 | f4e1d2
            teal to cream gradient background       | 1f7f82 | f7f1e1
            from pink to blue gradient              | f4b6c6 | 438edb
            blue and pink gradient, white shirt     | 438edb | f4b6c6
            gradient background of navy and black   | 1f2f5c | 000000
            gradient from teal to blue background   | 1f7f82 | 438edb
            蓝色到粉色渐变背景                          | 438edb | f4b6c6
            从蓝色渐变到粉色                            | 438edb | f4b6c6
            从蓝色到粉色的渐变                          | 438edb | f4b6c6
            蓝粉渐变                                  | 438edb | f4b6c6
            """)
    void aGradientHasBothColoursThatAreNamed(String prompt, String top, String bottom) {
        Plan plan = planned(prompt, GenMode.CREATIVE).plan();
        assertThat(plan.backdrop()).isEqualTo(BackdropName.GRADIENT);
        assertThat(plan.plain().map(colour -> String.format("%06x", colour.rgb()))).contains(top);
        assertThat(plan.plain().flatMap(PlainColour::to).map(colour -> String.format("%06x", colour.rgb())))
                .contains(bottom);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            white shirt and blue gradient background | 438edb
            blue gradient and white shirt            | 438edb
            teal gradient background, white shirt    | 1f7f82
            """)
    void aGarmentsColourIsNoPartOfAGradient(String prompt, String colour) {
        Plan plan = planned(prompt, GenMode.CREATIVE).plan();
        assertThat(plan.plain().map(one -> String.format("%06x", one.rgb()))).contains(colour);
        assertThat(plan.plain().flatMap(PlainColour::to)).isEmpty();
    }

    @Test
    void coloursOfTheFieldOverruleThoseOfTheWords() {
        for (GenMode mode : GenMode.values()) {
            PortraitRequest request = new PortraitRequest("teal gradient background", new FrameSize(512, 512),
                    Retouch.DEFAULT, mode, new Seed(1)).in(PortraitRequest.Setting.background("#102030 to #fed"));
            Plan plan = Planner.plan(request).plan();
            assertThat(plan.backdrop()).isEqualTo(BackdropName.GRADIENT);
            assertThat(plan.plain().map(PlainColour::toString)).contains("#102030 to #ffeedd");
            Plan flat = Planner.plan(request.in(PortraitRequest.Setting.background("#102030"))).plan();
            assertThat(flat.backdrop()).isEqualTo(BackdropName.PLAIN);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            change the background from red to blue  | ID_BLUE
            replace the blue background with red    | ID_RED
            把背景从蓝色换成红色                        | ID_RED
            蓝底换成白底                              | ID_WHITE
            红底换蓝底                               | ID_BLUE
            不要红色背景，用蓝色                         | ID_BLUE
            别用蓝色背景，换成白色                        | ID_WHITE
            """)
    void ofTwoColoursTheOneThatComesInsteadStands(String prompt, BackdropName backdrop) {
        assertThat(planned(prompt, GenMode.CREATIVE).plan().backdrop()).isEqualTo(backdrop);
    }

    /** What is refused as JPEG before anything is charged and what the studio leaves out must be the same. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"transparent background", "抠图，透明背景", "soft light, transparent backdrop", "透明底", "背景透明",
            "transparent PNG", "no transparent background, library", "不要透明背景", "a transparent raincoat"})
    void theOrderKnowsByItsWordsWhetherTheStudioLeavesTheBackgroundOut(String prompt) {
        for (GenMode mode : GenMode.values()) {
            PortraitRequest request = PortraitRequest.of(prompt, new FrameSize(512, 512), Retouch.DEFAULT,
                    Optional.of(mode), 1);
            assertThat(Planner.plan(request).plan().backdrop() == BackdropName.TRANSPARENT).as(mode.wireName())
                    .isEqualTo(request.isTransparent());
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"remove the background", "remove background, soft light", "去掉背景", "抠图"})
    void aBackgroundThatShallBeRemovedBecomesWhiteAndTheNoteSaysThatItIsOnlyNear(String prompt) {
        Planned planned = planned(prompt, GenMode.CREATIVE);
        assertThat(planned.plan().plain().map(PlainColour::rgb)).contains(0xffffff);
        assertThat(planned.plan().framing()).isEqualTo(FramingName.CLOSE);
        assertThat(text(planned, Note.Kind.UNDERSTOOD)).contains("nearest: backdrop plain white #ffffff");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            no light blue background, library | LIBRARY
            不要浅蓝色背景，书房                  | LIBRARY
            a light blue dress                | CANVAS_WARM
            light grey suit in the library    | LIBRARY
            #f4e1d2 jacket                    | CANVAS_WARM
            #12345 go                         | CANVAS_WARM
            jacket, blue                      | CANVAS_WARM
            grey background                   | PAPER_GREY
            background, blue tie              | CANVAS_WARM
            background blue tie               | CANVAS_WARM
            海底世界                            | UNDERWATER
            """)
    void coloursOfOtherThingsAreNotTheBackgrounds(String prompt, BackdropName backdrop) {
        assertThat(planned(prompt, GenMode.CREATIVE).plan().backdrop()).isEqualTo(backdrop);
    }

    @Test
    void referenceKeepsItsOwnBackgroundAndSaysSo() {
        for (String prompt : new String[]{"#f4e1d2 background", "light blue background", "remove the background"}) {
            Planned planned = planned(prompt, GenMode.REFERENCE);
            assertThat(planned.plan().backdrop()).isEqualTo(BackdropName.OWN);
            assertThat(text(planned, Note.Kind.NOT_UNDERSTOOD)).isEqualTo("mode reference keeps the background: "
                    + prompt);
        }
    }

    @Test
    void ofTwoColoursTheLastStandsAndTheFirstIsSaidToGiveWay() {
        assertThat(text(planned("light blue background, beige background", GenMode.CREATIVE), Note.Kind.UNDERSTOOD))
                .isEqualTo("light blue background -> gave way to other words; "
                        + "beige background -> backdrop plain beige #e6d8c3");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"film grain", "film", "grainy", "analog film", "35mm film", "cinematic", "kodak portra",
            "vintage", "retro", "1970s", "matte", "warm", "warm tones", "golden", "sepia", "cool", "cool tone",
            "teal and orange", "neutral", "natural", "realistic", "desaturated", "胶片", "颗粒感", "电影感", "复古", "暖色调",
            "冷色调", "自然"})
    void blackAndWhiteStaysBlackAndWhiteWhateverElseIsSaidOfTheColours(String grade) {
        for (String silver : new String[]{"black and white", "b&w", "monochrome", "黑白"}) {
            for (String prompt : new String[]{silver + ", " + grade, grade + ", " + silver, grade + " " + silver}) {
                assertThat(planned(prompt, GenMode.CREATIVE).plan().grade()).as(prompt)
                        .isEqualTo(GradeName.BLACK_AND_WHITE);
            }
        }
    }

    @Test
    void filmIsFollowedInBlackAndWhiteAndWarmthIsSaidToGiveWay() {
        assertThat(text(planned("black and white, film grain, warm", GenMode.CREATIVE), Note.Kind.UNDERSTOOD))
                .isEqualTo("black and white -> grade black and white; film grain -> film in black and white; "
                        + "warm -> gave way to other words");
        assertThat(planned("film grain, not black and white", GenMode.CREATIVE).plan().grade())
                .isEqualTo(GradeName.FILM);
    }
}
