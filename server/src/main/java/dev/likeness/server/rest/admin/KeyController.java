package dev.likeness.server.rest.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.server.rest.protocol.CallerAuthorization;
import dev.likeness.server.rest.protocol.JsonAnswers;
import dev.likeness.server.rest.protocol.NotFound;
import dev.likeness.server.rest.protocol.OkAnswer;
import dev.likeness.server.rest.protocol.ProblemAnswers;
import dev.likeness.server.rest.protocol.StrictJson;
import dev.likeness.server.wire.RequestBodies;
import dev.likeness.service.accounts.Accounts;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.KeyId;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.keys.IssuedKey;
import dev.likeness.service.keys.KeyView;
import dev.likeness.service.keys.Keys;
import dev.likeness.service.keys.Limits;
import dev.likeness.service.keys.NewKey;
import dev.likeness.service.keys.Scope;
import dev.likeness.service.keys.SecretKind;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The keys of every account; for keys with the scope {@code admin} only. */
@RestController
@Tag(name = "Keys")
@ProblemAnswers
public final class KeyController {
    private final CallerAuthorization callers;
    private final RequestBodies bodies;
    private final Keys keys;
    private final Accounts accounts;

    public KeyController(CallerAuthorization callers, RequestBodies bodies, Keys keys, Accounts accounts) {
        this.callers = callers;
        this.bodies = bodies;
        this.keys = keys;
        this.accounts = accounts;
    }

    /** Keys. */
    @Schema(name = "KeyList", requiredProperties = {"items"})
    record KeyList(List<KeyBody> items) {}

    /** A request for a key. */
    @Schema(name = "KeyOrder", requiredProperties = {"name"})
    record KeyOrder(
            @Schema(description = "Name of the account, which is opened if it does not exist; your own by default.") Optional<String> account,
            @Schema(maxLength = 100) Optional<String> name,
            @Schema(description = "portraits:read, portraits:write, templates, books, admin. Default: all but admin.") Optional<List<String>> scopes,
            @Schema(description = "bearer, access_key or both. Default: bearer.") Optional<List<String>> secrets,
            @JsonProperty("expires_at") Optional<Instant> expiresAt, Optional<LimitsBody> limits) {}

    /** Changes of a key. */
    @Schema(name = "KeyChange", description = "Absent fields are not changed.")
    record KeyChange(Optional<List<String>> scopes,
            @JsonProperty("expires_at") @Schema(description = "An empty string for never.") Optional<String> expiresAt,
            @Schema(description = "Replaces all limits.") Optional<LimitsBody> limits) {}

    /** A request to rotate a key. */
    @Schema(name = "KeyRotation")
    record KeyRotation(
            @JsonProperty("overlap_seconds") @Schema(minimum = "0", maximum = "7776000", defaultValue = "0", description = "How long the old secrets are accepted beside the new ones.") Optional<Long> overlapSeconds) {}

    @GetMapping("/v1/keys")
    @OkAnswer
    @Operation(summary = "List keys")
    ResponseEntity<KeyList> listKeys(HttpServletRequest request,
            @Parameter(description = "Only keys of the account with this name.") @RequestParam(name = "account", required = false) Optional<String> account) {
        callers.authorized(request, Scope.ADMIN);
        List<KeyView> found = account.isEmpty()
                ? keys.list()
                : accounts.find(account.get()).map(keys::list).orElse(List.of());
        return JsonAnswers.ok(new KeyList(found.stream().map(key -> KeyBody.of(key, Optional.empty())).toList()));
    }

    @GetMapping("/v1/key")
    @OkAnswer
    @Operation(summary = "Get the key of this request", description = "Its account, scopes and limits; needs no scope.")
    ResponseEntity<KeyBody> getOwnKey(HttpServletRequest request) {
        return JsonAnswers.ok(KeyBody.of(find(callers.authenticated(request).key().toString()), Optional.empty()));
    }

    @GetMapping("/v1/keys/{id}")
    @OkAnswer
    @Operation(summary = "Get one key")
    ResponseEntity<KeyBody> getKey(HttpServletRequest request, @PathVariable("id") String id) {
        callers.authorized(request, Scope.ADMIN);
        return JsonAnswers.ok(KeyBody.of(find(id), Optional.empty()));
    }

    @PostMapping("/v1/keys")
    @Operation(summary = "Create a key", description = "Its secrets are only in this answer.")
    @RequestBody(required = true, content = @Content(mediaType = "application/json", schema = @Schema(implementation = KeyOrder.class)))
    @ApiResponse(responseCode = "201", content = @Content(mediaType = "application/json", schema = @Schema(implementation = KeyBody.class)))
    ResponseEntity<KeyBody> createKey(HttpServletRequest request) {
        Caller caller = callers.authorized(request, Scope.ADMIN);
        KeyOrder order = read(request, KeyOrder.class);
        NewKey key = validated(() -> new NewKey(order.name().orElse(""),
                order.scopes().map(KeyController::scopes).orElse(Scope.DEFAULT),
                order.secrets().map(names -> named(names, KeyController::secretKind)).orElse(Set.of(SecretKind.BEARER)),
                order.expiresAt(), order.limits().map(LimitsBody::limits).orElse(Limits.NONE)));
        AccountId account = order.account().map(name -> validated(() -> accounts.open(name)))
                .orElse(caller.account());
        IssuedKey issued = keys.create(account, key);
        return ResponseEntity.created(URI.create("/v1/keys/" + issued.id())).cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(KeyBody.of(find(issued.id().toString()), Optional.of(issued)));
    }

    @PatchMapping("/v1/keys/{id}")
    @OkAnswer
    @Operation(summary = "Change a key's scopes, limits or expiry")
    @RequestBody(required = true, content = @Content(mediaType = "application/json", schema = @Schema(implementation = KeyChange.class)))
    ResponseEntity<KeyBody> changeKey(HttpServletRequest request, @PathVariable("id") String id) {
        callers.authorized(request, Scope.ADMIN);
        KeyId key = find(id).id();
        KeyChange change = read(request, KeyChange.class);
        Optional<Set<Scope>> scopes = change.scopes().map(names -> validated(() -> scopes(names)));
        Optional<Limits> limits = change.limits().map(LimitsBody::limits);
        Optional<Optional<Instant>> end = change.expiresAt().map(KeyController::end);
        scopes.ifPresent(allowed -> keys.setScopes(key, allowed));
        limits.ifPresent(most -> keys.setLimits(key, most));
        end.ifPresent(instant -> keys.setExpiry(key, instant));
        return JsonAnswers.ok(KeyBody.of(find(id), Optional.empty()));
    }

    @PostMapping("/v1/keys/{id}/rotate")
    @OkAnswer
    @Operation(summary = "Rotate a key's secrets")
    @RequestBody(required = true, content = @Content(mediaType = "application/json", schema = @Schema(implementation = KeyRotation.class)))
    ResponseEntity<KeyBody> rotateKey(HttpServletRequest request, @PathVariable("id") String id) {
        callers.authorized(request, Scope.ADMIN);
        KeyId key = find(id).id();
        Duration overlap = Duration.ofSeconds(read(request, KeyRotation.class).overlapSeconds().orElse(0L));
        IssuedKey issued = validated(() -> keys.rotate(key, overlap));
        return JsonAnswers.ok(KeyBody.of(find(id), Optional.of(issued)));
    }

    @DeleteMapping("/v1/keys/{id}")
    @Operation(summary = "Revoke a key")
    @ApiResponse(responseCode = "204")
    ResponseEntity<Void> revokeKey(HttpServletRequest request, @PathVariable("id") String id) {
        callers.authorized(request, Scope.ADMIN);
        keys.revoke(find(id).id());
        return ResponseEntity.noContent().build();
    }

    private KeyView find(String id) {
        try {
            return keys.find(new KeyId(Long.parseLong(id))).orElseThrow(NotFound::key);
        } catch (NumberFormatException e) {
            throw NotFound.key();
        }
    }

    private <T> T read(HttpServletRequest request, Class<T> type) {
        try (RequestBodies.Body body = bodies.read(request)) {
            return StrictJson.read(body.object(), type);
        }
    }

    private static Set<Scope> scopes(List<String> names) {
        return named(names, Scope::ofWireName);
    }

    private static <T> Set<T> named(List<String> names, Function<String, T> named) {
        return names.stream().map(named).collect(Collectors.toUnmodifiableSet());
    }

    private static SecretKind secretKind(String name) {
        return Arrays.stream(SecretKind.values()).filter(kind -> kind.wireName().equals(name)).findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("secrets holds an unknown kind: use bearer, access_key"));
    }

    private static Optional<Instant> end(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(Instant.parse(text.strip()));
        } catch (java.time.format.DateTimeParseException e) {
            throw new InvalidRequest(ErrorCode.WRONG_TYPE,
                    "expires_at cannot be read: write for example 2030-01-31T00:00:00Z");
        }
    }

    /** Reports an invalid value, which the service refuses with a message fit for clients, as an invalid request. */
    private static <T> T validated(Supplier<T> making) {
        try {
            return making.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest(ErrorCode.MALFORMED_REQUEST, String.valueOf(e.getMessage()));
        }
    }
}
