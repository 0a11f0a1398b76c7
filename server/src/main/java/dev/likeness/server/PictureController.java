package dev.likeness.server;

import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.server.wire.PortraitLinks;
import dev.likeness.service.delivery.Deliveries;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.links.SignedLinks;
import dev.likeness.service.pictures.ObjectStore;
import dev.likeness.service.pictures.Uploads;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
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

    /** Digits of an object's name that tell pictures of one day apart. */
    private static final int SHORT = 6;

    private final PortraitLinks links;
    private final Deliveries deliveries;
    private final Uploads uploads;

    PictureController(PortraitLinks links, Deliveries deliveries, Uploads uploads) {
        this.links = links;
        this.deliveries = deliveries;
        this.uploads = uploads;
    }

    @GetMapping(PortraitLinks.PATH + "{day}/{file}")
    ResponseEntity<?> portrait(@PathVariable("day") String day, @PathVariable("file") String file,
            @RequestParam(name = "e", defaultValue = "") String expires,
            @RequestParam(name = "k", defaultValue = "") String key,
            @RequestParam(name = "s", defaultValue = "") String mac) {
        try {
            Optional<SignedLinks.Signature> signature = SignedLinks.Signature.parse(expires, key, mac);
            Optional<ObjectName> name = signature.flatMap(signed -> links.target(day, file, signed));
            String filename = "portrait-" + day + "-" + file.substring(0, Math.min(SHORT, file.length())) + "."
                    + ending(file);
            Optional<URI> elsewhere = name.flatMap(object -> deliveries.link(object,
                    new ObjectStore.HandedOut(type(file).toString(), filename), left(signature.orElseThrow())));
            return elsewhere.isPresent()
                    ? ResponseEntity.status(HttpStatus.FOUND).location(elsewhere.get())
                            .cacheControl(CacheControl.noStore()).build()
                    : picture(name.flatMap(deliveries::stream), type(file), filename);
        } catch (InvalidRequest refusal) {
            return refused(refusal);
        }
    }

    /** At least the second that a store's link needs. */
    private static Duration left(SignedLinks.Signature signature) {
        return Duration.ofSeconds(Math.max(1, signature.expires() - Instant.now().getEpochSecond()));
    }

    @GetMapping(Uploads.PATH + "{day}/{file}")
    ResponseEntity<?> upload(@PathVariable("day") String day, @PathVariable("file") String file,
            @RequestParam(name = "e", defaultValue = "") String expires,
            @RequestParam(name = "k", defaultValue = "") String key,
            @RequestParam(name = "s", defaultValue = "") String mac) {
        String ending = ending(file);
        return picture(SignedLinks.Signature.parse(expires, key, mac)
                .flatMap(signature -> uploads.stream(day, file, signature)),
                type(file), "photo." + ending);
    }

    private static String ending(String file) {
        return file.substring(file.lastIndexOf('.') + 1);
    }

    private static MediaType type(String file) {
        String ending = ending(file);
        return new MediaType("image", ending.matches("[a-z]{3,4}") && !ending.equals("jpg") ? ending : "jpeg");
    }

    /** The picture exists, but cannot be made in the form that was ordered. */
    private static ResponseEntity<byte[]> refused(InvalidRequest refusal) {
        return ResponseEntity.status(422).contentType(UTF_8_TEXT).cacheControl(CacheControl.noStore())
                .body((refusal.getMessage() + " [" + refusal.code().wireName() + "]\n")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static ResponseEntity<?> picture(Optional<ObjectStore.Content> found, MediaType type, String name) {
        if (found.isEmpty()) {
            // Nobody learns whether a picture exists.
            return ResponseEntity.status(404).contentType(MediaType.TEXT_PLAIN).cacheControl(CacheControl.noStore())
                    .body("no picture here: the link has expired or is incomplete\n"
                            .getBytes(StandardCharsets.UTF_8));
        }
        return ResponseEntity.ok().contentType(type).contentLength(found.get().bytes())
                .cacheControl(CacheControl.maxAge(FRESH).cachePrivate()).header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline().filename(name, StandardCharsets.UTF_8).build().toString())
                // Spring copies it piece by piece and closes it.
                .body(new InputStreamResource(found.get().stream()));
    }
}
