package dev.likeness.diffusion.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsFileTest {
    private static final int DATA = 16;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void readsWhereItsTensorsAre() throws IOException {
        SafetensorsFile file = SafetensorsFile
                .open(file("{\"a\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]}}"));
        assertThat(file.find("a").orElseThrow().shape().count()).isEqualTo(4);
    }

    /** Sizes whose product overflows, ends behind the end of all numbers, and things of another kind. */
    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "{\"a\":[]}", "{\"a\":null}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":\"[4]\",\"data_offsets\":[0,16]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":\"[0,16]\"}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":{},\"data_offsets\":[0,16]}}",
            "{\"a\":{\"dtype\":[\"F32\",1],\"shape\":[4],\"data_offsets\":[0,16]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,16]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904],\"data_offsets\":[0,0]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[9223372036854775791,9223372036854775807]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[8,4]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[]}}"})
    void aHeaderThatCannotBeTrueIsABrokenFile(String header) throws IOException {
        Path file = file(header);
        assertThatThrownBy(() -> SafetensorsFile.open(file)).isInstanceOf(BrokenCheckpoint.class);
    }

    private Path file(String header) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return Files.write(folder.resolve("a.safetensors"), ByteBuffer.allocate(8 + text.length + DATA)
                .order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).put(text).array());
    }
}
