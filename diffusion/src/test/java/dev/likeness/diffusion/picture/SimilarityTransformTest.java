package dev.likeness.diffusion.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.diffusion.picture.SimilarityTransform.Point;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SimilarityTransformTest {
    private static final Offset<Double> TINY = Offset.offset(1e-9);

    @Test
    void twoPointsDetermineIt() {
        SimilarityTransform turned = SimilarityTransform.fit(List.of(new Point(0, 0), new Point(10, 0)),
                List.of(new Point(5, 5), new Point(5, 25)));
        assertThat(turned.scale()).isEqualTo(2, TINY);
        Point there = turned.of(new Point(10, 10));
        assertThat(there.x()).isEqualTo(-15, TINY);
        assertThat(there.y()).isEqualTo(25, TINY);
        Point back = turned.inverse().of(there);
        assertThat(back.x()).isEqualTo(10, TINY);
        assertThat(back.y()).isEqualTo(10, TINY);
    }

    @Test
    void ofManyPointsNoneIsClosestButAllTogetherAre() {
        List<Point> from = List.of(new Point(38, 52), new Point(74, 52), new Point(56, 72), new Point(42, 92),
                new Point(71, 92));
        SimilarityTransform truth = new SimilarityTransform(1.2, 0.3, 7, -4);
        List<Point> to = from.stream().map(truth::of).toList();
        SimilarityTransform found = SimilarityTransform.fit(from, to);
        assertThat(found.a()).isEqualTo(truth.a(), TINY);
        assertThat(found.b()).isEqualTo(truth.b(), TINY);
        List<Point> shaken = List.of(new Point(to.get(0).x() + 3, to.get(0).y()), to.get(1), to.get(2), to.get(3),
                new Point(to.get(4).x(), to.get(4).y() - 2));
        SimilarityTransform best = SimilarityTransform.fit(from, shaken);
        for (double[] step : new double[][]{{1e-3, 0, 0, 0}, {0, 1e-3, 0, 0}, {0, 0, 0.1, 0}, {0, 0, 0, 0.1}}) {
            for (int sign : new int[]{1, -1}) {
                SimilarityTransform near = new SimilarityTransform(best.a() + sign * step[0], best.b() + sign * step[1],
                        best.dx() + sign * step[2], best.dy() + sign * step[3]);
                assertThat(error(near, from, shaken)).isGreaterThan(error(best, from, shaken));
            }
        }
    }

    private static double error(SimilarityTransform way, List<Point> from, List<Point> to) {
        double sum = 0;
        for (int i = 0; i < from.size(); i++) {
            Point there = way.of(from.get(i));
            sum += Math.pow(there.x() - to.get(i).x(), 2) + Math.pow(there.y() - to.get(i).y(), 2);
        }
        return sum;
    }

    @Test
    void drawsEveryPixelWhereItBelongs() {
        byte[] rgb = new byte[8 * 6 * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (37 * i);
        }
        Rgb picture = new Rgb(8, 6, rgb);
        assertThat(new SimilarityTransform(1, 0, 0, 0).drawn(picture, 8, 6).rgb()).containsExactly(rgb);
        Rgb quarter = new SimilarityTransform(0, 1, 6, 0).drawn(picture, 6, 8); // a quarter turn, clockwise
        for (int y = 0; y < 6; y++) {
            for (int x = 0; x < 8; x++) {
                assertThat(quarter.rgb()[(x * 6 + 5 - y) * 3]).isEqualTo(rgb[(y * 8 + x) * 3]);
            }
        }
    }

    @Test
    void reductionAveragesWhatAPixelCovers() {
        byte[] rgb = new byte[16 * 16 * 3];
        for (int i = 0; i < 16 * 16; i++) {
            rgb[3 * i] = (byte) ((i + i / 16) % 2 == 0 ? 0 : 200);
        }
        byte[] small = new SimilarityTransform(0.25, 0, 0, 0).drawn(new Rgb(16, 16, rgb), 4, 4).rgb();
        for (int i = 0; i < 16; i++) {
            assertThat(small[3 * i] & 0xff).isBetween(99, 101);
        }
    }
}
