package dev.likeness.diffusion.pipeline;

import dev.likeness.diffusion.config.ModelConfig;
import dev.likeness.diffusion.graph.Precision;
import dev.likeness.diffusion.net.Device;
import dev.likeness.diffusion.net.Network;
import dev.likeness.diffusion.net.TextEncoderGraph;
import dev.likeness.diffusion.net.Trace;
import dev.likeness.diffusion.net.TransformerGraph;
import dev.likeness.diffusion.net.VaeGraph;
import dev.likeness.diffusion.weights.Checkpoint;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The networks of a model. Each is opened when it is first needed; it stays open if memory allows, otherwise it is
 * closed before the next one is opened.
 */
final class Networks implements AutoCloseable {
    private final ModelConfig config;
    private final TextTaps taps;
    private final Setup setup;
    private final boolean guided;
    private final Trace trace;
    private final Checkpoint text;
    private final Checkpoint transformer;
    private final Checkpoint vae;
    private final boolean together;
    private final Map<NetworkKind, Network> open = new EnumMap<>(NetworkKind.class);

    /** Checks every tensor of the folder. */
    Networks(ModelConfig config, TextTaps taps, Setup setup, boolean guided, Trace trace) {
        this.config = config;
        this.taps = taps;
        this.setup = setup;
        this.guided = guided;
        this.trace = trace;
        transformer = checkpoint("transformer").check(config.transformer().tensors());
        text = checkpoint("text_encoder").check(config.text().tensors(taps.depth()));
        vae = checkpoint("vae").check(config.vae().tensors());
        together = needed(text) + needed(transformer) + needed(vae) <= Math.min(setup.budget(), setup.device().room());
    }

    private Checkpoint checkpoint(String part) {
        return Checkpoint.open(config.folder().resolve(part));
    }

    private long needed(Checkpoint checkpoint) {
        return checkpoint.bytes() / checkpoint.type().bytes() * setup.device().precision().type().bytes();
    }

    Checkpoint vae() {
        return vae;
    }

    /** Whether all networks stay open. */
    boolean together() {
        return together;
    }

    /** Whether guidance is an input of the transformer. */
    boolean guided() {
        return guided;
    }

    Network get(NetworkKind part) {
        Network known = open.get(part);
        if (known != null) {
            return known;
        }
        if (!together) {
            close();
        }
        Network network = network(part);
        open.put(part, network);
        return network;
    }

    private Network network(NetworkKind part) {
        Device device = setup.device();
        Precision precision = device.precision();
        return switch (part) {
            case TEXT_ENCODER -> open(TextEncoderGraph.model(config.text(), text, precision, taps.layers(), trace));
            case CONTEXT_EMBEDDER ->
                open(TransformerGraph.contextEmbedder(config.transformer(), transformer, precision));
            case PICTURE_ENCODER -> open(VaeGraph.encoder(config.vae(), vae, precision, trace));
            case TRANSFORMER ->
                open(TransformerGraph.model(config.transformer(), transformer, precision, guided, trace));
            case PICTURE_DECODER -> open(VaeGraph.decoder(config.vae(), vae, precision, trace));
        };
    }

    private Network open(byte[] model) {
        Path weights = transformer.folder();
        return Network.open(model, weights, setup.device());
    }

    List<NetworkKind> open() {
        return List.copyOf(open.keySet());
    }

    @Override
    public void close() {
        open.values().forEach(Network::close);
        open.clear();
    }
}
