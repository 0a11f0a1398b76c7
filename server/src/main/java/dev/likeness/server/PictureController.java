package dev.likeness.server;

import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.server.wire.PortraitLinks;
import dev.likeness.service.delivery.Deliveries;
import dev.likeness.service.links.SignedLinks;
import dev.likeness.service.pictures.Uploads;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves portraits and uploaded photos by their signed links. */
@RestController
public final class PictureController {
    private static final Duration FRESH = Duration.ofHours(1);
    private static final MediaType UTF_8_TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private final PortraitLinks links;
    private final Deliveries deliveries;
    private final Uploads uploads;

    PictureController(PortraitLinks links, Deliveries deliveries, Uploads uploads) {
        this.links = links;
        this.deliveries = deliveries;
        this.uploads = uploads;
    }

    @GetMapping(PortraitLinks.PATH + "{day}/{file}")
    ResponseEntity<byte[]> portrait(@PathVariable("day") String day, @PathVariable("file") String file,
            @RequestParam(name = "e", defaultValue = "") String expires,
            @RequestParam(name = "k", defaultValue = "") String key,
            @RequestParam(name = "s", defaultValue = "") String mac) {
        try {
            return picture(SignedLinks.Signature.parse(expires, key, mac)
                    .flatMap(signature -> links.target(day, file, signature)).flatMap(deliveries::open),
                    MediaType.IMAGE_JPEG);
        } catch (InvalidRequest refusal) {
            return refused(refusal);
        }
    }

    @GetMapping(Uploads.PATH + "{day}/{file}")
    ResponseEntity<byte[]> upload(@PathVariable("day") String day, @PathVariable("file") String file,
            @RequestParam(name = "e", defaultValue = "") String expires,
            @RequestParam(name = "k", defaultValue = "") String key,
            @RequestParam(name = "s", defaultValue = "") String mac) {
        String ending = file.substring(file.lastIndexOf('.') + 1);
        return picture(SignedLinks.Signature.parse(expires, key, mac)
                .flatMap(signature -> uploads.open(day, file, signature)),
                new MediaType("image", ending.matches("[a-z]{3,4}") && !ending.equals("jpg") ? ending : "jpeg"));
    }

    /** The picture exists, but cannot be made in the form that was ordered. */
    private static ResponseEntity<byte[]> refused(InvalidRequest refusal) {
        return ResponseEntity.status(422).contentType(UTF_8_TEXT).cacheControl(CacheControl.noStore())
                .body((refusal.getMessage() + " [" + refusal.code().wireName() + "]\n")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static ResponseEntity<byte[]> picture(Optional<byte[]> found, MediaType type) {
        return found
                .map(file -> ResponseEntity.ok().contentType(type)
                        .cacheControl(CacheControl.maxAge(FRESH).cachePrivate())
                        .header("X-Content-Type-Options", "nosniff").body(file))
                // The same answer whether the picture exists or not.
                .orElseGet(() -> ResponseEntity.status(404).contentType(MediaType.TEXT_PLAIN)
                        .cacheControl(CacheControl.noStore())
                        .body("no picture here: the link has expired or is incomplete\n"
                                .getBytes(StandardCharsets.UTF_8)));
    }
}
