package dev.likeness.darkroom.face;

import java.util.List;

/**
 * The logistic regression over the traces of {@link Handiwork}: written by {@code training/pictures.py
 * fit}.
 */
final class HandiworkWeights {
    private static final double BIAS = -0.5835;
    /** Beyond so many standard deviations a trace says no more. */
    private static final double FURTHEST = 4;
    /** Of each trace: mean, standard deviation, weight. */
    private static final double[][] TRACES = {
            {1.153, 0.679, 0.3716},
            {1.164, 0.4959, 0.4223},
            {1.539, 0.3448, 0.3909},
            {1.932, 0.2844, -0.06693},
            {2.504, 0.7891, -0.4106},
            {2.502, 0.628, -0.5354},
            {2.172, 0.4385, -0.143},
            {0.02772, 0.08236, 0.3158},
            {0.1567, 0.1271, 2.021},
            {0.4464, 0.1263, -0.2706},
            {0.5848, 0.09435, -0.6702},
            {0.3822, 0.1058, 0.469},
            {0.5006, 0.07692, 0.4283}};

    private HandiworkWeights() {}

    /** How much the traces speak for handiwork: logarithm of the odds, below zero for photos. */
    static double score(List<Double> traces) {
        double score = BIAS;
        for (int i = 0; i < TRACES.length; i++) {
            double[] trace = TRACES[i];
            score += trace[2] * Math.clamp((traces.get(i) - trace[0]) / trace[1], -FURTHEST, FURTHEST);
        }
        return score;
    }
}
