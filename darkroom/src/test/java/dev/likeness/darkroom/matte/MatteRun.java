package dev.likeness.darkroom.matte;

import dev.likeness.core.PortraitException;
import dev.likeness.darkroom.edge.EdgeRefinement;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.face.FaceFinder;
import dev.likeness.darkroom.pixel.Border;
import dev.likeness.darkroom.pixel.Interpolation;
import dev.likeness.darkroom.pixel.NativePicture;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Cuts out the sitter of every photo in {@code FOLDER/photos} for the evaluation and for the next round of training:
 * {@code mvn -pl darkroom -am test -Dtest=MatteRun -Dsurefire.failIfNoSpecifiedTests=false -Dmattes.of=FOLDER
 * -Dmattes.to=OUT}. Writes the alpha of each photo, in its size and 8 bits, to {@code OUT/NAME.png}, the
 * signs of {@link Trust} to {@code OUT/trust.tsv} and the faces to {@code OUT/faces.tsv}. Where {@code FOLDER/faces.tsv}
 * exists (name, eyes x, eyes y, width), its faces are taken as they are. {@code -Dmattes.stage} writes another stage's
 * alpha, for comparison: that of the {@code segmentation} alone, of the matting {@code network} alone, or the
 * {@code edge}, the matte fitted to the photo.
 */
final class MatteRun {
    @Test
    @EnabledIfSystemProperty(named = "mattes.of", matches = ".+")
    void cutsOutTheSitterOfEveryPhoto() throws IOException {
        run(Path.of(System.getProperty("mattes.of")), Path.of(System.getProperty("mattes.to")));
    }

    static void run(Path folder, Path out) throws IOException {
        Files.createDirectories(out);
        Map<String, Face> known = faces(folder.resolve("faces.tsv"));
        FaceFinder finder = new FaceFinder();
        Matting matting = new Matting();
        List<String> trust = new ArrayList<>();
        List<String> faces = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        List<Path> photos;
        try (Stream<Path> files = Files.list(folder.resolve("photos"))) {
            photos = files.sorted().toList();
        }
        for (Path file : photos) {
            String name = file.getFileName().toString().replaceAll("\\..*", "");
            try (NativePicture photo = NativePicture.taking(opencv_imgcodecs.imread(file.toString()))) {
                Face face = known.containsKey(name) ? known.get(name) : finder.find(photo);
                long start = System.nanoTime();
                Matte matte = matting.cut(photo, face);
                times.add((System.nanoTime() - start) / 1_000_000);
                write(stage(matte, photo, face), out.resolve(name + ".png"));
                Trust t = matte.trust();
                trust.add(String.format(Locale.ROOT, "%s\t%.5f\t%.5f\t%.5f\t%.5f", name, t.hesitation(),
                        t.settled(), t.contradiction(), t.extra()));
                faces.add(String.format(Locale.ROOT, "%s\t%.1f\t%.1f\t%.1f", name, face.eyesX(), face.eyesY(),
                        face.width()));
            } catch (PortraitException.UnusablePhoto refused) {
                System.out.println(name + ": " + refused.getMessage());
            }
        }
        Files.write(out.resolve("trust.tsv"), trust);
        Files.write(out.resolve("faces.tsv"), faces);
        times.sort(null);
        System.out.println(times.size() + " mattes, median " + times.get(times.size() / 2) + " ms");
    }

    private static Map<String, Face> faces(Path file) throws IOException {
        Map<String, Face> faces = new HashMap<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                String[] cells = line.split("\t", -1);
                faces.put(cells[0], face(Double.parseDouble(cells[1]), Double.parseDouble(cells[2]),
                        Double.parseDouble(cells[3])));
            }
        }
        return faces;
    }

    /** A face of ordinary proportions. */
    private static Face face(double eyesX, double eyesY, double width) {
        return new Face(eyesX - width / 2, eyesY - 0.385 * width, width,
                new Face.Point(eyesX - 0.195 * width, eyesY), new Face.Point(eyesX + 0.195 * width, eyesY),
                new Face.Point(eyesX, eyesY + 0.41 * width), 5);
    }

    /** Alpha in the size of the photo. */
    private static Raster stage(Matte matte, NativePicture photo, Face face) {
        String stage = System.getProperty("mattes.stage", "matte");
        if (stage.equals("segmentation") || stage.equals("network")) {
            NetworkOpinion opinion = NetworkOpinion.of(new PortraitNet(), new Segmentation(), photo, face);
            Raster alpha = stage.equals("network") ? opinion.first() : opinion.person();
            return CanonicalFrame.of(face, PortraitNet.SIDE).inverse()
                    .draw(alpha, photo.width(), photo.height(), Interpolation.CUBIC, Border.BLACK);
        }
        Raster alpha = matte.fromPhoto().inverse()
                .draw(matte.alpha(), photo.width(), photo.height(), Interpolation.LINEAR, Border.REPEATED);
        if (stage.equals("edge")) {
            Raster bgr = photo.sample(new Placement(1, 0, 0), photo.width(), photo.height(), Interpolation.LINEAR,
                    Border.REPEATED);
            EdgeRefinement.apply(bgr, alpha, face.width());
        }
        return alpha;
    }

    private static void write(Raster alpha, Path file) {
        byte[] bytes = new byte[alpha.data().length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(255 * Math.clamp(alpha.data()[i], 0f, 1f));
        }
        try (Mat mat = new Mat(alpha.height(), alpha.width(), opencv_core.CV_8U)) {
            mat.data().put(bytes, 0, bytes.length);
            opencv_imgcodecs.imwrite(file.toString(), mat);
        }
    }
}
