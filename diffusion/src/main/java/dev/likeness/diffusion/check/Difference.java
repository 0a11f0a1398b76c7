package dev.likeness.diffusion.check;

import dev.likeness.diffusion.net.FloatTensor;
import dev.likeness.diffusion.weights.SafetensorsFile;
import dev.likeness.diffusion.weights.StoredTensor;

/**
 * The difference of one tensor from the golden one.
 *
 * @param largest   largest absolute difference; infinite when the two cannot be compared
 * @param tolerance the largest absolute difference that is allowed
 * @param relative  norm of the difference divided by the norm of the golden tensor
 * @param allowed   with BF16 the relative difference that is allowed instead; 0 otherwise
 * @param remark    why they cannot be compared; empty when they can
 */
public record Difference(String name, double largest, double tolerance, double relative, double allowed,
        String remark) {
    private static final double REALS = 2e-4;
    private static final double PIXELS = 1;

    static Difference of(String name, FloatTensor value, StoredTensor golden, double allowed) {
        double tolerance = switch (golden.type()) {
            case U8 -> PIXELS;
            case I64, I32, BOOL -> 0;
            case F32, F16, BF16, F64 -> REALS;
        };
        if (value.shape().count() != golden.shape().count()) {
            return new Difference(name, Double.POSITIVE_INFINITY, tolerance, 1, allowed,
                    "the golden one is " + golden.shape() + ", this one " + value.shape());
        }
        float[] wanted = SafetensorsFile.floats(golden);
        double largest = 0;
        double off = 0;
        double length = 0;
        for (int i = 0; i < value.data().length; i++) {
            double difference = Math.abs((double) value.data()[i] - wanted[i]);
            largest = difference <= largest
                    ? largest
                    : Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
            off += difference * difference;
            length += (double) wanted[i] * wanted[i];
        }
        return new Difference(name, largest, tolerance, length == 0 ? 0 : Math.sqrt(off / length), allowed,
                "");
    }

    public boolean isWithin() {
        return largest <= tolerance || tolerance > 0 && remark.isEmpty() && relative <= allowed;
    }
}
