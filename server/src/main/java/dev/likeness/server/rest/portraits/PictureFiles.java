package dev.likeness.server.rest.portraits;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.Rendering;
import dev.likeness.imaging.PhotoDecoder;
import dev.likeness.imaging.PngWriter;
import dev.likeness.service.delivery.Deliveries;
import dev.likeness.service.delivery.FileLabels;
import dev.likeness.service.tasks.TaskState;
import dev.likeness.service.tasks.TaskView;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;

/** The picture itself, in the requested format. */
public final class PictureFiles {
    private final Deliveries deliveries;

    public PictureFiles(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    /** Formats of pictures. */
    enum Format {
        JPEG, PNG;

        /**
         * @throws InvalidRequest for another name
         */
        static Format named(String name) {
            return switch (name) {
                case "jpeg", "jpg" -> JPEG;
                case "png" -> PNG;
                default -> throw new InvalidRequest(ErrorCode.MALFORMED_REQUEST, "format is unknown: use jpeg or png");
            };
        }

        MediaType type() {
            return switch (this) {
                case JPEG -> MediaType.IMAGE_JPEG;
                case PNG -> MediaType.IMAGE_PNG;
            };
        }
    }

    /** Empty when the picture has been deleted. */
    Optional<byte[]> picture(TaskView task, TaskState.Done done, Format format) {
        Optional<byte[]> jpeg = deliveries.file(task, done.portrait(), task.delivery());
        return switch (format) {
            case JPEG -> jpeg;
            case PNG -> jpeg.map(file -> {
                Photo decoded = PhotoDecoder.decode(file);
                return PngWriter.encode(new Rendering(decoded.width(), decoded.height(), decoded.bgr(), List.of()),
                        FileLabels.of(task, task.delivery().aigc(), file));
            });
        };
    }
}
