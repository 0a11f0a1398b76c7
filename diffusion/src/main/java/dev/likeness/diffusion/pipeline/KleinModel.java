package dev.likeness.diffusion.pipeline;

import dev.likeness.core.Cancellation;
import dev.likeness.core.Progress;
import dev.likeness.diffusion.config.ModelConfig;
import dev.likeness.diffusion.net.FloatTensor;
import dev.likeness.diffusion.net.Network;
import dev.likeness.diffusion.net.Trace;
import dev.likeness.diffusion.picture.ReferenceResizing;
import dev.likeness.diffusion.picture.Rgb;
import dev.likeness.diffusion.sample.LatentNorm;
import dev.likeness.diffusion.sample.Latents;
import dev.likeness.diffusion.sample.Positions;
import dev.likeness.diffusion.sample.Positions.Grid;
import dev.likeness.diffusion.sample.Rotation;
import dev.likeness.diffusion.sample.Schedule;
import dev.likeness.diffusion.sample.Sinusoid;
import dev.likeness.diffusion.text.PromptTokenizer;
import dev.likeness.diffusion.text.PromptTokens;
import dev.likeness.diffusion.weights.BrokenCheckpoint;
import dev.likeness.diffusion.weights.SafetensorsFile;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * An open model: encodes prompt and references into tokens, runs the sampler, and decodes the picture. For one thread
 * at a time. The last prompts and references are cached, so that another seed, or another prompt with the same photo,
 * does not encode them again.
 */
public final class KleinModel implements AutoCloseable {
    private static final int PROMPTS = 8;
    private static final int REFERENCES = 8;
    private static final double GUIDED_ABOVE = 1;

    private final ModelConfig config;
    private final TextTaps taps;
    private final Setup setup;
    private final Networks networks;
    private final PromptTokenizer tokenizer;
    private final LatentNorm norm;
    private final LruCache<String, FloatTensor> prompts = new LruCache<>(PROMPTS);
    private final LruCache<String, Encoded> references = new LruCache<>(REFERENCES);

    private KleinModel(ModelConfig config, TextTaps taps, Setup setup, Networks networks) {
        this.config = config;
        this.taps = taps;
        this.setup = setup;
        this.networks = networks;
        tokenizer = PromptTokenizer.open(config.folder().resolve("tokenizer"));
        norm = LatentNorm.of(SafetensorsFile.floats(networks.vae().get("bn.running_mean")),
                SafetensorsFile.floats(networks.vae().get("bn.running_var")), config.vae().batchNormEpsilon());
    }

    /**
     * Reads and checks the folder; weights are mapped at their first use.
     *
     * @throws BrokenCheckpoint when something is missing or wrong; the message names the first of it
     * @throws dev.likeness.core.PortraitException.InvalidRequest when the device is not available
     */
    public static KleinModel open(ModelConfig config, Setup setup) {
        return open(config, TextTaps.of(config), setup, false, Trace.OFF);
    }

    /**
     * As {@link #open(ModelConfig, Setup)}, for checks against the reference.
     *
     * @param guided whether guidance is an input of the network
     */
    public static KleinModel open(ModelConfig config, TextTaps taps, Setup setup, boolean guided, Trace trace) {
        if (taps.layers().size() != config.tapCount() || taps.depth() > config.text().layers()) {
            throw new BrokenCheckpoint(config.folder() + ": the text encoder has " + config.text().layers()
                    + " layers and the transformer reads " + config.tapCount() + " of them, not " + taps.layers());
        }
        setup.device().require();
        return new KleinModel(config, taps, setup, new Networks(config, taps, setup, guided, trace));
    }

    /** Tokens of a reference, and their grid. */
    @SuppressWarnings("ArrayRecordComponent") // numbers: never compared
    private record Encoded(float[] tokens, Grid grid) {}

    public ModelConfig config() {
        return config;
    }

    /** Whether all networks stay open, or each only while it is needed. */
    public boolean isKeptTogether() {
        return networks.together();
    }

    /** The networks that are open now. */
    List<NetworkKind> open() {
        return networks.open();
    }

    /**
     * Makes a picture.
     *
     * @throws dev.likeness.core.PortraitException.Cancelled when it was cancelled
     */
    public Rgb make(PictureRequest picture, Progress progress, Cancellation cancellation, Probe probe) {
        return new Run(picture, progress, cancellation, probe).run();
    }

    /** The stages of one picture. */
    private final class Run {
        private final PictureRequest picture;
        private final Progress progress;
        private final Cancellation cancellation;
        private final Probe probe;
        private final Grid grid;
        private final int channels = config.vae().tokenChannels();

        Run(PictureRequest picture, Progress progress, Cancellation cancellation, Probe probe) {
            this.picture = picture;
            this.progress = progress;
            this.cancellation = cancellation;
            this.probe = probe;
            int side = config.vae().tokenPixels();
            grid = new Grid(picture.height() / side, picture.width() / side);
        }

        Rgb run() {
            progress.report(0, "reading the prompt");
            FloatTensor text = contextOf(picture.prompt(), "");
            boolean twice = picture.guidance() > GUIDED_ABOVE && !config.distilled();
            List<FloatTensor> texts = twice ? List.of(text, contextOf("", "neg_")) : List.of(text);
            progress.report(0.1, "looking at the photo");
            List<Encoded> shown = encoded();
            float[] tokens = sampled(texts, shown);
            progress.report(0.9, "developing");
            return decoded(tokens);
        }

        private FloatTensor contextOf(String prompt, String prefix) {
            return !probe.isActive()
                    ? prompts.get(prompt, () -> embedded(prompt, prefix))
                    : embedded(prompt, prefix);
        }

        private FloatTensor embedded(String prompt, String prefix) {
            PromptTokens words = tokenizer.tokens(prompt, taps.length());
            int n = taps.length();
            see(prefix + "input_ids", words.ids());
            see(prefix + "attention_mask", words.mask());
            byte[] mask = new byte[n * n];
            for (int row = 0; row < n; row++) {
                Arrays.fill(mask, row * n, row * n + Math.min(row + 1, words.length()), (byte) 1);
            }
            int width = config.text().headWidth();
            Rotation rotation = Rotation.sequence(n, width, config.text().ropeTheta());
            Network.Inputs inputs = new Network.Inputs().with("ids", words.ids(), 1, n).with("mask", mask, n, n)
                    .with("cos", FloatTensor.of(rotation.cos(), 1, n, width / 2))
                    .with("sin", FloatTensor.of(rotation.sin(), 1, n, width / 2));
            Map<String, FloatTensor> out = run(NetworkKind.TEXT_ENCODER, inputs);
            FloatTensor embedding = take(out, "embedding");
            probe.record(prefix + "prompt_embeds", embedding);
            out.forEach(probe::record);
            FloatTensor context = take(run(NetworkKind.CONTEXT_EMBEDDER, new Network.Inputs().with("text", embedding)),
                    "entered");
            probe.record(prefix + "dit.context_embedder", context);
            return context;
        }

        private List<Encoded> encoded() {
            List<Encoded> all = new ArrayList<>();
            for (Rgb reference : picture.references()) {
                int k = all.size();
                all.add(!probe.isActive()
                        ? references.get(name(reference), () -> encode(reference, k))
                        : encode(reference, k));
            }
            if (!all.isEmpty()) {
                probe.record("ref_tokens", tokens(new float[0], all));
            }
            return all;
        }

        private Encoded encode(Rgb reference, int k) {
            Rgb fitted = ReferenceResizing.fitted(reference, config.vae().tokenPixels());
            FloatTensor planes = FloatTensor.of(fitted.planes(), 1, 3, fitted.height(), fitted.width());
            probe.record("ref_" + k + "_tensor", planes);
            Map<String, FloatTensor> out = run(NetworkKind.PICTURE_ENCODER,
                    new Network.Inputs().with("picture", planes));
            FloatTensor moments = take(out, "moments");
            probe.record("ref_" + k + "_vae_moments", moments);
            if (k == 0) {
                out.forEach((name, value) -> probe.record(name.equals("moments") ? "vae.quant_conv" : name, value));
            }
            int latents = config.vae().latents();
            int height = moments.size(2);
            int width = moments.size(3);
            float[] mean = Arrays.copyOf(moments.data(), latents * height * width);
            probe.record("ref_" + k + "_vae_mean", FloatTensor.of(mean, 1, latents, height, width));
            return new Encoded(norm.normalise(Latents.tokens(mean, latents, height, width)),
                    new Grid(height / 2, width / 2));
        }

        private float[] sampled(List<FloatTensor> texts, List<Encoded> shown) {
            Schedule schedule = Schedule.of(grid.tokens(), picture.steps());
            float[] noise = picture.noise()
                    .orElseGet(() -> Latents.noise(picture.seed(), channels * grid.tokens()));
            float[] latents = Latents.packed(noise, channels);
            probe.record("latents_init", FloatTensor.of(latents.clone(), 1, grid.tokens(), channels));
            probe.record("sigmas", FloatTensor.of(schedule.sigmas(), schedule.sigmas().length));
            see(schedule);
            Positions positions = Positions.of(taps.length(), grid, shown.stream().map(Encoded::grid).toList());
            see(positions);
            Rotation rotation = positions.rotation(config.transformer().ropeAxes(), config.transformer().ropeTheta());
            if (probe.isActive()) {
                see(rotation);
            }
            for (int step = 0; step < schedule.steps(); step++) {
                progress.report(0.2 + 0.7 * step / schedule.steps(),
                        "step " + (step + 1) + " of " + schedule.steps());
                float[] velocity = velocity(step, schedule, tokens(latents, shown), texts, rotation);
                float dt = schedule.sigmas()[step + 1] - schedule.sigmas()[step];
                for (int i = 0; i < latents.length; i++) {
                    latents[i] += dt * velocity[i];
                }
                probe.record("step" + step + "_latents", FloatTensor.of(latents.clone(), 1, grid.tokens(), channels));
            }
            return latents;
        }

        private FloatTensor tokens(float[] latents, List<Encoded> shown) {
            int length = latents.length + shown.stream().mapToInt(each -> each.tokens.length).sum();
            float[] all = Arrays.copyOf(latents, length);
            int at = latents.length;
            for (Encoded each : shown) {
                System.arraycopy(each.tokens, 0, all, at, each.tokens.length);
                at += each.tokens.length;
            }
            return FloatTensor.of(all, 1, length / channels, channels);
        }

        private float[] velocity(int step, Schedule schedule, FloatTensor tokens, List<FloatTensor> texts,
                Rotation rotation) {
            float time = schedule.timestep(step);
            float told = (setup.roundedTimes() ? rounded(time) : time) / 1000f;
            probe.record("step" + step + "_model_timestep", FloatTensor.of(new float[]{told}, 1));
            float[] with = velocity(tokens, texts.getFirst(), told, rotation, step == 0);
            if (texts.size() > 1) {
                float[] without = velocity(tokens, texts.getLast(), told, rotation, false);
                see("step" + step + "_velocity_cond", with);
                see("step" + step + "_velocity_uncond", without);
                for (int i = 0; i < with.length; i++) {
                    with[i] = without[i] + (float) picture.guidance() * (with[i] - without[i]);
                }
            }
            see("step" + step + "_velocity", with);
            return with;
        }

        private float[] velocity(FloatTensor tokens, FloatTensor text, float told, Rotation rotation, boolean shown) {
            int words = taps.length();
            int half = config.transformer().headWidth() / 2;
            int all = words + tokens.size(1);
            int frequencies = config.transformer().frequencies();
            Network.Inputs inputs = new Network.Inputs().with("tokens", tokens).with("text", text)
                    .with("cos", FloatTensor.of(rotation.cos(), 1, all, half))
                    .with("sin", FloatTensor.of(rotation.sin(), 1, all, half))
                    .with("time", FloatTensor.of(Sinusoid.of(1000f * told, frequencies), 1, frequencies))
                    .with("from", new long[]{words}, 1).with("to", new long[]{words + grid.tokens()}, 1);
            picture.embedded().stream().filter(_ -> networks.guided()).forEach(guidance -> inputs.with("guidance",
                    FloatTensor.of(Sinusoid.of(1000f * (float) (double) guidance, frequencies), 1, frequencies)));
            Map<String, FloatTensor> out = run(NetworkKind.TRANSFORMER, inputs);
            if (shown) {
                out.forEach(probe::record);
            }
            return take(out, "velocity").data();
        }

        private Rgb decoded(float[] tokens) {
            int latents = config.vae().latents();
            int height = 2 * grid.rows();
            int width = 2 * grid.columns();
            FloatTensor latent = FloatTensor.of(Latents.latent(norm.restore(tokens), latents, height, width), 1,
                    latents,
                    height, width);
            probe.record("vae_decode_in", latent);
            Map<String, FloatTensor> out = run(NetworkKind.PICTURE_DECODER,
                    new Network.Inputs().with("latents", latent));
            FloatTensor planes = take(out, "picture");
            out.forEach((name, value) -> probe.record(name.equals("picture") ? "vae_decode_out" : name, value));
            Rgb rgb = Rgb.of(planes.data(), planes.size(3), planes.size(2));
            float[] samples = new float[rgb.rgb().length];
            if (probe.isActive()) {
                for (int i = 0; i < samples.length; i++) {
                    samples[i] = rgb.rgb()[i] & 0xff;
                }
            }
            probe.record("image_u8_hwc", FloatTensor.of(samples, rgb.height(), rgb.width(), 3));
            return rgb;
        }

        private Map<String, FloatTensor> run(NetworkKind part, Network.Inputs inputs) {
            cancellation.check();
            return networks.get(part).run(inputs, cancellation);
        }

        private void see(String name, long[] values) {
            float[] reals = new float[values.length];
            for (int i = 0; i < reals.length; i++) {
                reals[i] = values[i];
            }
            probe.record(name, FloatTensor.of(reals, 1, reals.length));
        }

        private void see(String name, float[] velocity) {
            probe.record(name, FloatTensor.of(velocity.clone(), 1, grid.tokens(), channels));
        }

        private void see(Schedule schedule) {
            float[] times = new float[schedule.steps()];
            for (int step = 0; step < times.length; step++) {
                times[step] = schedule.timestep(step);
            }
            probe.record("timesteps", FloatTensor.of(times, times.length));
        }

        private void see(Positions positions) {
            int words = taps.length();
            int rest = positions.count() - words;
            probe.record("txt_ids", FloatTensor.of(positions.flat(0, words), 1, words, 4));
            probe.record("img_ids", FloatTensor.of(positions.flat(words, positions.count()), 1, rest, 4));
        }

        /** With every angle twice, as the reference stores them. */
        private void see(Rotation rotation) {
            int width = config.transformer().headWidth();
            int words = taps.length() * width;
            Map.of("cos", rotation.cos(), "sin", rotation.sin()).forEach((name, values) -> {
                float[] twice = new float[2 * values.length];
                for (int i = 0; i < twice.length; i++) {
                    twice[i] = values[i / 2];
                }
                float[] text = Arrays.copyOf(twice, words);
                float[] rest = Arrays.copyOfRange(twice, words, twice.length);
                probe.record("dit.rope_txt_" + name, FloatTensor.of(text, words / width, width));
                probe.record("dit.rope_img_" + name, FloatTensor.of(rest, rest.length / width, width));
            });
        }
    }

    private static float rounded(float value) {
        int bits = Float.floatToRawIntBits(value);
        int toEven = 0x7fff + (bits >>> 16 & 1);
        return Float.intBitsToFloat(bits + toEven & 0xffff0000);
    }

    private static FloatTensor take(Map<String, FloatTensor> out, String name) {
        FloatTensor value = out.get(name);
        if (value == null) {
            throw new IllegalStateException("a network gave no " + name);
        }
        return value;
    }

    private static String name(Rgb picture) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(8).putInt(picture.width()).putInt(picture.height()).flip());
            return HexFormat.of().formatHex(digest.digest(picture.rgb()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Releases all memory. */
    @Override
    public void close() {
        networks.close();
        tokenizer.close();
        prompts.clear();
        references.clear();
    }
}
