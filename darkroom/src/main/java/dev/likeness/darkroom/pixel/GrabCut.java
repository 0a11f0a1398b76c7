package dev.likeness.darkroom.pixel;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * Divides a picture by colour in foreground and background, from a guess (Rother, Kolmogorov, Blake, "GrabCut", 2004).
 */
public final class GrabCut {
    /** OpenCV starts the k-means of the colour models at random: always at the same. */
    private static final int RANDOM_SEED = 7;

    private GrabCut() {}

    /** What is known or guessed of a pixel; in the order of OpenCV's {@code GC_*}. */
    public enum Guess {
        BACKGROUND, FOREGROUND, PROBABLY_BACKGROUND, PROBABLY_FOREGROUND;

        public boolean isForeground() {
            return isForeground((byte) ordinal());
        }

        private static boolean isForeground(byte code) {
            return (code & opencv_imgproc.GC_FGD) != 0;
        }
    }

    /**
     * @param guesses    {@code width * height}, rows top to bottom; both certain kinds must occur
     * @param iterations of learning the colours and cutting
     * @return the foreground
     */
    public static Mask cut(NativePicture picture, Guess[] guesses, int iterations) {
        byte[] samples = new byte[guesses.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) guesses[i].ordinal();
        }
        try (Mat labels = new Mat(picture.height(), picture.width(), opencv_core.CV_8U);
                BytePointer values = labels.data();
                Mat background = new Mat();
                Mat foreground = new Mat();
                Rect none = new Rect()) {
            values.put(samples, 0, samples.length);
            opencv_core.setRNGSeed(RANDOM_SEED);
            opencv_imgproc.grabCut(picture.mat(), labels, none, background, foreground, iterations,
                    opencv_imgproc.GC_INIT_WITH_MASK);
            values.get(samples, 0, samples.length);
        }
        for (int i = 0; i < samples.length; i++) {
            samples[i] = Guess.isForeground(samples[i]) ? Mask.SET : 0;
        }
        return new Mask(picture.width(), picture.height(), samples);
    }
}
