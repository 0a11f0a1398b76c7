package dev.likeness.diffusion.weights;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the file: tensors, or word that it is broken. */
class SafetensorsFuzzTest {
    @MethodSource("files")
    @FuzzTest(maxDuration = "10m")
    void opensOrRefuses(byte[] bytes) throws IOException {
        open(bytes);
        open(file(bytes));
    }

    private static void open(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("fuzz", ".safetensors");
        try {
            Files.write(file, bytes);
            SafetensorsFile.open(file);
        } catch (BrokenCheckpoint broken) {
            // That is an answer.
        } finally {
            Files.delete(file);
        }
    }

    /** With a length before it and room for tensors behind, so that it is a header whatever it says. */
    private static byte[] file(byte[] header) {
        return ByteBuffer.allocate(8 + header.length + 16).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length)
                .put(header).array();
    }

    static Stream<byte[]> files() {
        return Stream.of("", "{}", "{\"a\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]}}",
                "{\"__metadata__\":{\"format\":\"pt\"}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,16]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,16]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1e9],\"data_offsets\":[16,0]}}", "{\"a\":null}", "[[[[").map(
                        text -> text.getBytes(StandardCharsets.UTF_8));
    }
}
