package dev.likeness.server;

import dev.likeness.server.order.PortraitLinks;
import dev.likeness.store.SignedLinks;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Hands portraits out by their links. */
@RestController
public final class PictureController {
    private static final Duration FRESH = Duration.ofHours(1);

    private final PortraitLinks links;

    PictureController(PortraitLinks links) {
        this.links = links;
    }

    @GetMapping(PortraitLinks.PATH + "{day}/{file}")
    ResponseEntity<byte[]> picture(@PathVariable("day") String day, @PathVariable("file") String file,
            @RequestParam(name = "e", defaultValue = "") String expires,
            @RequestParam(name = "k", defaultValue = "") String key,
            @RequestParam(name = "s", defaultValue = "") String mac) {
        return seconds(expires).flatMap(e -> links.open(day, file, new SignedLinks.Signature(e, key, mac)))
                .map(jpeg -> ResponseEntity.ok().contentType(MediaType.IMAGE_JPEG)
                        .cacheControl(CacheControl.maxAge(FRESH).cachePrivate())
                        .header("X-Content-Type-Options", "nosniff").body(jpeg))
                // Nobody learns whether a portrait exists.
                .orElseGet(() -> ResponseEntity.status(404).contentType(MediaType.TEXT_PLAIN)
                        .cacheControl(CacheControl.noStore())
                        .body("no picture here: the link has expired or is incomplete\n".getBytes(
                                java.nio.charset.StandardCharsets.UTF_8)));
    }

    private static Optional<Long> seconds(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
