package dev.likeness.diffusion.engine;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.diffusion.net.Device;
import dev.likeness.diffusion.pipeline.Setup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of the klein engine.
 *
 * @param folder    of the model
 * @param setups    one for each portrait that is rendered at the same time
 * @param steps     of the sampler; 0 for the default: 4 for distilled models, 50 for others
 * @param guidance  for models that are not distilled
 * @param mostPixels larger portraits are made with this many pixels and enlarged
 * @param choice    how many takes are made of a portrait, and how the best is chosen
 */
public record KleinSettings(Path folder, List<Setup> setups, int steps, double guidance, long mostPixels,
        Choice choice) {
    private static final double GUIDANCE = 4;
    private static final long FOUR_MEGAPIXELS = 2048L * 2048;
    private static final long SMALLEST = 256L * 256;
    private static final long GIB = 1L << 30;
    private static final int MOST_TAKES = 8;

    /**
     * How the portrait is chosen among takes.
     *
     * @param embedding ONNX file of a face embedding; required for more than one take
     * @param takes     pictures made for each order, 1 to 8
     */
    public record Choice(Optional<Path> embedding, int takes) {
        /** A single take. */
        public static final Choice NONE = new Choice(Optional.empty(), 1);

        public Choice {
            if (takes < 1 || takes > MOST_TAKES) {
                throw new IllegalArgumentException(takes + " takes");
            }
            if (takes > 1 && embedding.isEmpty()) {
                throw new InvalidRequest(ErrorCode.MALFORMED_REQUEST, "LIKENESS_KLEIN_BEST_OF is " + takes
                        + ", but nothing can tell which take is the best: name an ONNX file in "
                        + "LIKENESS_FACE_EMBEDDING (docs/gpu.md tells which), or set it to 1");
            }
        }
    }

    public KleinSettings {
        setups = List.copyOf(setups);
        if (setups.isEmpty() || steps < 0 || mostPixels < SMALLEST) {
            throw new IllegalArgumentException("no devices, " + steps + " steps or " + mostPixels + " pixels");
        }
    }

    /** On the CPU, with the defaults of the model. */
    public static KleinSettings of(Path folder) {
        return new KleinSettings(folder, List.of(Setup.processors()), 0, GUIDANCE, FOUR_MEGAPIXELS, Choice.NONE);
    }

    /**
     * From the environment: {@code LIKENESS_KLEIN_DEVICE} ({@code cpu}, or {@code cuda:0}, or several cards such as
     * {@code cuda:0,cuda:1}), {@code LIKENESS_KLEIN_MEMORY} (GiB for weights on each), {@code LIKENESS_KLEIN_STEPS},
     * {@code LIKENESS_KLEIN_GUIDANCE}, {@code LIKENESS_KLEIN_MAX_PIXELS}, {@code LIKENESS_FACE_EMBEDDING} (an ONNX
     * file), {@code LIKENESS_KLEIN_BEST_OF} (takes, 1 to 8).
     *
     * @throws InvalidRequest when a variable is wrong; the message names it
     */
    public static KleinSettings of(Path folder, Map<String, String> environment) {
        Optional<Double> memory = number(environment, "LIKENESS_KLEIN_MEMORY", 0.001, 4096);
        Choice choice = new Choice(
                Optional.ofNullable(environment.get("LIKENESS_FACE_EMBEDDING")).map(String::strip)
                        .filter(name -> !name.isEmpty()).map(Path::of),
                whole(environment, "LIKENESS_KLEIN_BEST_OF", 1, MOST_TAKES).map(Long::intValue).orElse(1));
        List<Setup> setups = new ArrayList<>();
        for (String device : environment.getOrDefault("LIKENESS_KLEIN_DEVICE", "cpu").split(",", -1)) {
            setups.add(setup(device.strip(), memory));
        }
        return new KleinSettings(folder, setups,
                whole(environment, "LIKENESS_KLEIN_STEPS", 1, 200).map(Long::intValue).orElse(0),
                number(environment, "LIKENESS_KLEIN_GUIDANCE", 1, 20).orElse(GUIDANCE),
                whole(environment, "LIKENESS_KLEIN_MAX_PIXELS", SMALLEST, FOUR_MEGAPIXELS).orElse(FOUR_MEGAPIXELS),
                choice);
    }

    private static Setup setup(String device, Optional<Double> memory) {
        Optional<Long> budget = memory.map(gib -> (long) (gib * GIB));
        if (device.equals("cpu")) {
            Setup processors = Setup.processors();
            return new Setup(processors.device(), budget.orElse(processors.budget()), processors.roundedTimes());
        }
        if (device.matches("cuda(:[0-9]{1,2})?")) {
            int index = device.contains(":") ? Integer.parseInt(device.substring(5)) : 0;
            return new Setup(new Device.Card(index, 0, false), budget.orElse(Long.MAX_VALUE), true);
        }
        throw new InvalidRequest(ErrorCode.MALFORMED_REQUEST, "LIKENESS_KLEIN_DEVICE names \"" + device
                + "\": use cpu, cuda:0 or several cards such as cuda:0,cuda:1");
    }

    private static Optional<Long> whole(Map<String, String> environment, String name, long least, long most) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank()).map(text -> {
            try {
                long value = Long.parseLong(text.strip());
                if (value >= least && value <= most) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // the same answer
            }
            throw new InvalidRequest(ErrorCode.MALFORMED_REQUEST,
                    name + " is \"" + text + "\": it must be a whole number from " + least + " to " + most);
        });
    }

    private static Optional<Double> number(Map<String, String> environment, String name, double least, double most) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank()).map(text -> {
            double value;
            try {
                value = Double.parseDouble(text.strip());
            } catch (NumberFormatException e) {
                value = Double.NaN;
            }
            if (!(value >= least && value <= most)) {
                throw new InvalidRequest(ErrorCode.MALFORMED_REQUEST,
                        name + " is \"" + text + "\": it must be a number from " + least + " to " + most);
            }
            return value;
        });
    }
}
