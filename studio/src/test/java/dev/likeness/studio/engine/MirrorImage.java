package dev.likeness.studio.engine;

import dev.likeness.core.Rendering;

/**
 * How much one part of a picture is the mirror image of the part beside it: the correlation of horizontal gradients left
 * and right of an upright line, for the line where it is highest. Faces reach 0.4, a reflected one 0.9 and more.
 */
final class MirrorImage {
    /** Width at which it is measured, pixels. */
    private static final int WIDTH = 256;
    /** Root mean square of gradients (of 255) below which there is nothing to be compared. */
    private static final double FLAT = 1.5;

    private MirrorImage() {}

    static double resemblance(Rendering picture) {
        int step = picture.width() / WIDTH;
        int height = picture.height() / step;
        double[][] gradient = gradients(grey(picture, step, height), height);
        int reach = WIDTH / 8;
        double most = 0;
        for (int line = reach + 1; line < WIDTH - reach - 1; line++) {
            double left = 0;
            double right = 0;
            double both = 0;
            for (int y = height / 2; y < height; y++) {
                for (int d = 3; d < reach; d++) {
                    double l = gradient[y][line - d];
                    double r = -gradient[y][line + d];
                    left += l * l;
                    right += r * r;
                    both += l * r;
                }
            }
            double least = FLAT * FLAT * reach * height / 2;
            if (left > least && right > least) {
                most = Math.max(most, both / Math.sqrt(left * right));
            }
        }
        return most;
    }

    private static double[][] grey(Rendering picture, int step, int height) {
        double[][] grey = new double[height][WIDTH];
        for (int y = 0; y < height * step; y++) {
            for (int x = 0; x < WIDTH * step; x++) {
                grey[y / step][x / step] += (picture.bgr()[3 * (y * picture.width() + x) + 1] & 255)
                        / (double) (step * step);
            }
        }
        return grey;
    }

    private static double[][] gradients(double[][] grey, int height) {
        double[][] gradients = new double[height][WIDTH];
        for (int y = 0; y < height; y++) {
            for (int x = 1; x < WIDTH - 1; x++) {
                gradients[y][x] = grey[y][x + 1] - grey[y][x - 1];
            }
        }
        return gradients;
    }
}
