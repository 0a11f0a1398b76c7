package dev.likeness.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Photo;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import javax.imageio.ImageIO;

/** The test picture: 96x64 pixels in four quadrants, red, green, blue and nearly white, so that any turn shows. */
final class Quadrants {
    static final int WIDTH = 96;
    static final int HEIGHT = 64;
    static final Color RED = new Color(200, 30, 30);
    static final Color GREEN = new Color(30, 180, 40);
    static final Color BLUE = new Color(20, 40, 200);
    static final Color WHITE = new Color(240, 240, 240);

    private Quadrants() {}

    static BufferedImage image(int type) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
        paint(image);
        return image;
    }

    static void paint(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        Color[] colours = {RED, GREEN, BLUE, WHITE};
        Graphics2D brush = image.createGraphics();
        for (int i = 0; i < 4; i++) {
            brush.setColor(colours[i]);
            brush.fillRect(i % 2 * width / 2, i / 2 * height / 2, width / 2, height / 2);
        }
        brush.dispose();
    }

    static byte[] file(String format, BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            assertThat(ImageIO.write(image, format, bytes)).as("a writer for " + format).isTrue();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static byte[] resource(String name) {
        try (InputStream file = Objects.requireNonNull(Quadrants.class.getResourceAsStream(name), name)) {
            return file.readAllBytes();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The colours at the middles of the quadrants, row by row. */
    static void assertColours(Photo photo, int tolerance, Color... expected) {
        for (int i = 0; i < 4; i++) {
            int x = photo.width() * (i % 2 == 0 ? 1 : 3) / 4;
            int y = photo.height() * (i / 2 == 0 ? 1 : 3) / 4;
            assertColour(photo, x, y, expected[i], tolerance);
        }
    }

    static void assertColour(Photo photo, int x, int y, Color expected, int tolerance) {
        int at = (y * photo.width() + x) * 3;
        String place = "at " + x + "," + y + " of " + photo.width() + "x" + photo.height();
        assertThat(photo.bgr()[at + 2] & 0xff).as("red " + place).isCloseTo(expected.getRed(), within(tolerance));
        assertThat(photo.bgr()[at + 1] & 0xff).as("green " + place).isCloseTo(expected.getGreen(), within(tolerance));
        assertThat(photo.bgr()[at] & 0xff).as("blue " + place).isCloseTo(expected.getBlue(), within(tolerance));
    }

    static void assertUpright(Photo photo, int tolerance) {
        assertThat(photo.width() > photo.height()).isTrue();
        assertColours(photo, tolerance, RED, GREEN, BLUE, WHITE);
    }
}
