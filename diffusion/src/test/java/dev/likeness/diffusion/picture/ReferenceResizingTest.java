package dev.likeness.diffusion.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.likeness.core.PortraitException;
import dev.likeness.diffusion.Goldens;
import dev.likeness.diffusion.weights.SafetensorsFile;
import dev.likeness.diffusion.weights.StoredTensor;
import dev.likeness.diffusion.weights.StrictJson;
import org.junit.jupiter.api.Test;

class ReferenceResizingTest {
    @Test
    void sizesAreThoseOfTheReference() {
        for (JsonElement element : StrictJson.any(Goldens.ROOT.resolve("misc/ref_sizes.json")).getAsJsonArray()) {
            JsonObject size = element.getAsJsonObject();
            ReferenceResizing.Fit fit = ReferenceResizing.fit(size.get("in_w").getAsInt(), size.get("in_h").getAsInt(),
                    16);
            assertThat(fit).isEqualTo(new ReferenceResizing.Fit(size.get("resized_w").getAsInt(),
                    size.get("resized_h").getAsInt(), size.get("crop_w").getAsInt(), size.get("crop_h").getAsInt(),
                    size.get("left").getAsInt(), size.get("top").getAsInt()));
        }
    }

    @Test
    void refusesWhatIsTooSmallOrTooNarrow() {
        assertThatThrownBy(() -> ReferenceResizing.fit(63, 500, 16))
                .isInstanceOf(PortraitException.UnusablePhoto.class);
        assertThatThrownBy(() -> ReferenceResizing.fit(64, 513, 16))
                .isInstanceOf(PortraitException.UnusablePhoto.class);
    }

    @Test
    void resamplingIsExactToTheBit() {
        SafetensorsFile file = SafetensorsFile.open(Goldens.ROOT.resolve("misc/lanczos.safetensors"));
        for (int i = 0; i < 3; i++) {
            Rgb wanted = picture(file.find("lanczos_" + i + "_out").orElseThrow());
            Rgb resized = Lanczos.resized(picture(file.find("lanczos_" + i + "_in").orElseThrow()), wanted.width(),
                    wanted.height());
            assertThat(resized.rgb()).containsExactly(wanted.rgb());
        }
    }

    private static Rgb picture(StoredTensor tensor) {
        long[] sizes = tensor.shape().toArray();
        return new Rgb((int) sizes[1], (int) sizes[0], SafetensorsFile.bytes(tensor).array());
    }
}
