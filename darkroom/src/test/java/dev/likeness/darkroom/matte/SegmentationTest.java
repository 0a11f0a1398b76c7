package dev.likeness.darkroom.matte;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.darkroom.Samples;
import dev.likeness.darkroom.pixel.NativePicture;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.sitter.SitterAnalysis;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SegmentationTest {
    private final Segmentation segmentation = new Segmentation();

    @Test
    void seesThePersonAndWhatTheyHoldButNotTheRoom() {
        try (NativePicture photo = SitterAnalysis.pixels(Samples.astronaut())) {
            Raster person = segmentation.person(photo.toRaster(), everywhere(photo));
            assertThat(at(person, 225, 120)).as("face").isGreaterThan(0.95f);
            assertThat(at(person, 150, 420)).as("suit").isGreaterThan(0.95f);
            assertThat(at(person, 330, 60)).as("wall").isLessThan(0.05f);
            assertThat(at(person, 415, 150)).as("rocket").isLessThan(0.1f);
        }
    }

    @Test
    void seesNobodyBeyondThePhoto() {
        try (NativePicture photo = SitterAnalysis.pixels(Samples.astronaut())) {
            Raster valid = everywhere(photo);
            for (int y = 0; y < photo.height(); y++) {
                Arrays.fill(valid.data(), y * photo.width() + 260, (y + 1) * photo.width(), 0);
            }
            Raster person = segmentation.person(photo.toRaster(), valid);
            assertThat(at(person, 225, 120)).as("half a face").isGreaterThan(0.9f);
            assertThat(at(person, 300, 320)).as("beyond the photo").isZero();
            Arrays.fill(valid.data(), 0);
            assertThat(segmentation.person(photo.toRaster(), valid).data()).containsOnly(0f);
        }
    }

    private static Raster everywhere(NativePicture photo) {
        Raster valid = Raster.blank(photo.width(), photo.height(), 1);
        Arrays.fill(valid.data(), 1);
        return valid;
    }

    private static float at(Raster person, int x, int y) {
        return person.data()[y * person.width() + x];
    }
}
