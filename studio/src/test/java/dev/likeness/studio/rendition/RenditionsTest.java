package dev.likeness.studio.rendition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.face.Face.Point;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.studio.plan.RenditionName;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RenditionsTest {
    private static final double LIGHT = 0.72;
    private static final double DARK = 0.3;

    @Test
    void noneHandsThePictureBack() {
        Portrait portrait = portrait(128, LIGHT, 1);
        assertThat(Renditions.of(RenditionName.NONE).render(portrait)).isSameAs(portrait.bgr());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void sameSeedGivesTheSameBytesWhateverTheNumberOfThreads(RenditionName name) {
        Portrait portrait = portrait(256, LIGHT, 1);
        float[] photo = portrait.bgr().data().clone();
        byte[] many = Renditions.encoded(Renditions.of(name).render(portrait));
        assertThat(portrait.bgr().data()).as("the portrait is left alone").isEqualTo(photo);
        try (ForkJoinPool single = new ForkJoinPool(1)) {
            byte[] alone = single.submit(() -> Renditions.encoded(Renditions.of(name).render(portrait))).join();
            assertThat(alone).isEqualTo(many);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"NONE", "COMIC", "ANIME"})
    void anotherSeedIsAnotherSheet(RenditionName name) {
        assertThat(Renditions.of(name).render(portrait(256, LIGHT, 1)).data())
                .isNotEqualTo(Renditions.of(name).render(portrait(256, LIGHT, 2)).data());
    }

    @Test
    void noTwoRenditionsLookAlikeNorLikeThePhoto() {
        Portrait portrait = portrait(256, LIGHT, 1);
        Map<RenditionName, float[]> pictures = new HashMap<>();
        for (RenditionName name : RenditionName.values()) {
            pictures.put(name, Renditions.of(name).render(portrait).data());
        }
        pictures.forEach((one, picture) -> pictures.forEach((other, compared) -> {
            if (one != other) {
                assertThat(difference(picture, compared)).as("%s and %s", one, other).isGreaterThan(0.012);
            }
        }));
    }

    /** Eyes and mouth are dark on the face, whatever it is made of, whatever the skin. */
    @ParameterizedTest
    @EnumSource
    void likenessSurvives(RenditionName name) {
        for (double skin : new double[]{LIGHT, DARK}) {
            Portrait portrait = portrait(384, skin, 1);
            Raster picture = Renditions.of(name).render(portrait);
            Face face = portrait.face();
            double cheek = patch(picture, face.leftEye().x(), face.eyesY() + 0.6 * face.eyeDistance(), 8);
            for (Point feature : new Point[]{face.leftEye(), face.rightEye(), face.mouth()}) {
                assertThat(patch(picture, feature.x(), feature.y(), 3)).as("%s, skin %s", name, skin)
                        .isLessThan(cheek - 0.06);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void darkSkinStaysDarkerThanLightSkin(RenditionName name) {
        assertThat(cheek(name, DARK)).isLessThan(cheek(name, LIGHT) - 0.05);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void sizesLookAlike(RenditionName name) {
        Raster small = Renditions.of(name).render(portrait(256, LIGHT, 1));
        Raster large = Renditions.of(name).render(portrait(512, LIGHT, 1));
        assertThat(difference(tiny(small).data(), tiny(large).data())).isLessThan(0.05);
    }

    @ParameterizedTest
    @CsvSource({"PENCIL", "CHARCOAL", "INK_WASH", "WATERCOLOUR"})
    void drawingEndsBeforeTheSheetDoes(RenditionName name) {
        Raster picture = Renditions.of(name).render(portrait(256, LIGHT, 1));
        assertThat(patch(picture, 4, 4, 3)).isGreaterThan(0.7);
        assertThat(patch(picture, 251, 4, 3)).isGreaterThan(0.7);
    }

    @ParameterizedTest
    @CsvSource({"PENCIL,0.06", "CHARCOAL,0.11"})
    void dryMediaHaveNoColour(RenditionName name, float most) {
        float[] picture = Renditions.of(name).render(portrait(256, LIGHT, 1)).data();
        for (int at = 0; at < picture.length; at += 3) {
            assertThat(Math.abs(picture[at] - picture[at + 2])).isLessThan(most);
        }
    }

    @Test
    void posterIsPrintedInFewInks() {
        byte[] poster = Renditions.encoded(Renditions.of(RenditionName.POSTER).render(portrait(384, LIGHT, 1)));
        Map<Integer, Integer> counts = new HashMap<>();
        for (int at = 0; at < poster.length; at += 3) {
            int ink = (poster[at] + 16 & 0xe0) << 16 | (poster[at + 1] + 16 & 0xe0) << 8 | poster[at + 2] + 16 & 0xe0;
            counts.merge(ink, 1, Integer::sum);
        }
        int common = counts.values().stream().sorted((a, b) -> b - a).limit(10).mapToInt(Integer::intValue).sum();
        assertThat(common).isGreaterThan(poster.length / 3 * 7 / 10);
    }

    @Test
    void paintIsLitFromTheKeySide() {
        Portrait left = portrait(256, LIGHT, 1);
        Portrait right = new Portrait(left.bgr(), left.alpha(), left.face(), false, left.seed());
        Rendition oil = Renditions.of(RenditionName.OIL);
        assertThat(oil.render(left).data()).isNotEqualTo(oil.render(right).data());
    }

    private static double cheek(RenditionName name, double skin) {
        Portrait portrait = portrait(256, skin, 1);
        Face face = portrait.face();
        return patch(Renditions.of(name).render(portrait), face.leftEye().x(),
                face.eyesY() + 0.6 * face.eyeDistance(), 10);
    }

    private static Raster tiny(Raster picture) {
        return Filters.reduced(picture, 16, 16);
    }

    private static double difference(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(Math.clamp(a[i], 0f, 1f) - Math.clamp(b[i], 0f, 1f));
        }
        return sum / a.length;
    }

    private static double patch(Raster picture, double x, double y, int radius) {
        double sum = 0;
        int n = 0;
        for (int py = (int) y - radius; py <= y + radius; py++) {
            for (int px = (int) x - radius; px <= x + radius; px++) {
                int at = picture.at(px, py);
                sum += Tones.of(picture.data()[at], picture.data()[at + 1], picture.data()[at + 2]);
                n++;
            }
        }
        return sum / n;
    }

    /** A plain sitter before grey paper: dark hair, eyes and mouth, a blue coat. */
    private static Portrait portrait(int size, double skin, long seed) {
        double k = size / 256.0;
        Raster bgr = Raster.blank(size, size, 3);
        Raster alpha = Raster.blank(size, size, 1);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                double u = x / k - 128;
                double v = y / k - 120;
                boolean face = Math.hypot(u / 46, v / 60) < 1;
                boolean hair = Math.hypot(u / 60, (v + 14) / 66) < 1;
                boolean coat = v > 66 && Math.abs(u) < 60 + (v - 66);
                double shade = 1 - 0.0035 * (u + 46) * 0.8;
                boolean feature = Math.hypot((Math.abs(u) - 20) / 7, (v + 12) / 4.5) < 1
                        || Math.hypot(u / 16, (v - 34) / 4.5) < 1;
                double[] colour = feature
                        ? new double[]{0.08, 0.08, 0.12}
                        : face
                                ? new double[]{0.72 * skin * shade, 0.86 * skin * shade, 1.16 * skin * shade}
                                : hair
                                        ? new double[]{0.1, 0.12, 0.16}
                                        : coat ? new double[]{0.4, 0.22, 0.15} : new double[]{0.6, 0.6, 0.6};
                for (int c = 0; c < 3; c++) {
                    bgr.data()[3 * (y * size + x) + c] = (float) Math.min(1, colour[c]);
                }
                alpha.data()[y * size + x] = face || hair || coat ? 1 : 0;
            }
        }
        Face face = new Face(80 * k, 70 * k, 100 * k, new Point(108 * k, 108 * k), new Point(148 * k, 108 * k),
                new Point(128 * k, 154 * k), 5);
        return new Portrait(bgr, alpha, face, true, new Seed(seed));
    }
}
