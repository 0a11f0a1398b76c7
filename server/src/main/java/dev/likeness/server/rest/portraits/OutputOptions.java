package dev.likeness.server.rest.portraits;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.PortraitRequest.GroundPicture;
import dev.likeness.core.PortraitRequest.Setting;
import dev.likeness.core.document.DocumentSpec;
import dev.likeness.core.document.Documents;
import dev.likeness.core.output.FileFormat;
import dev.likeness.core.output.OutputFile;
import java.util.Optional;
import java.util.OptionalInt;

/** The fields of an order that say what stands behind the sitter, what the portrait is for, and what file it becomes. */
record OutputOptions(Optional<String> background, Optional<String> backgroundImage, Optional<Double> backgroundBlur,
        Optional<String> document, Optional<String> format, Optional<Long> quality, Optional<Long> dpi,
        Optional<Long> minBytes, Optional<Long> maxBytes) {
    /** Nothing said. */
    static final OutputOptions NONE = new OutputOptions(Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * What fields say of the background and the purpose.
     *
     * @param picture whether there is one for the background, in a field or as a file
     * @throws InvalidRequest when a field cannot be used
     */
    Setting setting(boolean picture) {
        Setting ground = background.map(Setting::background).orElse(Setting.NONE);
        if (backgroundBlur.isPresent() && !picture) {
            throw new InvalidRequest(ErrorCode.OUTPUT_INVALID,
                    "background_blur blurs background_image: send one with it, or leave it out");
        }
        return new Setting(ground.transparent(),
                picture
                        ? Optional.of(new GroundPicture(backgroundBlur.orElse(GroundPicture.USUAL_BLUR),
                                Optional.empty()))
                        : Optional.empty(),
                document.filter(id -> !id.isBlank()).map(OutputOptions::known), ground.colours());
    }

    private static DocumentSpec known(String id) {
        return Documents.find(id).orElseThrow(() -> new InvalidRequest(ErrorCode.UNKNOWN_DOCUMENT, "document \""
                + id.substring(0, Math.min(40, id.length())) + "\" is unknown: GET /v1/documents lists them"));
    }

    /** The file: what the order says, else what the document asks for. */
    OutputFile file(Setting setting) {
        OutputFile said = new OutputFile(format.filter(name -> !name.isBlank()).map(FileFormat::named),
                number(quality), number(dpi), number(minBytes), number(maxBytes));
        return setting.document().map(spec -> said.or(OutputFile.of(spec))).orElse(said);
    }

    private static OptionalInt number(Optional<Long> value) {
        // Whatever does not fit an int is out of range all the same.
        return value.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(Math.clamp(value.get(), Integer.MIN_VALUE, Integer.MAX_VALUE));
    }
}
