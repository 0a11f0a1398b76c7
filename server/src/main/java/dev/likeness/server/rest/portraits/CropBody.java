package dev.likeness.server.rest.portraits;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.likeness.core.Photo;
import io.swagger.v3.oas.annotations.media.Schema;

/** Where the photo lies in a picture. */
@Schema(name = "Crop", requiredProperties = {"photo_width", "photo_height", "scale", "angle", "x",
        "y"}, description = "Where the upright photo lies in the picture: scaled and turned about its upper left corner, then moved.")
public record CropBody(
        @JsonProperty("photo_width") @Schema(description = "Of the upright photo that `scale` is for, pixels.", example = "1600") int photoWidth,
        @JsonProperty("photo_height") int photoHeight,
        @Schema(description = "Pixels of the picture for each pixel of the photo.", example = "0.83") double scale,
        @Schema(description = "Degrees clockwise; not 0 where a tilted head was straightened.") double angle,
        @Schema(description = "Where the photo's upper left corner lies in the picture, pixels; may be outside.") double x,
        double y) {
    public static CropBody of(Photo.Place place) {
        return new CropBody(place.width(), place.height(), place.scale(), Math.toDegrees(place.angle()), place.x(),
                place.y());
    }
}
