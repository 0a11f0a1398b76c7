package dev.likeness.app.portraits;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.PortraitRequest.GroundPicture;
import dev.likeness.core.PortraitRequest.Setting;
import dev.likeness.core.document.DocumentSpec;
import dev.likeness.core.document.Documents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What options say of the background and the purpose. */
final class SettingOptions {
    @Option(names = "--transparent", description = "The person alone, cut out: PNG or WebP without a background.")
    private boolean transparent;

    @Option(names = "--background", paramLabel = "COLOUR", description = "A colour behind the person, #f4e1d2, or the two of a gradient from above to below: \"#008080 to #f4e1d2\". Colours by name are said in the prompt.")
    private Optional<String> background = Optional.empty();

    @Option(names = "--background-image", paramLabel = "FILE", description = "Your own picture behind the person; it lights them by its colours.")
    private Optional<Path> image = Optional.empty();

    @Option(names = "--background-blur", paramLabel = "F", description = "How far that is out of focus, 0 to 1 (default 0.3).")
    private Optional<Double> blur = Optional.empty();

    @Option(names = "--document", paramLabel = "ID", description = "A photo for this identity document, with a report on its rules; the command documents lists them.")
    private Optional<String> document = Optional.empty();

    Setting setting() throws IOException {
        if (blur.isPresent() && image.isEmpty()) {
            throw new InvalidRequest(ErrorCode.OUTPUT_INVALID,
                    "--background-blur blurs --background-image: give one with it, or leave it out");
        }
        Optional<GroundPicture> picture = image.isEmpty()
                ? Optional.empty()
                : Optional.of(new GroundPicture(blur.orElse(GroundPicture.USUAL_BLUR),
                        Optional.of(PhotoFile.of(image.get()).read())));
        Setting ground = background.map(Setting::background).orElse(Setting.NONE);
        return new Setting(transparent || ground.transparent(), picture, document.map(SettingOptions::named),
                ground.colours());
    }

    static DocumentSpec named(String id) {
        return Documents.find(id).orElseThrow(() -> new InvalidRequest(ErrorCode.UNKNOWN_DOCUMENT,
                "document \"" + id + "\" is unknown: the command documents lists them"));
    }
}
