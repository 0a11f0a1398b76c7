package dev.likeness.diffusion.picture;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Maps points of one picture to another that is rotated, scaled and shifted: {@code x' = a x - b y + dx}, {@code y' = b
 * x + a y + dy}. Coordinates are continuous: pixel (0, 0) covers [0, 1) x [0, 1).
 */
public record SimilarityTransform(double a, double b, double dx, double dy) {
    /** A point, pixels. */
    public record Point(double x, double y) {}

    /**
     * The least-squares fit (Umeyama 1991): with the points as complex numbers {@code p} and {@code q} about their
     * means, rotation and scale are {@code sum(conj(p) q) / sum(|p|^2)}.
     *
     * @param from two points or more, not all the same
     * @param to   as many
     */
    public static SimilarityTransform fit(List<Point> from, List<Point> to) {
        if (from.size() != to.size() || from.size() < 2) {
            throw new IllegalArgumentException(from.size() + " points for " + to.size());
        }
        Point p0 = mean(from);
        Point q0 = mean(to);
        double real = 0;
        double imaginary = 0;
        double square = 0;
        for (int i = 0; i < from.size(); i++) {
            double px = from.get(i).x - p0.x;
            double py = from.get(i).y - p0.y;
            double qx = to.get(i).x - q0.x;
            double qy = to.get(i).y - q0.y;
            real += px * qx + py * qy;
            imaginary += px * qy - py * qx;
            square += px * px + py * py;
        }
        if (!(square > 0)) {
            throw new IllegalArgumentException("all points are in one place");
        }
        double a = real / square;
        double b = imaginary / square;
        return new SimilarityTransform(a, b, q0.x - a * p0.x + b * p0.y, q0.y - b * p0.x - a * p0.y);
    }

    private static Point mean(List<Point> points) {
        return new Point(points.stream().mapToDouble(Point::x).average().orElse(0),
                points.stream().mapToDouble(Point::y).average().orElse(0));
    }

    public Point of(Point p) {
        return new Point(a * p.x - b * p.y + dx, b * p.x + a * p.y + dy);
    }

    /** The scale factor. */
    public double scale() {
        return Math.hypot(a, b);
    }

    /** The inverse transform. */
    public SimilarityTransform inverse() {
        double square = a * a + b * b;
        double ia = a / square;
        double ib = -b / square;
        return new SimilarityTransform(ia, ib, -(ia * dx - ib * dy), -(ib * dx + ia * dy));
    }

    /**
     * Draws the source transformed. Every pixel is the mean of as many samples as source pixels that it covers; beyond
     * its edges the source is mirrored.
     */
    public Rgb drawn(Rgb source, int width, int height) {
        SimilarityTransform back = inverse();
        int side = Math.max(1, (int) Math.ceil(back.scale()));
        byte[] rgb = new byte[width * height * 3];
        IntStream.range(0, height).parallel().forEach(row -> {
            double[] sum = new double[3];
            for (int column = 0; column < width; column++) {
                sum[0] = 0;
                sum[1] = 0;
                sum[2] = 0;
                for (int i = 0; i < side * side; i++) {
                    double x = column + (i % side + 0.5) / side;
                    double y = row + (i / side + 0.5) / side;
                    sample(source, back.a * x - back.b * y + back.dx, back.b * x + back.a * y + back.dy, sum);
                }
                for (int c = 0; c < 3; c++) {
                    rgb[(row * width + column) * 3 + c] = (byte) Math.round(sum[c] / (side * side));
                }
            }
        });
        return new Rgb(width, height, rgb);
    }

    /** Adds a bilinear sample. */
    private static void sample(Rgb source, double x, double y, double[] sum) {
        int column = (int) Math.floor(x - 0.5);
        int row = (int) Math.floor(y - 0.5);
        double u = x - 0.5 - column;
        double v = y - 0.5 - row;
        int left = inside(column, source.width());
        int right = inside(column + 1, source.width());
        int top = inside(row, source.height());
        int bottom = inside(row + 1, source.height());
        for (int c = 0; c < 3; c++) {
            double above = (1 - u) * at(source, left, top, c) + u * at(source, right, top, c);
            double below = (1 - u) * at(source, left, bottom, c) + u * at(source, right, bottom, c);
            sum[c] += (1 - v) * above + v * below;
        }
    }

    private static int inside(int place, int length) {
        int folded = Math.floorMod(place, 2 * length);
        return folded < length ? folded : 2 * length - 1 - folded;
    }

    private static int at(Rgb source, int x, int y, int channel) {
        return source.rgb()[(y * source.width() + x) * 3 + channel] & 0xff;
    }
}
