package dev.likeness.studio.gallery;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.studio.backdrop.Backdrops;
import dev.likeness.studio.backdrop.Focus;
import dev.likeness.studio.backdrop.Scene;
import dev.likeness.studio.grade.FilmGrade;
import dev.likeness.studio.grade.Grading;
import dev.likeness.studio.plan.BackdropName;
import dev.likeness.studio.plan.GradeName;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * Renders every painted backdrop in three formats with two seeds, and every photo given as an argument in every grade,
 * and prints the time each took. A first argument {@code only=NAME} paints that backdrop alone.
 */
final class Gallery {
    private static final Path OUT = Path.of("target", "gallery");

    private Gallery() {}

    public static void main(String[] arguments) throws IOException {
        Files.createDirectories(OUT);
        String only = arguments.length > 0 && arguments[0].startsWith("only=") ? arguments[0].substring(5) : "";
        for (BackdropName name : BackdropName.values()) {
            if (name.isPainted() && !name.hasColour() && (only.isEmpty() || name.name().startsWith(only))) {
                paint(name);
            }
        }
        for (String argument : arguments) {
            if (!argument.startsWith("only=")) {
                grade(Path.of(argument));
            }
        }
    }

    private static void paint(BackdropName name) throws IOException {
        int[][] sizes = {{1328, 1328}, {768, 1344}, {2048, 512}, {512, 2048}};
        for (int[] size : sizes) {
            int w = size[0];
            int h = size[1];
            // The proportions of the studio's bust framing.
            double face = Math.min(h / 3.0, w / 2.15);
            Focus focus = new Focus(w / 2.0, h > 2 * w ? h - 2.0 * face : h * 0.43, face);
            for (long seed = 1; seed <= 2; seed++) {
                Backdrops.of(name).paint(w, h, new Seed(seed), focus);
                long start = System.nanoTime();
                Scene scene = Backdrops.of(name).paint(w, h, new Seed(seed), focus);
                long painted = System.nanoTime();
                GradeName grade = name.grade();
                byte[] bgr = FilmGrade.apply(scene.light(), grade,
                        new Grading(focus, new Seed(seed), !name.isIdentity(), !name.isIdentity()));
                long graded = System.nanoTime();
                String file = name.name().toLowerCase(Locale.ROOT) + "-" + w + "x" + h + "-" + seed + ".png";
                System.out.printf("%-36s paint %4d ms  grade %-15s %4d ms%n", file, (painted - start) / 1_000_000,
                        grade,
                        (graded - painted) / 1_000_000);
                write(file, w, h, bgr);
            }
        }
    }

    private static void grade(Path photo) throws IOException {
        BufferedImage image = ImageIO.read(photo.toFile());
        int w = image.getWidth();
        int h = image.getHeight();
        Raster linear = Raster.blank(w, h, 3);
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int rgb = image.getRGB(x, y);
                for (int c = 0; c < 3; c++) {
                    double v = (rgb >> 8 * c & 255) / 255.0;
                    linear.data()[linear.at(x, y)
                            + c] = (float) (v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4));
                }
            }
        }
        Focus focus = new Focus(w * 0.45, h * 0.22, w * 0.22);
        String stem = String.valueOf(photo.getFileName()).replaceAll("\\.\\w+$", "");
        for (GradeName name : GradeName.values()) {
            write("grade-" + stem + "-" + name.name().toLowerCase(Locale.ROOT) + ".png", w, h,
                    FilmGrade.apply(linear, name, new Grading(focus, new Seed(1), true, true)));
        }
    }

    private static void write(String file, int w, int h, byte[] bgr) throws IOException {
        BufferedImage image = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < w * h; i++) {
            image.setRGB(i % w, i / w, (bgr[3 * i + 2] & 255) << 16 | (bgr[3 * i + 1] & 255) << 8 | bgr[3 * i] & 255);
        }
        ImageIO.write(image, "png", OUT.resolve(file).toFile());
    }
}
