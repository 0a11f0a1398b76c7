package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Srgb;
import dev.likeness.studio.plan.BackdropName;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Paints every place this engine knows as grounds for the training of the matting network, which lacks photos of streets
 * and rooms: {@code mvn -pl studio -am test -Dtest=GroundsRun -Dsurefire.failIfNoSpecifiedTests=false -Dgrounds.to=OUT
 * [-Dgrounds.each=14] [-Dgrounds.first=0]}. Writes {@code OUT/NAME-SEED.png}, 384 pixels square.
 */
final class GroundsRun {
    private static final int SIDE = 384;

    @Test
    @EnabledIfSystemProperty(named = "grounds.to", matches = ".+")
    void paintsEveryPlace() throws IOException {
        run(Path.of(System.getProperty("grounds.to")), Integer.getInteger("grounds.each", 14),
                Integer.getInteger("grounds.first", 0));
    }

    static void run(Path out, int each, int first) throws IOException {
        Files.createDirectories(out);
        for (BackdropName name : BackdropName.values()) {
            if (!name.isPainted() || name.isFlat()) {
                continue;
            }
            for (int seed = 0; seed < each; seed++) {
                // A large face throws the place far out of focus, a small one shows more of it.
                Focus focus = new Focus(SIDE * 0.5, SIDE * 0.4, SIDE * (0.12 + 0.2 * seed / each));
                write(Backdrops.of(name).paint(SIDE, SIDE, new Seed(first + seed), focus).light(),
                        out.resolve(name.name().toLowerCase(Locale.ROOT) + "-" + (first + seed) + ".png"));
            }
        }
    }

    private static void write(Raster light, Path file) throws IOException {
        BufferedImage image = new BufferedImage(light.width(), light.height(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < light.width() * light.height(); i++) {
            int rgb = 0;
            for (int c = 2; c >= 0; c--) {
                rgb = rgb << 8 | Math.round(255 * Math.clamp(Srgb.fromLinear(light.data()[3 * i + c]), 0f, 1f));
            }
            image.setRGB(i % light.width(), i / light.width(), rgb);
        }
        ImageIO.write(image, "png", file.toFile());
    }
}
