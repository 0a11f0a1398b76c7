package dev.likeness.server.rest;

import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The API's description; the page at {@code /docs} shows it to people. */
@RestController
@Hidden
public final class DocsController {
    @GetMapping("/v1/openapi.json")
    ResponseEntity<byte[]> description() {
        try (InputStream in = Objects.requireNonNull(DocsController.class.getResourceAsStream("openapi.json"))) {
            return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).cacheControl(CacheControl.noCache())
                    .header("X-Content-Type-Options", "nosniff").body(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
