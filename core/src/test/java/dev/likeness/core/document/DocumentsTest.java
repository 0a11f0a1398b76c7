package dev.likeness.core.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.FrameSize;
import dev.likeness.core.document.DocumentSpec.Range;
import dev.likeness.core.output.OutputFile;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DocumentsTest {
    @Test
    void thereAreFortyDocumentsOfThirtyCountriesEachWithASourceAndTheDayItWasRead() {
        assertThat(Documents.all()).hasSizeGreaterThanOrEqualTo(40).doesNotHaveDuplicates();
        assertThat(Documents.all().stream().map(DocumentSpec::country).collect(Collectors.toSet()))
                .hasSizeGreaterThanOrEqualTo(30);
        assertThat(Documents.all()).extracting(DocumentSpec::id).doesNotHaveDuplicates();
        for (DocumentSpec document : Documents.all()) {
            assertThat(document.source().urls()).as(document.id()).isNotEmpty()
                    .allMatch(url -> url.startsWith("http://") || url.startsWith("https://"));
            assertThat(document.source().read()).matches("20[0-9]{2}-[0-9]{2}-[0-9]{2}");
            // What only a photo service says is not listed.
            assertThat(document.source().kind()).isIn("authority", "quoted");
        }
    }

    @Test
    void whatAnAuthoritySaysIsThereInChineseToo() {
        for (DocumentSpec document : Documents.all()) {
            DocumentSpec.Chinese chinese = document.chinese();
            assertThat(chinese.glasses().isPresent()).as(document.id()).isEqualTo(document.glasses().isPresent());
            assertThat(chinese.expression().isPresent()).as(document.id())
                    .isEqualTo(document.expression().isPresent());
            assertThat(document.background().words().equals("unknown") || chinese.background().matches("\\P{Alpha}+"))
                    .as(document.id()).isTrue();
            assertThat(chinese.glasses().orElse("") + chinese.expression().orElse(""))
                    .doesNotContainPattern("[A-Za-z]");
        }
    }

    @Test
    void everyDocumentCanBeMade() {
        for (DocumentSpec document : Documents.all()) {
            FrameSize size = FrameSize.of(document);
            double shape = document.millimetre().width() / document.millimetre().height();
            assertThat((double) size.width() / size.height()).as(document.id()).isCloseTo(shape,
                    org.assertj.core.data.Offset.offset(0.012));
            assertThat(OutputFile.of(document).dpi()).isPresent();
            document.head().ifPresent(head -> assertThat(head.to()).as(document.id())
                    .isLessThan(document.millimetre().height()));
        }
    }

    @Test
    void whatTheSourcesSayArrivesInMillimetres() {
        DocumentSpec id = Documents.find("CN-ID").orElseThrow();
        assertThat(id.pixel()).isEqualTo(new DocumentSpec.Pixel(358, 441));
        assertThat(id.eyes().orElseThrow()).hasToString("at least 15.02");
        assertThat(id.head()).isEmpty();
        assertThat(id.dpi()).isEqualTo(350);
        DocumentSpec visa = Documents.find("us-visa").orElseThrow();
        assertThat(visa.head()).contains(new Range(0.5 * 51, 0.69 * 51));
        assertThat(visa.upload().maxBytes()).hasValue(240_000);
        assertThat(Documents.find("zz-passport")).isEqualTo(Optional.empty());
    }

    @Test
    void aFieldThatIsMissingOrMisspeltIsFoundWhenTheFileIsRead() {
        assertThatThrownBy(() -> Documents.parse("id a\ncountry CN\n")).hasMessageContaining("a");
        assertThatThrownBy(() -> Documents.parse("id a\nid b\n")).hasMessageContaining("id b");
    }
}
