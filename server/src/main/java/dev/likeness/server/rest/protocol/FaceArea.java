package dev.likeness.server.rest.protocol;

import dev.likeness.core.Photo;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** One of the faces among which an order must choose. */
@Schema(name = "FaceArea", requiredProperties = {"index", "x", "y", "width", "height"})
public record FaceArea(@Schema(description = "Its index, the value of `face` in an order.") int index,
        @Schema(description = "Pixels of the photo, upright.") int x, int y, int width, int height) {
    /** Empty when there are no faces. */
    public static Optional<List<FaceArea>> list(List<Photo.Area> faces) {
        return faces.isEmpty()
                ? Optional.empty()
                : Optional.of(IntStream.range(0, faces.size()).mapToObj(i -> new FaceArea(i, faces.get(i).x(),
                        faces.get(i).y(), faces.get(i).width(), faces.get(i).height())).toList());
    }
}
