package dev.likeness.service.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.ErrorCode;
import dev.likeness.service.moderation.PictureClassifier.Thresholds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With networks of three layers: the mean of each channel, times a matrix, softmax. */
class PictureClassifierTest {
    /** Of red, green, blue to drawings, hentai, neutral, porn, sexy: red is porn, green neutral, blue hentai. */
    private static final float[] WEIGHTS = {0, 0, 0, 20, 0, 0, 0, 20, 0, 0, 0, 20, 0, 0, 0};

    @TempDir
    Path folder = Path.of("");

    @Test
    void refusesWhatIsTooLikelyToBeOfAClass() throws IOException {
        for (boolean first : new boolean[]{true, false}) {
            Path file = Files.write(folder.resolve("any" + first + ".onnx"), network(first, 224, 5));
            PictureClassifier classifier = PictureClassifier.find(file, Thresholds.DEFAULT);
            assertThat(classifier.judge(Point.PHOTO, plain(640, 480, 255, 0, 0)))
                    .isEqualTo(new Moderator.Verdict.Refused(ErrorCode.PHOTO_REJECTED));
            assertThat(classifier.judge(Point.OUTPUT, plain(100, 333, 0, 0, 255)))
                    .isEqualTo(new Moderator.Verdict.Refused(ErrorCode.OUTPUT_REJECTED));
            assertThat(classifier.judge(Point.PHOTO, plain(640, 480, 0, 255, 0)))
                    .isEqualTo(new Moderator.Verdict.Passed());
            assertThat(classifier.classes(plain(7, 5, 255, 0, 0))[3]).isGreaterThan(0.99f);
            assertThat(classifier.looksAt(Point.PROMPT)).isFalse();
        }
    }

    @Test
    void thresholdsDecide() throws IOException {
        Path file = Files.write(folder.resolve("x.onnx"), network(false, 224, 5));
        // Half red, half green: porn and neutral are as likely.
        Subject.Picture halves = plain(224, 224, 255, 0, 0);
        for (int i = 0; i < halves.bgr().length / 2; i += 3) {
            halves.bgr()[i + 2] = 0;
            halves.bgr()[i + 1] = (byte) 255;
        }
        assertThat(PictureClassifier.find(file, Thresholds.DEFAULT).judge(Point.PHOTO, halves))
                .isEqualTo(new Moderator.Verdict.Passed());
        assertThat(PictureClassifier.find(file, new Thresholds(2, 2, 2, 0.45, 2)).judge(Point.PHOTO, halves))
                .isInstanceOf(Moderator.Verdict.Refused.class);
    }

    @Test
    void isFoundByItsNameInAFolderWhereOnlyOneIsSo() throws IOException {
        assertThat(PictureClassifier.findIfThere(folder.resolve("none"), Thresholds.DEFAULT)).isEmpty();
        Files.write(folder.resolve("other.onnx"), network(true, 224, 5));
        assertThat(PictureClassifier.findIfThere(folder, Thresholds.DEFAULT)).isEmpty();
        Files.write(folder.resolve("nsfw_mobilenet.onnx"), network(true, 224, 5));
        assertThat(PictureClassifier.findIfThere(folder, Thresholds.DEFAULT)).isPresent();
        Files.write(folder.resolve("moderation.onnx"), network(true, 224, 5));
        assertThatThrownBy(() -> PictureClassifier.find(folder, Thresholds.DEFAULT)).hasMessageContaining("2 files");
    }

    @Test
    void aFileOfOtherShapesOrNoNetworkIsAnErrorAtTheStart() throws IOException {
        Path small = Files.write(folder.resolve("small.onnx"), network(true, 128, 5));
        assertThatThrownBy(() -> PictureClassifier.find(small, Thresholds.DEFAULT)).hasMessageContaining("224x224");
        Path four = Files.write(folder.resolve("four.onnx"), network(true, 224, 4));
        assertThatThrownBy(() -> PictureClassifier.find(four, Thresholds.DEFAULT)).hasMessageContaining("5 classes");
        Path text = Files.writeString(folder.resolve("text.onnx"), "no network");
        assertThatThrownBy(() -> PictureClassifier.find(text, Thresholds.DEFAULT))
                .hasMessageContaining("no network that ONNX Runtime can open");
        assertThatThrownBy(() -> PictureClassifier.find(folder.resolve("no.onnx"), Thresholds.DEFAULT))
                .hasMessageContaining("no file");
    }

    private static Subject.Picture plain(int width, int height, int red, int green, int blue) {
        byte[] bgr = new byte[width * height * 3];
        for (int i = 0; i < bgr.length; i += 3) {
            bgr[i] = (byte) blue;
            bgr[i + 1] = (byte) green;
            bgr[i + 2] = (byte) red;
        }
        return new Subject.Picture(width, height, bgr);
    }

    // ---- The few messages of ONNX's protocol buffers that such a network needs.

    private static byte[] network(boolean channelsFirst, int side, int classes) {
        float[] weights = new float[3 * classes];
        for (int row = 0; row < 3; row++) {
            System.arraycopy(WEIGHTS, row * 5, weights, row * classes, classes);
        }
        long[] means = channelsFirst ? new long[]{2, 3} : new long[]{1, 2};
        byte[] mean = join(text(1, "in"), text(2, "mean"), text(4, "ReduceMean"), block(5, join(text(1, "axes"),
                join(number(8, means[0]), number(8, means[1])), number(20, 7))),
                block(5, join(text(1, "keepdims"), number(3, 0), number(20, 2))));
        byte[] product = join(text(1, "mean"), text(1, "weights"), text(2, "product"), text(4, "MatMul"));
        byte[] softmax = join(text(1, "product"), text(2, "out"), text(4, "Softmax"));
        ByteBuffer raw = ByteBuffer.allocate(weights.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(weights);
        byte[] tensor = join(number(1, 3), number(1, classes), number(2, 1), text(8, "weights"),
                block(9, raw.array()));
        byte[] graph = join(block(1, mean), block(1, product), block(1, softmax), text(2, "graph"), block(5, tensor),
                block(11, value("in", channelsFirst ? new long[]{1, 3, side, side} : new long[]{1, side, side, 3})),
                block(12, value("out", 1, classes)));
        return join(number(1, 7), block(7, graph), block(8, join(text(1, ""), number(2, 13))));
    }

    private static byte[] value(String name, long... shape) {
        byte[] dimensions = Arrays.stream(shape).mapToObj(size -> block(1, number(1, size)))
                .reduce(new byte[0], PictureClassifierTest::join);
        return join(text(1, name), block(2, block(1, join(number(1, 1), block(2, dimensions)))));
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static byte[] number(int field, long value) {
        return join(varint((long) field << 3), varint(value));
    }

    private static byte[] text(int field, String value) {
        return block(field, value.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] block(int field, byte[] bytes) {
        return join(varint((long) field << 3 | 2), varint(bytes.length), bytes);
    }

    private static byte[] varint(long value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long rest = value;
        while (rest > 127) {
            out.write((int) (rest & 127 | 128));
            rest >>>= 7;
        }
        out.write((int) rest);
        return out.toByteArray();
    }
}
