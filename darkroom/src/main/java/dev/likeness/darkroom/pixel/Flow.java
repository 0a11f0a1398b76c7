package dev.likeness.darkroom.pixel;

/**
 * The direction of lines at each place of a picture, for example along hair, around the cheek, or along a fold.
 *
 * <p>
 * From the smoothed structure tensor J = G * (grad I grad I^T): its minor eigenvector is the direction in which the
 * picture changes least (J. E. Kyprianidis and H. Kang, "Image and video abstraction by coherence-enhancing filtering",
 * Eurographics 2011). Three scales are summed, so that smooth places take their direction from the nearest strong edge
 * instead of from noise. Held at half resolution, read without interpolation.
 *
 * @param tangents x and y of the unit tangent, and coherence (l1 - l2) / (l1 + l2), 0..1; sign is arbitrary
 */
public record Flow(Raster tangents) {
    /**
     * @param luma  one channel, 0..1
     * @param sigma scale over which directions are gathered, pixels of {@code luma}
     */
    public static Flow of(Raster luma, double sigma) {
        int width = Math.max(4, luma.width() / 2);
        int height = Math.max(4, luma.height() / 2);
        Raster tensor = tensor(Filters.reduced(luma, width, height));
        return new Flow(tangents(Filters.gaussSum(tensor, new Filters.Part(sigma / 2, 1),
                new Filters.Part(2 * sigma, 0.25), new Filters.Part(8 * sigma, 0.06))));
    }

    private static Raster tensor(Raster luma) {
        int w = luma.width();
        int h = luma.height();
        Raster tensor = Raster.blank(w, h, 3);
        float[] l = luma.data();
        Rows.parallel(h, (from, to) -> {
            for (int y = from; y < to; y++) {
                int up = Math.max(0, y - 1) * w;
                int here = y * w;
                int down = Math.min(h - 1, y + 1) * w;
                for (int x = 0; x < w; x++) {
                    int a = Math.max(0, x - 1);
                    int b = Math.min(w - 1, x + 1);
                    float gx = 0.25f * (l[up + b] - l[up + a] + l[down + b] - l[down + a])
                            + 0.5f * (l[here + b] - l[here + a]);
                    float gy = 0.25f * (l[down + a] - l[up + a] + l[down + b] - l[up + b])
                            + 0.5f * (l[down + x] - l[up + x]);
                    int at = 3 * (here + x);
                    tensor.data()[at] = gx * gx;
                    tensor.data()[at + 1] = gx * gy;
                    tensor.data()[at + 2] = gy * gy;
                }
            }
        });
        return tensor;
    }

    private static Raster tangents(Raster tensor) {
        Raster result = Raster.blank(tensor.width(), tensor.height(), 3);
        float[] t = tensor.data();
        Rows.parallel(tensor.height(), (from, to) -> {
            for (int at = 3 * from * tensor.width(); at < 3 * to * tensor.width(); at += 3) {
                double difference = t[at] - t[at + 2];
                double root = Math.sqrt(difference * difference + 4.0 * t[at + 1] * t[at + 1]);
                // The major eigenvector has half the angle of (difference, 2 * mixed); the tangent is normal to it.
                double x = -2.0 * t[at + 1];
                double y = difference + root;
                if (difference < 0) {
                    x = -root + difference;
                    y = 2.0 * t[at + 1];
                }
                double n = Math.sqrt(x * x + y * y);
                result.data()[at] = n < 1e-12 ? 0 : (float) (x / n);
                result.data()[at + 1] = n < 1e-12 ? 1 : (float) (y / n);
                result.data()[at + 2] = (float) (root / (t[at] + t[at + 2] + 1e-5));
            }
        });
        return result;
    }

    /** Index into {@link #tangents} of a pixel of the full picture; places outside count as the border. */
    public int at(float x, float y) {
        int column = Math.clamp((int) (x * 0.5f), 0, tangents.width() - 1);
        int row = Math.clamp((int) (y * 0.5f), 0, tangents.height() - 1);
        return 3 * (row * tangents.width() + column);
    }

    /**
     * Mean of a picture along its lines: line integral convolution (B. Cabral and L. Leedom, SIGGRAPH 1993) with a tent
     * as kernel.
     *
     * @param picture one channel, full resolution
     * @param reach   how far to go either way, pixels
     * @param steps   samples either way
     */
    public Raster along(Raster picture, double reach, int steps) {
        int w = picture.width();
        int h = picture.height();
        float step = (float) (reach / steps);
        float[] source = picture.data();
        float[] tangent = tangents.data();
        Raster result = Raster.blank(w, h, 1);
        Rows.parallel(h, (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < w; x++) {
                    float sum = source[y * w + x] * (steps + 1);
                    float weight = steps + 1;
                    for (int way = -1; way <= 1; way += 2) {
                        float px = x + 0.5f;
                        float py = y + 0.5f;
                        float dx = 0;
                        float dy = 0;
                        for (int k = steps; k > 0; k--) {
                            int at = at(px, py);
                            float tx = tangent[at];
                            float ty = tangent[at + 1];
                            float turn = k == steps ? way : tx * dx + ty * dy < 0 ? -1 : 1;
                            dx = turn * tx;
                            dy = turn * ty;
                            px += step * dx;
                            py += step * dy;
                            if (px < 0 || py < 0 || px >= w || py >= h) {
                                break;
                            }
                            sum += k * source[(int) py * w + (int) px];
                            weight += k;
                        }
                    }
                    result.data()[y * w + x] = sum / weight;
                }
            }
        });
        return result;
    }
}
