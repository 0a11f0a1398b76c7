package dev.likeness.diffusion.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.Cancellation;
import dev.likeness.core.PortraitException.Cancelled;
import dev.likeness.diffusion.graph.Graph;
import dev.likeness.diffusion.graph.Precision;
import dev.likeness.diffusion.graph.Value;
import dev.likeness.diffusion.weights.ElementType;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NetworkTest {
    private static final int SIDE = 1024;
    private static final int PRODUCTS = 200;

    /** A run that went through to its end would give its result: it asks nobody any more by then. */
    @Test
    void stopsInTheMiddleOfARunAndRunsAgainAfterwards() {
        try (Network network = Network.open(products(), Path.of("").toAbsolutePath(), new Device.Processors(1))) {
            AtomicInteger asked = new AtomicInteger();
            // Once before the run, the other times while it goes on.
            Cancellation soon = () -> asked.incrementAndGet() > 3;
            assertThatThrownBy(() -> network.run(identity(), soon)).isInstanceOf(Cancelled.class);
            assertThat(asked.get()).isGreaterThan(3);
            FloatTensor made = Objects.requireNonNull(network.run(identity(), Cancellation.NEVER).get("y"));
            assertThat(made.data()[SIDE + 1]).isEqualTo(1);
        }
    }

    private static byte[] products() {
        Graph graph = new Graph("products", Precision.F32);
        Value x = graph.input("x", ElementType.F32, SIDE, SIDE);
        Value y = x;
        for (int i = 0; i < PRODUCTS; i++) {
            y = graph.op("MatMul", List.of(y, x));
        }
        graph.output("y", y, SIDE, SIDE);
        return graph.model();
    }

    private static Network.Inputs identity() {
        float[] ones = new float[SIDE * SIDE];
        for (int i = 0; i < SIDE; i++) {
            ones[i * SIDE + i] = 1;
        }
        return new Network.Inputs().with("x", FloatTensor.of(ones, SIDE, SIDE));
    }
}
