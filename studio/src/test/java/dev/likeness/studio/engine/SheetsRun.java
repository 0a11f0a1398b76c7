package dev.likeness.studio.engine;

import dev.likeness.core.Cancellation;
import dev.likeness.core.FrameSize;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Progress;
import dev.likeness.core.Rendering;
import dev.likeness.core.Retouch;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Srgb;
import dev.likeness.darkroom.sitter.SitterAnalysis;
import dev.likeness.imaging.PhotoDecoder;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Makes the sheets of {@code docs/images}: every sitter, a row each, in eight lights before grey paper ({@code lights.jpg})
 * and in twelve places ({@code scenes.jpg}). Prints a table of the cheeks, near over far, as in {@code docs/performance.md}:
 * {@code mvn -pl studio -am test -Dtest=SheetsRun -Dsurefire.failIfNoSpecifiedTests=false -Dsheets.to=docs/images
 * [-Dsheets.sitters=FOLDER_OR_PHOTO:…] [-Dsheets.tile=240]}. Without sitters, those in {@code samples}.
 */
final class SheetsRun {
    private static final List<String> LIGHTS = List.of("flat light", "loop light", "Rembrandt light", "split light",
            "butterfly light", "rim light", "window light", "low-key light");
    private static final List<String> PLACES = List.of("library", "coffee house", "city at night", "neon alley",
            "beach at dusk", "cherry blossom", "autumn", "forest path", "snow forest", "mountains", "office",
            "lantern street");
    /** Points of the mesh in the middle of the cheeks, left and right in the picture. */
    private static final int[] CHEEKS = {205, 425};
    private static final int SIDE = 512;
    private static final float QUALITY = 0.85f;

    private final StudioEngine engine = new StudioEngine();
    private final SitterAnalysis analysis = new SitterAnalysis();

    @Test
    @EnabledIfSystemProperty(named = "sheets.to", matches = ".+")
    void makesTheSheets() throws IOException {
        Path root = Path.of(System.getProperty("basedir", ".")).resolve("..");
        List<Path> sitters = sitters(System.getProperty("sheets.sitters", root.resolve("samples").toString()));
        Path out = root.resolve(System.getProperty("sheets.to"));
        int tile = Integer.getInteger("sheets.tile", 240);
        Files.createDirectories(out);
        Sheet lights = new Sheet(LIGHTS.size(), sitters.size(), tile);
        Sheet places = new Sheet(PLACES.size(), sitters.size(), tile);
        List<String> table = new ArrayList<>(List.of("| sitter | photo | gentle | " + String.join(" | ", LIGHTS) + " |",
                "|---|" + "--:|".repeat(LIGHTS.size() + 2)));
        for (int row = 0; row < sitters.size(); row++) {
            Photo photo = PhotoDecoder.decode(Files.readAllBytes(sitters.get(row)));
            double gentle = cheeks(portrait(photo, "grey paper, close-up, natural colours", new Retouch(0, 0, 0)));
            List<Double> ratios = new ArrayList<>(List.of(cheeks(photo.width(), photo.height(), photo.bgr()), gentle));
            for (int column = 0; column < LIGHTS.size(); column++) {
                Optional<Rendering> lit = portrait(photo, "grey paper, " + LIGHTS.get(column) + ", close-up,"
                        + " natural colours", new Retouch(0, 0, 0));
                ratios.add(cheeks(lit));
                lights.put(column, row, lit);
            }
            for (int column = 0; column < PLACES.size(); column++) {
                places.put(column, row, portrait(photo, PLACES.get(column), Retouch.DEFAULT));
            }
            table.add(row(sitters.get(row), ratios, gentle < 1));
        }
        lights.write(out.resolve("lights.jpg"));
        places.write(out.resolve("scenes.jpg"));
        table.forEach(System.out::println);
    }

    private static List<Path> sitters(String given) throws IOException {
        List<Path> sitters = new ArrayList<>();
        for (String one : given.split(File.pathSeparator)) {
            try (Stream<Path> files = Files.walk(Path.of(one), 1)) {
                files.filter(file -> file.toString().matches(".*\\.(jpg|png)")).sorted().forEach(sitters::add);
            }
        }
        return sitters;
    }

    private static String row(Path sitter, List<Double> leftOverRight, boolean nearIsRight) {
        StringBuilder row = new StringBuilder("| " + sitter.getFileName().toString().replaceAll("\\.\\w+$", "") + " |");
        for (double ratio : leftOverRight) {
            row.append(String.format(Locale.ROOT, " %.2f |", nearIsRight ? 1 / ratio : ratio));
        }
        return row.toString();
    }

    /** Nothing if the photo is refused. */
    private Optional<Rendering> portrait(Photo photo, String prompt, Retouch retouch) {
        try {
            return Optional.of(engine.render(
                    PortraitRequest.of(prompt, new FrameSize(SIDE, SIDE), retouch, Optional.empty(), 7),
                    photo, Progress.NONE, Cancellation.NEVER));
        } catch (PortraitException refused) {
            System.err.println(prompt + ": " + refused.getMessage());
            return Optional.empty();
        }
    }

    private double cheeks(Optional<Rendering> rendering) {
        return rendering.map(made -> cheeks(made.width(), made.height(), made.bgr())).orElse(Double.NaN);
    }

    /** Linear luminance of the left cheek over the right one: medians over squares of an eighth of the face. */
    private double cheeks(int width, int height, byte[] bgr) {
        Optional<Face> found = analysis.glance(width, height, bgr);
        if (found.isEmpty()) {
            return Double.NaN;
        }
        Face face = found.get();
        double[] medians = new double[2];
        int half = (int) Math.max(1, face.width() / 16);
        for (int cheek = 0; cheek < 2; cheek++) {
            int x = Math.clamp((int) face.mesh().x(CHEEKS[cheek]), half, width - half - 1);
            int y = Math.clamp((int) face.mesh().y(CHEEKS[cheek]), half, height - half - 1);
            double[] values = new double[(2 * half + 1) * (2 * half + 1)];
            int n = 0;
            for (int at = y - half; at <= y + half; at++) {
                for (int i = 3 * (at * width + x - half); i <= 3 * (at * width + x + half); i += 3) {
                    values[n++] = Srgb.luminance(linear(bgr[i]), linear(bgr[i + 1]), linear(bgr[i + 2]));
                }
            }
            Arrays.sort(values);
            medians[cheek] = values[n / 2];
        }
        return medians[0] / medians[1];
    }

    private static float linear(byte code) {
        return Srgb.toLinear((code & 255) / 255f);
    }

    /** Pictures side by side, a row a sitter. */
    private record Sheet(BufferedImage picture, int tile) {
        Sheet(int columns, int rows, int tile) {
            this(new BufferedImage(columns * tile, rows * tile, BufferedImage.TYPE_INT_RGB), tile);
        }

        void put(int column, int row, Optional<Rendering> made) {
            if (made.isEmpty()) {
                return;
            }
            Rendering rendering = made.get();
            BufferedImage whole = new BufferedImage(rendering.width(), rendering.height(),
                    BufferedImage.TYPE_3BYTE_BGR);
            System.arraycopy(rendering.bgr(), 0, ((DataBufferByte) whole.getRaster().getDataBuffer()).getData(), 0,
                    rendering.bgr().length);
            Graphics2D sheet = picture.createGraphics();
            sheet.drawImage(whole.getScaledInstance(tile, tile, Image.SCALE_AREA_AVERAGING), column * tile, row * tile,
                    null);
            sheet.dispose();
        }

        void write(Path file) throws IOException {
            ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            Files.deleteIfExists(file);
            try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
                writer.setOutput(out);
                writer.write(null, new IIOImage(picture, null, null), how);
            } finally {
                writer.dispose();
            }
        }
    }
}
