package dev.likeness.server.rest.portraits;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.OrderedTemplate;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.document.DocumentSpec;
import dev.likeness.core.output.FileFormat;
import dev.likeness.core.output.OutputFile;
import dev.likeness.imaging.PictureReader;
import dev.likeness.imaging.PictureWriter;
import dev.likeness.service.delivery.Deliveries;
import dev.likeness.service.delivery.FileLabels;
import dev.likeness.service.tasks.TaskState;
import dev.likeness.service.tasks.TaskView;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;

/** The picture itself, in the requested format. */
public final class PictureFiles {
    private final Deliveries deliveries;

    public PictureFiles(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    /**
     * @throws InvalidRequest for another name
     */
    static FileFormat asked(String name) {
        return switch (name) {
            case "jpeg", "jpg" -> FileFormat.JPEG;
            case "png" -> FileFormat.PNG;
            case "webp" -> FileFormat.WEBP;
            default -> throw new InvalidRequest(ErrorCode.MALFORMED_REQUEST,
                    "format is unknown: use jpeg, png or webp");
        };
    }

    /** The format that is kept. */
    static FileFormat kept(TaskState.Done done) {
        return FileFormat.named(done.portrait().ending());
    }

    /**
     * Empty when it is kept no longer.
     *
     * @throws dev.likeness.core.PortraitException.InvalidRequest when a transparent one is asked for as JPEG
     */
    Optional<byte[]> picture(TaskView task, TaskState.Done done, FileFormat format) {
        Optional<byte[]> kept = deliveries.file(task, done.portrait(), task.delivery());
        return kept(done) == format ? kept : kept.map(file -> {
            OutputFile wanted = new OutputFile(Optional.of(format), OptionalInt.empty(),
                    task.delivery().file().dpi(), OptionalInt.empty(), OptionalInt.empty());
            return PictureWriter
                    .write(PictureReader.read(file), FileLabels.of(task, task.delivery().aigc(), file), wanted).bytes();
        });
    }

    /** A name that people find again: what it shows, the day, the format. */
    static String name(TaskView task, FileFormat format) {
        String subject = task.facts().request().setting().document().map(DocumentSpec::id)
                .or(() -> task.facts().request().template().map(OrderedTemplate::name))
                .map(text -> text.replaceAll("[^\\p{L}\\p{N}._-]+", "-")).orElse("portrait");
        return subject + "-" + task.facts().createdAt().atOffset(ZoneOffset.UTC).toLocalDate() + "-"
                + task.id().toString().substring(Math.max(0, task.id().toString().length() - SHORT)) + "."
                + format.ending();
    }

    /** Digits of the id that tell portraits of one day apart. */
    private static final int SHORT = 6;
}
