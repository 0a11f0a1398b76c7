package dev.likeness.server.rest.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.likeness.service.keys.IssuedKey;
import dev.likeness.service.keys.KeyView;
import dev.likeness.service.keys.Scope;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A key as an administrator sees it. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(name = "Key", requiredProperties = {"id", "account", "name", "scopes", "state", "limits", "spent", "created_at",
        "secrets"})
record KeyBody(@Schema(example = "7") String id, @Schema(description = "The account's name.") String account,
        String name, @Schema(example = "[\"portraits:read\",\"portraits:write\"]") List<String> scopes,
        @Schema(allowableValues = {
                "valid", "expired", "revoked"}) String state,
        LimitsBody limits,
        @Schema(description = "What counts against the quotas now, PTC.") SpentBody spent,
        @JsonProperty("created_at") Instant createdAt, @JsonProperty("expires_at") Optional<Instant> expiresAt,
        List<SecretBody> secrets,
        @Schema(description = "The secrets themselves, shown only in this answer.") Optional<IssuedBody> issued){
    /** What counts against the key's quotas. */
    @Schema(name = "Spent")
    record SpentBody(String total, String month, String day, String hour) {}

    /** One of its secrets, without the secret. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(name = "Secret")
    record SecretBody(@Schema(allowableValues = {"bearer", "access_key"}) String kind,
            @Schema(description = "The Bearer key's first characters, or the access key's id.") String shown,
            @JsonProperty("created_at") Instant createdAt,
            @Schema(description = "When it expires because a newer one replaces it.") @JsonProperty("ends_at") Optional<Instant> endsAt,
            String state){}

    /** New secrets. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(name = "IssuedSecrets")
    record IssuedBody(@Schema(description = "Goes after `Authorization: Bearer`.") Optional<String> bearer,
            @JsonProperty("access_key_id") Optional<String> accessKeyId,
            @JsonProperty("secret_access_key") Optional<String> secretAccessKey) {}

    static KeyBody of(KeyView key, Optional<IssuedKey> issued) {
        return new KeyBody(key.id().toString(), key.account(), key.name(),
                key.scopes().stream().map(Scope::wireName).sorted().toList(),
                key.state().name().toLowerCase(Locale.ROOT), LimitsBody.of(key.limits()),
                new SpentBody(key.spent().total().toString(), key.spent().month().toString(),
                        key.spent().day().toString(), key.spent().hour().toString()),
                key.createdAt(), key.expires(), key.secrets().stream().map(KeyBody::secret).toList(),
                issued.map(it -> new IssuedBody(it.bearer(), it.accessKey().map(access -> access.id()),
                        it.accessKey().map(access -> access.secret()))));
    }

    private static SecretBody secret(KeyView.Secret secret) {
        return new SecretBody(secret.kind().wireName(), secret.shown(), secret.createdAt(), secret.ends(),
                secret.state().name().toLowerCase(Locale.ROOT));
    }
}
