package dev.likeness.darkroom.retouch;

import dev.likeness.core.PortraitException;
import dev.likeness.core.Retouch;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.face.FaceFinder;
import dev.likeness.darkroom.face.Mesh;
import dev.likeness.darkroom.pixel.Colours;
import dev.likeness.darkroom.pixel.NativePicture;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Resampling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Retouches the degraded photos of {@code training/evaluate_clarity.py} for its score:
 * {@code mvn -pl darkroom -am test -Dtest=ClarityRun -Dsurefire.failIfNoSpecifiedTests=false -Dclarity.of=SET
 * -Dclarity.to=DONE}. Of each line of {@code SET/cases.tsv} (name, width, height) it takes {@code SET/photos/NAME.png} on a
 * canvas of that size, finds the face, and writes {@code DONE/NAME-shown.png}, {@code -gpen06.png} and {@code -gpen10.png},
 * and the points of the mesh on the canvas to {@code DONE/NAME.mesh}. With {@code -Dclarity.alone=true} what deconvolution
 * alone makes of them, {@code -alone06.png} and {@code -alone10.png}.
 */
final class ClarityRun {
    @Test
    @EnabledIfSystemProperty(named = "clarity.of", matches = ".+")
    void clarifiesEveryPhoto() throws IOException {
        run(Path.of(System.getProperty("clarity.of")), Path.of(System.getProperty("clarity.to")));
    }

    static void run(Path set, Path done) throws IOException {
        Files.createDirectories(done);
        List<Long> times = new ArrayList<>();
        for (String line : Files.readAllLines(set.resolve("cases.tsv"))) {
            String[] cells = line.split("\t", -1);
            Path file = set.resolve("photos").resolve(cells[0] + ".png");
            try (NativePicture photo = NativePicture.taking(opencv_imgcodecs.imread(file.toString()))) {
                clarify(photo, Integer.parseInt(cells[1]), Integer.parseInt(cells[2]), done.resolve(cells[0]), times);
            } catch (PortraitException.UnusablePhoto refused) {
                System.out.println(cells[0] + ": " + refused.getMessage());
            }
        }
        times.sort(null);
        System.out.println(times.size() + " retouched, median " + times.get(times.size() / 2) + " ms");
    }

    private static void clarify(NativePicture photo, int width, int height, Path to, List<Long> times)
            throws IOException {
        Placement placed = new Placement((double) width / photo.width(), 0, 0);
        Raster canvas = Resampling.photo(photo.bgr(), photo.width(), photo.height(), placed, width, height);
        Face found = new FaceFinder().find(photo);
        Face face = found.on(placed);
        Raster skin = SkinMask.of(canvas, face);
        Raster everything = Raster.blank(width, height, 1);
        Arrays.fill(everything.data(), 1);
        write(canvas, to + "-shown.png");
        boolean alone = Boolean.getBoolean("clarity.alone");
        for (double gpen : new double[]{0.6, 1}) {
            Raster picture = new Raster(width, height, 3, canvas.data().clone());
            long start = System.nanoTime();
            if (alone) {
                deconvolved(picture, skin, everything, face, gpen);
            } else {
                Retoucher.apply(picture, new Retoucher.Subject(everything, skin, face, found.width()),
                        new Retouch(gpen, 0, 0));
            }
            times.add((System.nanoTime() - start) / 1_000_000);
            write(picture, to + (alone ? "-alone" : "-gpen") + (gpen == 1 ? "10" : "06") + ".png");
        }
        List<String> points = new ArrayList<>();
        for (int i = 0; i < Mesh.POINTS; i++) {
            points.add(String.format(Locale.ROOT, "%.2f %.2f %.2f", face.mesh().x(i), face.mesh().y(i),
                    face.mesh().z(i)));
        }
        Files.write(Path.of(to + ".mesh"), points);
    }

    /** {@link Clarity} alone, as it was before there was a network, on the whole canvas. */
    private static void deconvolved(Raster picture, Raster skin, Raster everything, Face face, double gpen) {
        Raster lab = Colours.lab(picture);
        Clarity.apply(lab, skin, everything, face, gpen);
        System.arraycopy(Colours.fromLab(lab).data(), 0, picture.data(), 0, picture.data().length);
    }

    private static void write(Raster bgr, String file) {
        byte[] bytes = new byte[bgr.data().length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(255 * Math.clamp(bgr.data()[i], 0f, 1f));
        }
        try (Mat mat = new Mat(bgr.height(), bgr.width(), opencv_core.CV_8UC3)) {
            mat.data().put(bytes, 0, bytes.length);
            opencv_imgcodecs.imwrite(file, mat);
        }
    }
}
