package dev.likeness.server.rest.protocol;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Answers in JSON that must not be cached. */
public final class JsonAnswers {
    private JsonAnswers() {}

    public static <T> ResponseEntity<T> ok(T body) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).cacheControl(CacheControl.noStore())
                .body(body);
    }
}
