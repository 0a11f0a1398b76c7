package dev.likeness.server.web;

import io.swagger.v3.oas.annotations.Hidden;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** Serves the page and its parts. Browsers revalidate them each time and get 304 while they are unchanged. */
@RestController
@Hidden
public final class PageController {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
    private static final Map<String, MediaType> TYPES = Map.of("html", MediaType.valueOf("text/html;charset=UTF-8"),
            "css", MediaType.valueOf("text/css;charset=UTF-8"), "js",
            MediaType.valueOf("text/javascript;charset=UTF-8"), "json", MediaType.APPLICATION_JSON, "svg",
            MediaType.valueOf("image/svg+xml"), "jpg",
            MediaType.IMAGE_JPEG);
    // No slash and no leading dot: nothing outside the two folders can be named.
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}\\.(html|css|js|json|svg|jpg)");

    private final Map<String, Part> parts = new ConcurrentHashMap<>();

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Part(byte[] content, byte[] packed, String tag) {}

    @GetMapping({"/", "/index.html", "/docs"})
    @Nullable
    ResponseEntity<byte[]> page(WebRequest request) {
        return part("index.html", request);
    }

    @GetMapping("/favicon.ico")
    @Nullable
    ResponseEntity<byte[]> icon(WebRequest request) {
        return part("icon.svg", request);
    }

    @GetMapping("/web/{file}")
    @Nullable
    ResponseEntity<byte[]> file(WebRequest request, @PathVariable("file") String file) {
        return part(file, request);
    }

    @GetMapping("/web/looks/{file}")
    @Nullable
    ResponseEntity<byte[]> look(WebRequest request, @PathVariable("file") String file) {
        @Nullable
        ResponseEntity<byte[]> found = part("looks/" + file, request);
        // Templates of other engines have no thumbnail here; a 404 would be logged by the browser as an error.
        return found != null && found.getStatusCode().value() == 404 ? ResponseEntity.noContent().build() : found;
    }

    private @Nullable ResponseEntity<byte[]> part(String name, WebRequest request) {
        if (!NAME.matcher(name.substring(name.indexOf('/') + 1)).matches()) {
            return missing();
        }
        @Nullable
        Part part = parts.get(name);
        if (part == null) {
            Optional<Part> read = read(name);
            if (read.isEmpty()) {
                return missing();
            }
            part = read.get();
            parts.put(name, part);
        }
        boolean packed = part.packed.length > 0
                && Optional.ofNullable(request.getHeader("Accept-Encoding")).orElse("").contains("gzip");
        String tag = packed ? part.tag.replace("\"", "") + "-gzip" : part.tag.replace("\"", "");
        if (request.checkNotModified("\"" + tag + "\"")) {
            return null;
        }
        MediaType type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1),
                MediaType.APPLICATION_OCTET_STREAM);
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok().contentType(type);
        if (packed) {
            answer.header("Content-Encoding", "gzip");
        }
        return answer.cacheControl(CacheControl.noCache()).eTag("\"" + tag + "\"").header("Vary", "Accept-Encoding")
                .header("Content-Security-Policy", POLICY).header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer").header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Permissions-Policy", "camera=(self), microphone=(), geolocation=()")
                .body(packed ? part.packed : part.content);
    }

    private static byte[] packed(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    private static ResponseEntity<byte[]> missing() {
        return ResponseEntity.notFound().cacheControl(CacheControl.noStore()).build();
    }

    private static Optional<Part> read(String name) {
        try (@Nullable
        InputStream in = PageController.class.getResourceAsStream(name)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] content = LeanText.of(name, in.readAllBytes());
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return Optional.of(new Part(content, name.endsWith(".jpg") ? new byte[0] : packed(content),
                    "\"" + HexFormat.of().formatHex(digest, 0, 12) + "\""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
