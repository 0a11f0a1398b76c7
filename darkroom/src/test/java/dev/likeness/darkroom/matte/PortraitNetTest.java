package dev.likeness.darkroom.matte;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.darkroom.pixel.Raster;
import java.io.IOException;
import java.io.InputStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;

class PortraitNetTest {
    private final PortraitNet net = new PortraitNet();

    /** frame-alpha.png is what the trainer's own network says of frame.png: {@code training/network.py answer}. */
    @Test
    void saysWhatTheTrainersNetworkSays() throws IOException {
        Raster expected = read("frame-alpha.png", 1 / 65535.0);
        float[] answer = net.run(frame(), valid(), false).data();
        double largest = 0;
        for (int i = 0; i < answer.length; i++) {
            largest = Math.max(largest, Math.abs(answer[i] - expected.data()[i]));
        }
        assertThat(largest).as("largest difference").isLessThan(1e-3);
    }

    @Test
    void answersAMirroredPictureInItsOwnOrientation() throws IOException {
        float[] straight = net.run(frame(), valid(), false).data();
        float[] mirrored = net.run(frame(), valid(), true).data();
        double difference = 0;
        for (int i = 0; i < straight.length; i++) {
            difference += Math.abs(straight[i] - mirrored[i]);
        }
        assertThat(difference / straight.length).isLessThan(0.02);
        assertThat(mirrored).isNotEqualTo(straight);
    }

    private static Raster frame() throws IOException {
        Raster bgra = read("frame.png", 1 / 255.0);
        Raster bgr = Raster.blank(PortraitNet.SIDE, PortraitNet.SIDE, 3);
        for (int i = 0; i < PortraitNet.SIDE * PortraitNet.SIDE; i++) {
            for (int c = 0; c < 3; c++) {
                bgr.data()[3 * i + c] = bgra.data()[4 * i + c] * bgra.data()[4 * i + 3];
            }
        }
        return bgr;
    }

    private static Raster valid() throws IOException {
        Raster bgra = read("frame.png", 1 / 255.0);
        Raster valid = Raster.blank(PortraitNet.SIDE, PortraitNet.SIDE, 1);
        for (int i = 0; i < PortraitNet.SIDE * PortraitNet.SIDE; i++) {
            valid.data()[i] = bgra.data()[4 * i + 3];
        }
        return valid;
    }

    private static Raster read(String name, double scale) throws IOException {
        try (InputStream file = PortraitNetTest.class.getResourceAsStream(name)) {
            byte[] bytes = file.readAllBytes();
            try (BytePointer pointer = new BytePointer(bytes);
                    Mat encoded = new Mat(1, bytes.length, opencv_core.CV_8U, pointer);
                    Mat picture = opencv_imgcodecs.imdecode(encoded, opencv_imgcodecs.IMREAD_UNCHANGED);
                    Mat floats = new Mat()) {
                picture.convertTo(floats, opencv_core.CV_32F, scale, 0);
                Raster raster = Raster.blank(picture.cols(), picture.rows(), picture.channels());
                try (FloatPointer samples = new FloatPointer(floats.data())) {
                    samples.get(raster.data());
                }
                return raster;
            }
        }
    }
}
