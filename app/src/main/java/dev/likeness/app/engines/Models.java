package dev.likeness.app.engines;

import dev.likeness.core.EngineListing;
import dev.likeness.core.PortraitEngine;
import dev.likeness.diffusion.check.GoldenCheck;
import dev.likeness.diffusion.config.ModelConfig;
import dev.likeness.diffusion.engine.KleinEngine;
import dev.likeness.diffusion.engine.KleinSettings;
import dev.likeness.diffusion.hub.CatalogModel;
import dev.likeness.diffusion.hub.Hub;
import dev.likeness.diffusion.hub.LocalFolder;
import dev.likeness.diffusion.hub.ModelDownload;
import dev.likeness.diffusion.hub.Source;
import dev.likeness.diffusion.pipeline.KleinModel;
import dev.likeness.diffusion.pipeline.Setup;
import dev.likeness.diffusion.pipeline.TextTaps;
import dev.likeness.studio.plan.Templates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The way to neural models; apart from the commands so that no other command loads their runtime. */
public final class Models {
    /** Gets the model to begin with. */
    public static final String GET = "./likeness models pull " + CatalogModel.ALL.getFirst().name();

    private static final String FOLDER = "LIKENESS_KLEIN";

    private Models() {}

    static PortraitEngine engine() {
        return KleinEngine.open(KleinSettings.of(folder(System.getenv()), System.getenv()), Templates.all(),
                Engines.drawings(System.getenv()));
    }

    /** What the engine lacks, when nobody named a model's folder or pulled a model. */
    public static Optional<String> missing(Map<String, String> environment) {
        Path folder = folder(environment);
        return environment.containsKey(FOLDER) || Files.isDirectory(folder)
                ? Optional.empty()
                : Optional.of("engine \"klein\" is not here, because there is no model in " + folder
                        + ": \"likeness models pull klein-4b\" gets it, or LIKENESS_KLEIN names its folder");
    }

    /** The model that the engine runs, or the one to begin with where there is none. */
    public static EngineListing.Model used() {
        return used(System.getenv());
    }

    public static EngineListing.Model used(Map<String, String> environment) {
        Path folder = folder(environment);
        Optional<CatalogModel> known = Optional.ofNullable(folder.getFileName()).map(Path::toString)
                .flatMap(CatalogModel::named)
                .or(() -> Files.isDirectory(folder) ? Optional.empty() : Optional.of(CatalogModel.ALL.getFirst()));
        return new EngineListing.Model(known.map(CatalogModel::licence),
                known.map(model -> OptionalLong.of(Math.round(model.gigabytes() * 1e9))).orElseGet(OptionalLong::empty),
                folder);
    }

    /** Where the engine's model is. */
    static Path folder(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(FOLDER)).filter(named -> !named.isBlank()).map(Path::of)
                .orElseGet(() -> folder(environment, CatalogModel.ALL.getFirst().name()));
    }

    /** Where a model is pulled to. */
    static Path folder(Map<String, String> environment, String name) {
        Path data = Optional.ofNullable(environment.get("LIKENESS_DATA")).filter(named -> !named.isBlank())
                .map(Path::of).orElseGet(() -> Path.of(System.getProperty("user.home"), ".likeness"));
        return data.resolve("models").resolve(name);
    }

    /**
     * @param from a folder to copy it from; else it comes from the hub
     */
    static void pull(String repository, String revision, Optional<Path> from, Path folder,
            ModelDownload.Listener listener) {
        try (Source source = from.<Source>map(LocalFolder::new).orElseGet(() -> Hub.of(System.getenv()))) {
            new ModelDownload(source, listener, Duration.ofSeconds(1)).get(repository, revision, folder);
        }
    }

    /** Checks every tensor of a folder; what it holds, in words. */
    static String check(Path folder) {
        ModelConfig config = ModelConfig.read(folder);
        try (KleinModel model = KleinModel.open(config, setup())) {
            var transformer = config.transformer();
            return transformer.doubleBlocks() + "+" + transformer.singleBlocks() + " blocks of width "
                    + transformer.width() + ", text encoder of " + config.text().layers() + " layers read after "
                    + TextTaps.of(config).layers() + (config.distilled() ? ", distilled" : ", not distilled")
                    + (model.isKeptTogether() ? "" : "; its parts are opened in turn to fit the memory");
        }
    }

    static GoldenCheck check(Path folder, Path goldens) {
        return GoldenCheck.run(folder, goldens, setup());
    }

    private static Setup setup() {
        return KleinSettings.of(Path.of("."), System.getenv()).setups().getFirst();
    }
}
