package dev.likeness.service.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import dev.likeness.service.accounts.Accounts;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.database.ExpiringCache;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.SealedSecrets;
import dev.likeness.service.database.SharedPostgres;
import dev.likeness.service.database.StoreException;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.KeyId;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {
    private static final Set<SecretKind> BOTH = EnumSet.allOf(SecretKind.class);

    private final Database database = SharedPostgres.database();
    private final Accounts accounts = new Accounts(database);
    private final Keys keys = SharedPostgres.keys(database);

    @Test
    void opensTheDefaultAccountOnceAndLetsGivenCredentialsIn() {
        IssuedKey made = keys.openDefault(Money.ptc("1000"), Optional.empty(), Optional.empty()).orElseThrow();
        AccountId account = keys.admit(made.key()).account();
        assertThat(keys.admit(made.key()).scopes()).isEqualTo(Scope.ALL);
        assertThat(accounts.balance(account)).isEqualTo(Money.ptc("1000"));
        assertThat(signing(made).admitted().account()).isEqualTo(account);

        assertThat(openDefault("", "")).isEmpty();
        assertThat(openDefault("a key of sixteen", "")).isEmpty();
        assertThat(keys.admit("a key of sixteen").account()).isEqualTo(account);
        assertThat(openDefault("a key of sixteer", "AKLTEXAMPLE0001")).isEmpty();
        assertRefused("a key of sixteen", ErrorCode.KEY_REVOKED);
        assertThat(keys.admit("a key of sixteer").scopes()).isEqualTo(Scope.ALL);
        assertThat(keys.signingKey("AKLTEXAMPLE0001").orElseThrow().secret()).isEqualTo("c2VjcmV0LWV4YW1wbGU=");
        assertThat(openDefault("a key of sixteen", "AKLTEXAMPLE0001")).isEmpty();
        assertThat(keys.admit("a key of sixteen").account()).isEqualTo(account);
        assertRefused("a key of sixteer", ErrorCode.KEY_REVOKED);
        assertThat(keys.signingKey("AKLTEXAMPLE0001").orElseThrow().state()).isEqualTo(KeyState.VALID);
        assertThat(keys.admit(made.key()).account()).isEqualTo(account);
        assertThat(accounts.balance(account)).isEqualTo(Money.ptc("1000"));
        assertThatThrownBy(() -> openDefault("short", "")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16");
    }

    private Optional<IssuedKey> openDefault(String bearer, String accessKeyId) {
        return keys.openDefault(Money.ptc("1000"), Optional.of(bearer).filter(text -> !text.isEmpty()),
                Optional.of(accessKeyId).filter(text -> !text.isEmpty())
                        .map(id -> new AccessKey(id, "c2VjcmV0LWV4YW1wbGU=")));
    }

    @Test
    void keepsNoSecretThatCouldBeReadFromTheDatabase() {
        IssuedKey key = create(NewKey.named("secretive").withSecrets(BOTH));
        AccessKey accessKey = key.accessKey().orElseThrow();
        assertThat(key.toString() + accessKey).doesNotContain(key.key()).doesNotContain(accessKey.secret());
        for (String secret : new String[]{key.key(), accessKey.secret()}) {
            assertThat(SharedPostgres.count(database, """
                    select count(*) from key_secrets where strpos(key_secrets::text, '%1$s') > 0
                        or strpos(encode(coalesce(sealed, hash), 'escape'), '%1$s') > 0
                        or position('%1$s'::bytea in coalesce(sealed, hash)) > 0
                    """.formatted(secret))).isZero();
        }
        assertThat(keys.admit(key.key()).key()).isEqualTo(key.id());
        assertThat(signing(key).secret()).isEqualTo(accessKey.secret());
        assertThat(signing(key).toString()).doesNotContain(accessKey.secret());
        assertRefused(key.key() + "x", ErrorCode.KEY_INVALID);
        assertThat(keys.signingKey(accessKey.id() + "x")).isEmpty();
    }

    @Test
    void aSealedSecretOpensOnlyWithTheFileItWasSealedUnderAndForItsOwner(@TempDir Path other) {
        IssuedKey key = create(NewKey.named("sealed").withSecrets(Set.of(SecretKind.ACCESS_KEY)));
        assertThat(key.bearer()).isEmpty();
        Keys elsewhere = new Keys(database, SealedSecrets.open(other));
        assertThatThrownBy(() -> elsewhere.signingKey(key.accessKey().orElseThrow().id()))
                .isInstanceOf(StoreException.class).hasMessageContaining("secrets.key");
        SealedSecrets safe = SealedSecrets.open(other);
        byte[] sealed = safe.seal(new byte[]{1, 2, 3}, "mine");
        assertThat(SealedSecrets.open(other).open(sealed, "mine")).containsExactly(1, 2, 3);
        assertThat(safe.seal(new byte[]{1, 2, 3}, "mine")).isNotEqualTo(sealed);
        assertThatThrownBy(() -> safe.open(sealed, "yours")).isInstanceOf(StoreException.class);
    }

    @Test
    void rotationLetsTheOldSecretsInUntilTheOverlapEnds() {
        IssuedKey old = create(NewKey.named("rotating").withSecrets(BOTH));
        IssuedKey fresh = keys.rotate(old.id(), Duration.ofHours(1));
        assertThat(fresh.id()).isEqualTo(old.id());
        assertThat(keys.admit(old.key())).isEqualTo(keys.admit(fresh.key()));
        assertThat(signing(old).state()).isEqualTo(KeyState.VALID);
        assertThat(signing(fresh).state()).isEqualTo(KeyState.VALID);
        assertThat(signing(fresh).secret()).isNotEqualTo(signing(old).secret());

        IssuedKey newest = keys.rotate(old.id(), Duration.ZERO);
        assertRefused(old.key(), ErrorCode.KEY_EXPIRED);
        assertRefused(fresh.key(), ErrorCode.KEY_EXPIRED);
        assertThatThrownBy(() -> signing(old).admitted()).isInstanceOf(PortraitException.Refused.class);
        assertThat(keys.admit(newest.key()).key()).isEqualTo(old.id());
        assertThat(keys.find(old.id()).orElseThrow().secrets()).hasSize(6)
                .filteredOn(secret -> secret.state() == KeyState.VALID).hasSize(2);
        assertThatThrownBy(() -> keys.rotate(old.id(), Duration.ofDays(91)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anExpiredOrRevokedKeyIsToldFromAnUnknownOne() {
        Instant end = Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.MILLIS);
        IssuedKey key = create(NewKey.named("short-lived").until(end));
        assertThat(keys.find(key.id()).orElseThrow().expires()).contains(end);
        assertThat(keys.admit(key.key()).key()).isEqualTo(key.id());
        assertThat(keys.setExpiry(key.id(), Optional.of(Instant.now().minusSeconds(1)))).isTrue();
        assertRefused(key.key(), ErrorCode.KEY_EXPIRED);
        assertThat(keys.setExpiry(key.id(), Optional.empty())).isTrue();
        assertThat(keys.admit(key.key()).key()).isEqualTo(key.id());
        assertThat(keys.revoke(key.id())).isTrue();
        assertRefused(key.key(), ErrorCode.KEY_REVOKED);
        assertThat(keys.revoke(key.id())).isFalse();
        assertThat(keys.revoke(new KeyId(-1))).isFalse();
        assertThatThrownBy(() -> keys.rotate(key.id(), Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void scopesAndLimitsCanBeChanged() {
        Limits limits = new Limits(Optional.of(new BigDecimal("2.5")), Optional.of(3), Optional.of(Money.ptc("10")),
                Optional.of(Money.ptc("5")), Optional.of(Money.ptc("1")), Optional.of(Money.ptc("0.1")));
        IssuedKey key = create(NewKey.named("limited").with(limits).with(Set.of(Scope.PORTRAITS_READ)));
        KeyView view = keys.find(key.id()).orElseThrow();
        assertThat(view.limits()).isEqualTo(limits);
        assertThat(view.name()).isEqualTo("limited");
        Caller caller = keys.admit(key.key());
        assertThat(caller.require(Scope.PORTRAITS_READ)).isEqualTo(caller);
        assertThatThrownBy(() -> caller.require(Scope.ADMIN)).isInstanceOfSatisfying(PortraitException.Refused.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.SCOPE_MISSING));
        assertThat(keys.setScopes(key.id(), Scope.ALL)).isTrue();
        assertThat(keys.setLimits(key.id(), Limits.NONE.withOpen(Optional.of(0)))).isTrue();
        assertThat(keys.admit(key.key()).scopes()).isEqualTo(Scope.ALL);
        assertThat(keys.find(key.id()).orElseThrow().limits()).isEqualTo(Limits.NONE.withOpen(Optional.of(0)));
        assertThat(keys.setLimits(new KeyId(-1), limits)).isFalse();
        assertThat(keys.list(view.accountId())).singleElement().extracting(KeyView::id).isEqualTo(key.id());
        assertThat(keys.list()).extracting(KeyView::id).contains(key.id());
    }

    @Test
    void aSecretThatSomebodyAskedForWhileItWasBeingEndedIsRefusedAtOnce() throws Exception {
        IssuedKey key = create(NewKey.named("rotated"));
        database.inTransaction(sql -> {
            keys.rotate(key.id(), Duration.ZERO);
            // Not committed yet: others still see the old state, and must not remember it beyond the commit.
            letInElsewhere(key.key());
            return true;
        });
        assertRefused(key.key(), ErrorCode.KEY_EXPIRED);
    }

    private void letInElsewhere(String bearer) {
        Thread other = Thread.ofPlatform().start(() -> keys.admit(bearer));
        try {
            other.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatWasLookedUpBeforeAClearingIsNotRemembered() {
        ExpiringCache<String, String> memory = new ExpiringCache<>(Duration.ofHours(1));
        assertThat(memory.get("key", () -> {
            memory.clear();
            return Optional.of("old");
        })).contains("old");
        assertThat(memory.get("key", () -> Optional.of("new"))).contains("new");
    }

    private IssuedKey create(NewKey order) {
        return keys.create(accounts.open("account " + UUID.randomUUID()), order);
    }

    private SigningKey signing(IssuedKey key) {
        return keys.signingKey(key.accessKey().orElseThrow().id()).orElseThrow();
    }

    private void assertRefused(String bearer, ErrorCode code) {
        assertThatThrownBy(() -> keys.admit(bearer)).isInstanceOfSatisfying(PortraitException.Refused.class,
                e -> assertThat(e.code()).isEqualTo(code));
    }
}
