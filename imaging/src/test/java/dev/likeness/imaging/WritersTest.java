package dev.likeness.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.jpeg.JpegComponent;
import com.drew.metadata.jpeg.JpegDirectory;
import com.drew.metadata.xmp.XmpDirectory;
import dev.likeness.core.EngineProfile;
import dev.likeness.core.GenMode;
import dev.likeness.core.Photo;
import dev.likeness.core.Rendering;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WritersTest {
    private static final AigcLabel LABEL = AigcLabel.of("7392616336519610409", "studio",
            "{\"prompt\":\"red & <blue> 暖光\\u0007\",\"seed\":7}");

    @Test
    void jpegTellsWhereItComesFromToAnIndependentReader() throws Exception {
        assertLabelled(JpegWriter.encode(portrait(), LABEL));
    }

    @Test
    void pngTellsWhereItComesFromToAnIndependentReader() throws Exception {
        assertLabelled(PngWriter.encode(portrait(), LABEL));
    }

    @Test
    void jpegKeepsColourAtFullResolution() throws Exception {
        JpegDirectory frame = Objects.requireNonNull(
                read(JpegWriter.encode(portrait(), LABEL)).getFirstDirectoryOfType(JpegDirectory.class));
        for (int i = 0; i < 3; i++) {
            JpegComponent component = Objects.requireNonNull(frame.getComponent(i));
            assertThat(component.getHorizontalSamplingFactor()).isEqualTo(1);
            assertThat(component.getVerticalSamplingFactor()).isEqualTo(1);
        }
    }

    @Test
    void writtenPortraitsReadBackTheSame() {
        Rendering portrait = portrait();
        Photo png = PhotoDecoder.decode(PngWriter.encode(portrait, LABEL));
        assertThat(png.bgr()).isEqualTo(portrait.bgr());
        Photo jpeg = PhotoDecoder.decode(JpegWriter.encode(portrait, LABEL));
        assertThat(jpeg.notes()).isEmpty();
        for (int i = 0; i < jpeg.bgr().length; i += 97) {
            assertThat(jpeg.bgr()[i] & 0xff).isCloseTo(portrait.bgr()[i] & 0xff, within(8));
        }
    }

    @Test
    void theSameRenderingGivesTheSameFile() {
        assertThat(JpegWriter.encode(portrait(), LABEL)).isEqualTo(JpegWriter.encode(portrait(), LABEL));
        assertThat(PngWriter.encode(portrait(), LABEL)).isEqualTo(PngWriter.encode(portrait(), LABEL));
    }

    @Test
    void partiesAndSourceAreNamedWhenKnown() throws Exception {
        AigcLabel label = LABEL.from(DigitalSource.TRAINED_ALGORITHMIC_MEDIA)
                .by(new AigcLabel.Parties("studio \"A\"", "paper\n1", "p-9"));
        Map<String, String> xmp = xmp(JpegWriter.encode(portrait(), label));
        assertThat(xmp.get("Iptc4xmpExt:DigitalSourceType")).endsWith("/trainedAlgorithmicMedia");
        assertThat(xmp.get("TC260:AIGC")).contains("\"ContentProducer\":\"studio \\\"A\\\"\"")
                .contains("\"ContentPropagator\":\"paper\\n1\"").contains("\"PropagateID\":\"p-9\"");
    }

    @Test
    void theDigitalSourceCanBeReadBack() {
        for (DigitalSource source : DigitalSource.values()) {
            assertThat(LabelReader.digitalSource(JpegWriter.encode(portrait(), LABEL.from(source)))).contains(source);
        }
        assertThat(LabelReader.digitalSource(PngWriter.encode(portrait(), LABEL)))
                .contains(DigitalSource.COMPOSITE_SYNTHETIC);
        byte[] foreign = new String(JpegWriter.encode(portrait(), LABEL), StandardCharsets.ISO_8859_1)
                .replace("compositeSynthetic", "digitalCreation___").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(LabelReader.digitalSource(foreign)).isEmpty();
        assertThat(LabelReader.digitalSource(Arrays.copyOf(foreign, 40))).isEmpty();
    }

    @Test
    void anEngineThatGeneratesEveryPixelMakesTrainedAlgorithmicMediaInEveryMode() {
        EngineProfile works = EngineProfile.promisingNothing("studio");
        EngineProfile generates = new EngineProfile(works.title(), works.summary(), works.abilities(), works.modes(),
                false, true);
        for (GenMode mode : GenMode.values()) {
            assertThat(DigitalSource.of(generates, mode)).isEqualTo(DigitalSource.TRAINED_ALGORITHMIC_MEDIA);
            assertThat(DigitalSource.of(works, mode)).isEqualTo(DigitalSource.ofPhoto(mode));
        }
    }

    @Test
    void aLabelThatDoesNotFitIsRefused() {
        AigcLabel label = new AigcLabel("1", "studio", "x".repeat(70_000));
        assertThatThrownBy(() -> JpegWriter.encode(portrait(), label)).hasMessageContaining("does not fit");
    }

    @Test
    void aNewLabelTakesThePlaceOfTheOldOneAndLeavesEveryPixel() throws Exception {
        AigcLabel other = new AigcLabel("their-own-id", "studio", "{}", DigitalSource.ALGORITHMICALLY_ENHANCED,
                new AigcLabel.Parties("producer", "propagator", "p-1"));
        byte[] jpeg = JpegWriter.encode(portrait(), LABEL);
        byte[] png = PngWriter.encode(portrait(), LABEL);
        for (byte[] relabelled : List.of(JpegWriter.relabel(jpeg, other), PngWriter.relabel(png, other))) {
            Map<String, String> xmp = xmp(relabelled);
            assertThat(xmp.get("TC260:AIGC")).contains("\"ProduceID\":\"their-own-id\"")
                    .contains("\"ContentPropagator\":\"propagator\"").doesNotContain("7392616336519610409");
            assertThat(xmp.get("Iptc4xmpExt:DigitalSourceType")).endsWith("algorithmicallyEnhanced");
        }
        assertThat(PhotoDecoder.decode(JpegWriter.relabel(jpeg, other)).bgr())
                .isEqualTo(PhotoDecoder.decode(jpeg).bgr());
        assertThat(PhotoDecoder.decode(PngWriter.relabel(png, other)).bgr()).isEqualTo(portrait().bgr());
        assertThat(JpegWriter.relabel(JpegWriter.relabel(jpeg, other), LABEL)).isEqualTo(jpeg);
        assertThat(PngWriter.relabel(PngWriter.relabel(png, other), LABEL)).isEqualTo(png);
        assertThatThrownBy(() -> JpegWriter.relabel(png, other)).hasMessageContaining("not a JPEG");
        assertThatThrownBy(() -> PngWriter.relabel(jpeg, other)).hasMessageContaining("not a PNG");
    }

    private static void assertLabelled(byte[] file) throws Exception {
        Map<String, String> xmp = xmp(file);
        assertThat(xmp).containsEntry("Iptc4xmpExt:DigitalSourceType",
                "http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic");
        assertThat(xmp).containsEntry("TC260:AIGC",
                "{\"Label\":\"1\",\"ContentProducer\":\"Likeness (studio)\",\"ProduceID\":\"7392616336519610409\","
                        + "\"ReservedCode1\":\"\",\"ContentPropagator\":\"\",\"PropagateID\":\"\",\"ReservedCode2\":\"\"}");
        assertThat(xmp).containsEntry("likeness:Parameters", LABEL.parametersJson());
    }

    private static Map<String, String> xmp(byte[] file) throws Exception {
        Map<String, String> found = new TreeMap<>();
        for (XmpDirectory directory : read(file).getDirectoriesOfType(XmpDirectory.class)) {
            found.putAll(directory.getXmpProperties());
        }
        return found;
    }

    private static Metadata read(byte[] file) throws Exception {
        return ImageMetadataReader.readMetadata(new ByteArrayInputStream(file));
    }

    /** Smooth colour, as a portrait mostly is. */
    private static Rendering portrait() {
        int width = 160;
        int height = 120;
        byte[] bgr = new byte[width * height * 3];
        for (int y = 0, i = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                bgr[i++] = (byte) (x + 40);
                bgr[i++] = (byte) (y + 60);
                bgr[i++] = (byte) (200 - x);
            }
        }
        return new Rendering(width, height, bgr, List.of());
    }
}
