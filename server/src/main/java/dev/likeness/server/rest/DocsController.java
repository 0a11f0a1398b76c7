package dev.likeness.server.rest;

import dev.likeness.server.rest.protocol.NotFound;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The API's description, and a page to read it and try it out. The page loads everything from this service. */
@RestController
@Hidden
public final class DocsController {
    private static final String UI = "/META-INF/resources/webjars/swagger-ui/";
    private static final String UI_VERSION = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
    private static final Map<String, MediaType> FILES = Map.of("swagger-ui.css", MediaType.valueOf("text/css"),
            "swagger-ui-bundle.js", MediaType.valueOf("text/javascript"), "favicon-32x32.png", MediaType.IMAGE_PNG);
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @GetMapping("/v1/openapi.json")
    ResponseEntity<byte[]> description() {
        return file(resource("openapi.json"), MediaType.APPLICATION_JSON);
    }

    @GetMapping("/docs")
    ResponseEntity<byte[]> page() {
        return file(resource("docs.html"), MediaType.valueOf("text/html;charset=UTF-8"));
    }

    @GetMapping("/docs/docs.js")
    ResponseEntity<byte[]> script() {
        return file(resource("docs.js"), MediaType.valueOf("text/javascript"));
    }

    @GetMapping("/docs/ui/{file}")
    ResponseEntity<byte[]> part(@PathVariable("file") String file) {
        MediaType type = FILES.get(file);
        if (type == null) {
            throw NotFound.path();
        }
        return file(resource(UI + version() + "/" + file), type);
    }

    private static ResponseEntity<byte[]> file(byte[] content, MediaType type) {
        return ResponseEntity.ok().contentType(type).cacheControl(CacheControl.noCache())
                .header("Content-Security-Policy", POLICY).header("X-Content-Type-Options", "nosniff").body(content);
    }

    private static String version() {
        try (InputStream in = open(UI_VERSION)) {
            Properties properties = new Properties();
            properties.load(in);
            return Objects.requireNonNull(properties.getProperty("version"), UI_VERSION);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] resource(String name) {
        try (InputStream in = open(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) {
        return Objects.requireNonNull(DocsController.class.getResourceAsStream(name), name);
    }
}
