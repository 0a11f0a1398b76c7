package dev.likeness.darkroom.face;

import dev.likeness.darkroom.pixel.Filters;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * A picture and its halves, quarters and so on, each made once when it is first asked for: networks look at a few hundred
 * pixels a side, and to average them out of twelve million each time is most of the work. Halving by two is vector
 * instructions in OpenCV, any other factor is not. May be seen turned by quarters, without the large picture being turned.
 *
 * <p>Not for several threads.
 */
final class Reductions implements AutoCloseable {
    private final Optional<Reductions> upright;
    private final Turn turn;
    /** By how often it was halved, from the picture itself on; an odd row or column at the end is left out. */
    private final Map<Integer, Level> levels = new HashMap<>();

    /**
     * One of them: a place in it is that in the whole less the shift, divided by the factor.
     *
     * @param owned whether it is released with these
     */
    record Level(Mat mat, int factor, double shiftX, double shiftY, boolean owned) {
        double x(double whole) {
            return (whole - shiftX) / factor;
        }

        double y(double whole) {
            return (whole - shiftY) / factor;
        }

        /** A hit in this picture, reduced to a size, in pixels of the whole. */
        Detection whole(Detection hit, int width, int height) {
            return hit.moved((double) mat.cols() * factor / width, (double) mat.rows() * factor / height, shiftX,
                    shiftY);
        }
    }

    /** @param whole stays the caller's */
    Reductions(Mat whole) {
        upright = Optional.empty();
        turn = Turn.NONE;
        levels.put(0, new Level(whole, 1, 0, 0, false));
    }

    private Reductions(Reductions upright, Turn turn) {
        this.upright = Optional.of(upright);
        this.turn = turn;
    }

    /** The same turned; to be closed before these. */
    Reductions turned(Turn by) {
        return new Reductions(this, by);
    }

    int width() {
        return upright.map(whole -> turn.isQuarter() ? whole.height() : whole.width())
                .orElseGet(() -> level(0).mat.cols());
    }

    int height() {
        return upright.map(whole -> turn.isQuarter() ? whole.width() : whole.height())
                .orElseGet(() -> level(0).mat.rows());
    }

    /** The smallest that is still reduced by this factor or more to what is asked of it; the whole if it is less. */
    Level above(double reduction, double least) {
        int halvings = 0;
        for (double rest = reduction / 2; rest >= least; rest /= 2) {
            halvings++;
        }
        return level(halvings);
    }

    private Level level(int halvings) {
        Level known = levels.get(halvings);
        if (known != null) {
            return known;
        }
        Level made = upright.isPresent()
                ? turned(upright.get().level(halvings))
                : half(level(halvings - 1));
        levels.put(halvings, made);
        return made;
    }

    private static Level half(Level from) {
        int width = Math.max(1, from.mat.cols() / 2);
        int height = Math.max(1, from.mat.rows() / 2);
        try (Rect even = new Rect(0, 0, Math.min(from.mat.cols(), 2 * width), Math.min(from.mat.rows(), 2 * height));
                Mat part = new Mat(from.mat, even)) {
            return new Level(Filters.resize(part, width, height, opencv_imgproc.INTER_AREA), 2 * from.factor, 0, 0,
                    true);
        }
    }

    /** What is left out at the end of the upright picture may lie at the beginning of the turned one. */
    private Level turned(Level level) {
        int factor = level.factor;
        Reductions whole = upright.orElseThrow();
        double right = whole.width() - (double) level.mat.cols() * factor;
        double bottom = whole.height() - (double) level.mat.rows() * factor;
        return switch (turn) {
            case NONE -> new Level(level.mat, factor, 0, 0, false);
            case CLOCKWISE -> new Level(turn.of(level.mat), factor, bottom, 0, true);
            case OVER -> new Level(turn.of(level.mat), factor, right, bottom, true);
            case COUNTER_CLOCKWISE -> new Level(turn.of(level.mat), factor, 0, right, true);
        };
    }

    @Override
    public void close() {
        levels.values().stream().filter(Level::owned).forEach(level -> level.mat.close());
    }
}
