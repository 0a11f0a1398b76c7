package dev.likeness.imaging.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.Rendering;
import dev.likeness.imaging.AigcLabel;
import java.awt.image.BufferedImage;
import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.PDFRenderer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SheetTest {
    private static final AigcLabel LABEL = AigcLabel.of("1", "print", "{}");

    @ParameterizedTest
    @CsvSource({"SIX_INCH,35,45,8", "FIVE_INCH,35,45,4", "P10X15,26,32,12", "A4,35,45,30", "LETTER,51,51,20"})
    void aPaperHoldsAsManyAsFit(Paper paper, double width, double height, int photos) {
        assertThat(Sheet.of(paper, List.of(print(width, height, OptionalInt.empty())), Sheet.GAP).places())
                .hasSize(photos);
    }

    @ParameterizedTest
    @EnumSource
    void photosOfSeveralSizesNeverTouchAndStayOnThePaper(Paper paper) {
        Sheet sheet = Sheet.of(paper, List.of(print(35, 45, OptionalInt.of(1)), print(26, 32, OptionalInt.empty()),
                print(33, 48, OptionalInt.of(1))), 2);
        assertThat(sheet.places()).hasSizeGreaterThanOrEqualTo(3);
        for (Sheet.Place one : sheet.places()) {
            assertThat(one.left()).isGreaterThanOrEqualTo(Sheet.MARGIN - 1e-9);
            assertThat(one.right()).isLessThanOrEqualTo(sheet.width() - Sheet.MARGIN + 1e-9);
            assertThat(one.bottom()).isLessThanOrEqualTo(sheet.height() - Sheet.MARGIN + 1e-9);
            for (Sheet.Place other : sheet.places()) {
                assertThat(one == other || one.right() < other.left() || other.right() < one.left()
                        || one.bottom() < other.top() || other.bottom() < one.top()).isTrue();
            }
        }
    }

    @Test
    void whatDoesNotFitOrHasAnotherShapeIsRefused() {
        assertThatThrownBy(() -> Sheet.of(Paper.SIX_INCH, List.of(print(35, 45, OptionalInt.of(9))), Sheet.GAP))
                .isInstanceOf(InvalidRequest.class).hasMessageContaining("only 8 of 9");
        Rendering square = new Rendering(100, 100, new byte[30_000], List.of());
        assertThatThrownBy(() -> new Sheet.Print(square, 35, 45, OptionalInt.empty()))
                .isInstanceOf(InvalidRequest.class);
    }

    @Test
    void thePictureHasThePhotosInTheirSizeAndLinesOnlyBetweenThem() {
        Sheet sheet = Sheet.of(Paper.SIX_INCH, List.of(print(35, 45, OptionalInt.of(1))), Sheet.GAP);
        Rendering paper = SheetPicture.paint(sheet);
        assertThat(Math.max(paper.width(), paper.height())).isEqualTo(1800);
        int red = 0;
        int grey = 0;
        for (int i = 0; i < paper.bgr().length; i += 3) {
            boolean same = paper.bgr()[i] == paper.bgr()[i + 2];
            red += !same ? 1 : 0;
            grey += same && paper.bgr()[i] != (byte) 255 ? 1 : 0;
        }
        assertThat(red).as("413 x 531 pixels of the photo").isCloseTo(413 * 531,
                org.assertj.core.data.Offset.offset(1000));
        assertThat(grey).as("eight short lines").isBetween(8 * 12, 8 * 18);
        byte[] jpeg = SheetPicture.jpeg(sheet, LABEL);
        assertThat(ByteBuffer.wrap(jpeg).getShort(14)).as("dots per inch").isEqualTo((short) 300);
    }

    @Test
    void thePdfIsOneObjectAPhotoWithATableThatLeadsToEachAndTheSameEachTime() {
        Sheet sheet = Sheet.of(Paper.A4, List.of(print(35, 45, OptionalInt.empty())), Sheet.GAP);
        byte[] pdf = SheetPdf.of(sheet, LABEL);
        String text = new String(pdf, StandardCharsets.ISO_8859_1);
        assertThat(text).startsWith("%PDF-1.4").endsWith("%%EOF\n").contains("/MediaBox [0 0 595.276 841.890]")
                .contains("TC260");
        assertThat(text.split("/Subtype /Image", -1)).as("the photo once, however often it is laid").hasSize(2);
        assertThat(text.split(" Do Q", -1)).hasSize(sheet.places().size() + 1);
        int table = text.lastIndexOf("xref\n", text.lastIndexOf("startxref") - 1);
        assertThat(text).contains("startxref\n" + table + "\n");
        String[] rows = text.substring(table).split("\n", -1);
        for (int object = 1; object <= 5; object++) {
            int offset = Integer.parseInt(rows[2 + object].substring(0, 10));
            assertThat(text.substring(offset)).startsWith(object + " 0 obj");
        }
        assertThat(SheetPdf.of(sheet, LABEL)).isEqualTo(pdf);
    }

    @Test
    void aReaderThatIsNotOursDrawsThePdfAsItIsLaidOut() throws IOException {
        Sheet sheet = Sheet.of(Paper.SIX_INCH, List.of(print(33, 48, OptionalInt.empty())), Sheet.GAP);
        try (PDDocument document = Loader.loadPDF(SheetPdf.of(sheet, LABEL))) {
            assertThat(document.getNumberOfPages()).isOne();
            PDRectangle page = document.getPage(0).getMediaBox();
            assertThat(page.getWidth()).isCloseTo((float) (sheet.width() * 72 / 25.4), within(0.01f));
            assertThat(page.getHeight()).isCloseTo((float) (sheet.height() * 72 / 25.4), within(0.01f));
            double dots = 100 / 25.4;
            BufferedImage drawn = new PDFRenderer(document).renderImageWithDPI(0, 100);
            int[] red = {0};
            for (int rgb : drawn.getRGB(0, 0, drawn.getWidth(), drawn.getHeight(), null, 0, drawn.getWidth())) {
                red[0] += (rgb >> 16 & 0xff) > 150 && (rgb & 0xff) < 80 ? 1 : 0;
            }
            double wanted = sheet.places().size() * 33 * dots * 48 * dots;
            assertThat(red[0] / wanted).as("of the photos' area in their colour").isBetween(0.97, 1.03);
            for (Sheet.Place place : sheet.places()) {
                int x = (int) ((place.left() + 1) * dots);
                int y = (int) ((place.bottom() - 1) * dots);
                assertThat(drawn.getRGB(x, y) >> 16 & 0xff).as("near a lower left corner").isBetween(190, 210);
                assertThat(drawn.getRGB((int) ((place.left() - 0.7) * dots), y) & 0xff).as("beside it")
                        .isGreaterThan(90);
            }
        }
    }

    private static Sheet.Print print(double width, double height, OptionalInt copies) {
        int w = (int) Math.round(width * 10);
        int h = (int) Math.round(height * 10);
        byte[] red = new byte[3 * w * h];
        for (int i = 2; i < red.length; i += 3) {
            red[i] = (byte) 200;
        }
        return new Sheet.Print(new Rendering(w, h, Arrays.copyOf(red, red.length), List.of()), width, height, copies);
    }
}
