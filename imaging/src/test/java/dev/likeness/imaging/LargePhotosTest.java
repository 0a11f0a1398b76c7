package dev.likeness.imaging;

import static dev.likeness.imaging.HostileFilesTest.allocated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Photo;
import dev.likeness.imaging.raster.PhotoLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;

/** Photos of phones that have more pixels than a portrait needs: reduced while they are decoded, in bounded memory. */
class LargePhotosTest {
    private static final int WIDTH = 12_000;
    private static final int HEIGHT = 9_000;

    @Test
    void readsAJpegOf108MegapixelsInBoundedMemory() {
        assertReducedInBoundedMemory(jpeg(), 2);
    }

    @Test
    void readsAPngOf108MegapixelsInBoundedMemory() throws IOException {
        assertReducedInBoundedMemory(png(), 0);
    }

    private static void assertReducedInBoundedMemory(byte[] file, int tolerance) {
        long before = allocated();
        Photo photo = PhotoDecoder.decode(file);
        assertThat(allocated() - before).isLessThan(PhotoLimits.MEMORY);
        assertThat(photo.width()).isEqualTo(PhotoDecoder.MAX_SIDE);
        assertThat(photo.height()).isEqualTo(3072);
        assertThat(photo.notes()).singleElement().extracting("text")
                .isEqualTo("the photo was reduced from 12000x9000 to 4096x3072 pixels");
        // Black above, nearly white below, and the mean of both is on no row but the middle one.
        for (int y : new int[]{0, 1500, 1600, 3071}) {
            int expected = y < 1536 ? 0 : 240;
            assertThat(photo.bgr()[y * 4096 * 3 + 600] & 0xff).as("row " + y)
                    .isBetween(expected - tolerance, expected + tolerance);
        }
    }

    private static byte[] jpeg() {
        try (PointerScope _ = new PointerScope()) {
            Mat picture = new Mat(HEIGHT, WIDTH, opencv_core.CV_8UC1, new Scalar(0));
            picture.rowRange(HEIGHT / 2, HEIGHT).put(new Scalar(240));
            BytePointer file = new BytePointer();
            opencv_imgcodecs.imencode(".jpg", picture, file);
            byte[] bytes = new byte[(int) file.limit()];
            file.get(bytes);
            return bytes;
        }
    }

    private static byte[] png() throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        try (OutputStream rows = new DeflaterOutputStream(data, new Deflater(1), 1 << 16)) {
            byte[] row = new byte[1 + WIDTH];
            for (int y = 0; y < HEIGHT; y++) {
                if (y == HEIGHT / 2) {
                    Arrays.fill(row, 1, row.length, (byte) 240);
                }
                rows.write(row);
            }
        }
        byte[] header = ByteBuffer.allocate(13).putInt(WIDTH).putInt(HEIGHT).put(new byte[]{8, 0, 0, 0, 0}).array();
        return Surgery.concat(new byte[]{(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'},
                Surgery.chunk("IHDR", header), Surgery.chunk("IDAT", data.toByteArray()),
                Surgery.chunk("IEND", new byte[0]));
    }
}
