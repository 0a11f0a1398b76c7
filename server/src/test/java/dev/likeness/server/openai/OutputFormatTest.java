package dev.likeness.server.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Photo;
import dev.likeness.core.Rendering;
import dev.likeness.core.output.FileFormat;
import dev.likeness.imaging.AigcLabel;
import dev.likeness.imaging.JpegWriter;
import dev.likeness.imaging.PhotoDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutputFormatTest {
    private static final AigcLabel LABEL = AigcLabel.of("1", "studio", "");

    @ParameterizedTest
    @EnumSource(names = {"JPEG", "WEBP"})
    void strongerCompressionMakesASmallerFile(FileFormat kind) throws IOException {
        byte[] kept = kept();
        int least = of(kind, 0).file(kept, LABEL).length;
        int middling = of(kind, 60).file(kept, LABEL).length;
        assertThat(least).isLessThan(middling);
        assertThat(middling).isLessThan(new OutputFormat(kind, OptionalInt.empty()).file(kept, LABEL).length);
    }

    @ParameterizedTest
    @EnumSource
    void everyFormatShowsTheSamePictureUnderTheSameLabel(FileFormat kind) throws IOException {
        byte[] file = new OutputFormat(kind, OptionalInt.empty()).file(kept(), LABEL);
        byte[] before = PhotoDecoder.decode(kept()).bgr();
        byte[] after = PhotoDecoder.decode(file).bgr();
        assertThat(after).hasSameSizeAs(before);
        long difference = 0;
        for (int i = 0; i < before.length; i++) {
            difference += Math.abs((before[i] & 0xff) - (after[i] & 0xff));
        }
        // Lossy WebP halves the colour's resolution; its decoder's own error is bounded elsewhere.
        assertThat((double) difference / before.length).as("codes of 255").isLessThan(4);
        assertThat(new String(file, StandardCharsets.ISO_8859_1)).contains("DigitalSourceType").contains("TC260");
    }

    @Test
    void whatCannotGetBetterIsLeftAsItIs() throws IOException {
        byte[] kept = kept();
        assertThat(of(FileFormat.JPEG, 95).file(kept, LABEL)).isSameAs(kept);
    }

    private static OutputFormat of(FileFormat kind, int quality) {
        return new OutputFormat(kind, OptionalInt.of(quality));
    }

    private static byte[] kept() throws IOException {
        Photo photo = PhotoDecoder.decode(Files.readAllBytes(Path.of("..", "samples", "astronaut.png")));
        return JpegWriter.encode(new Rendering(photo.width(), photo.height(), photo.bgr(), List.of()), LABEL);
    }
}
