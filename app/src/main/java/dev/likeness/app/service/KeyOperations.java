package dev.likeness.app.service;

import dev.likeness.app.console.LimitOptions;
import dev.likeness.app.console.Listing;
import dev.likeness.app.console.Periods;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.keys.AccessKey;
import dev.likeness.service.keys.IssuedKey;
import dev.likeness.service.keys.KeyState;
import dev.likeness.service.keys.KeyView;
import dev.likeness.service.keys.Limits;
import dev.likeness.service.keys.NewKey;
import dev.likeness.service.keys.Scope;
import dev.likeness.service.keys.SecretKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the key commands do in the database; apart from them, so that other commands do not load the service. */
public final class KeyOperations {
    private final Map<String, String> environment;

    public KeyOperations(Map<String, String> environment) {
        this.environment = environment;
    }

    /** What a new key is to be, as it was typed. */
    public record Wish(String name, Optional<String> account, String balance, Optional<String> scopes, String secrets,
            Optional<String> expires, LimitOptions limits) {}

    public Map<String, Object> create(Wish wish) {
        Money deposit = Money.ptc(wish.balance());
        if (deposit.compareTo(Money.ZERO) < 0) {
            throw new IllegalArgumentException("a deposit cannot be negative");
        }
        NewKey plain = new NewKey(wish.name(), wish.scopes().map(KeyOperations::scopes).orElse(Scope.DEFAULT),
                secrets(wish.secrets()), wish.expires().map(Periods::instant), limits(Limits.NONE, wish.limits()));
        return AccountDatabase.with(environment, data -> {
            AccountId account = data.accounts().open(wish.account().orElse(wish.name()));
            if (deposit.compareTo(Money.ZERO) > 0) {
                data.accounts().deposit(account, deposit);
            }
            return issued(data.keys().create(account, plain));
        });
    }

    public Listing list(Optional<String> account) {
        return AccountDatabase.with(environment, data -> new Listing(account
                .map(name -> data.keys().list(data.account(name))).orElseGet(() -> data.keys().list()).stream()
                .map(KeyOperations::row).toList()));
    }

    public Map<String, Object> rotate(String key, String overlap) {
        Duration both = Periods.duration(overlap);
        return AccountDatabase.with(environment, data -> issued(data.keys().rotate(one(data, key).id(), both)));
    }

    public int revoke(String key) {
        return AccountDatabase.with(environment, data -> {
            List<KeyView> keys = matching(data, key);
            keys.forEach(each -> data.keys().revoke(each.id()));
            return keys.size();
        });
    }

    /** Changes what is given, and shows how the key stands then. */
    public Map<String, Object> change(String key, LimitOptions limits, Optional<String> scopes,
            Optional<String> expires) {
        return AccountDatabase.with(environment, data -> {
            KeyView view = one(data, key);
            if (limits.given()) {
                data.keys().setLimits(view.id(), limits(view.limits(), limits));
            }
            scopes.ifPresent(list -> data.keys().setScopes(view.id(), scopes(list)));
            expires.ifPresent(end -> data.keys().setExpiry(view.id(), unlessNone(end, Periods::instant)));
            return row(data.keys().find(view.id()).orElseThrow());
        });
    }

    private static KeyView one(AccountDatabase data, String key) {
        List<KeyView> found = matching(data, key);
        if (found.size() > 1) {
            throw new IllegalArgumentException(found.size() + " keys answer to \"" + key
                    + "\": name one by its number in likeness keys list");
        }
        return found.getFirst();
    }

    /** The valid keys that have this number or name, belong to this account, or whose secret begins so. */
    private static List<KeyView> matching(AccountDatabase data, String key) {
        List<KeyView> valid = data.keys().list().stream().filter(each -> each.state() != KeyState.REVOKED).toList();
        List<KeyView> byId = valid.stream().filter(each -> each.id().toString().equals(key)).toList();
        List<KeyView> found = byId.isEmpty()
                ? valid.stream().filter(each -> each.account().equals(key) || each.name().equals(key)
                        || each.secrets().stream().anyMatch(secret -> secret.shown().equals(key))).toList()
                : byId;
        if (found.isEmpty()) {
            throw new IllegalArgumentException("no valid key answers to \"" + key + "\": see likeness keys list");
        }
        return found;
    }

    private static Map<String, Object> issued(IssuedKey key) {
        Map<String, Object> fields = Listing.row("account", key.account(), "id", key.id().value());
        key.bearer().ifPresent(bearer -> fields.put("key", bearer));
        Optional<AccessKey> accessKey = key.accessKey();
        accessKey.ifPresent(pair -> {
            fields.put("access_key_id", pair.id());
            fields.put("secret_access_key", pair.secret());
        });
        return fields;
    }

    private static Map<String, Object> row(KeyView key) {
        return Listing.row("id", key.id().value(), "account", key.account(), "name", key.name(), "state",
                key.state().name().toLowerCase(Locale.ROOT), "secrets",
                key.secrets().stream().filter(secret -> secret.state() == KeyState.VALID).map(KeyView.Secret::shown)
                        .toList(),
                "scopes", key.scopes().stream().map(Scope::wireName).sorted().toList(), "expires",
                key.expires().map(Instant::toString).orElse("never"), "spent",
                AccountDatabase.amount(key.spent().total()),
                "limits",
                limits(key.limits()));
    }

    private static Map<String, Object> limits(Limits limits) {
        Map<String, Object> fields = new LinkedHashMap<>();
        limits.perSecond().ifPresent(rate -> fields.put("rate", rate));
        limits.open().ifPresent(most -> fields.put("concurrent", most));
        limits.total().ifPresent(most -> fields.put("total", AccountDatabase.amount(most)));
        limits.monthly().ifPresent(most -> fields.put("monthly", AccountDatabase.amount(most)));
        limits.daily().ifPresent(most -> fields.put("daily", AccountDatabase.amount(most)));
        limits.hourly().ifPresent(most -> fields.put("hourly", AccountDatabase.amount(most)));
        return fields;
    }

    private static Limits limits(Limits before, LimitOptions options) {
        try {
            return new Limits(options.rate().map(text -> unlessNone(text, BigDecimal::new)).orElse(before.perSecond()),
                    options.concurrent().map(text -> unlessNone(text, Integer::valueOf)).orElse(before.open()),
                    options.total().map(text -> unlessNone(text, Money::ptc)).orElse(before.total()),
                    options.monthly().map(text -> unlessNone(text, Money::ptc)).orElse(before.monthly()),
                    options.daily().map(text -> unlessNone(text, Money::ptc)).orElse(before.daily()),
                    options.hourly().map(text -> unlessNone(text, Money::ptc)).orElse(before.hourly()));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a limit must be a number, or none: " + e.getMessage(), e);
        }
    }

    private static <T> Optional<T> unlessNone(String text, Function<String, T> reader) {
        return text.strip().equals("none") ? Optional.empty() : Optional.of(reader.apply(text.strip()));
    }

    private static Set<Scope> scopes(String list) {
        return list.strip().equals("all")
                ? Scope.ALL
                : Arrays.stream(list.split(",")).map(Scope::ofWireName).collect(Collectors.toSet());
    }

    private static Set<SecretKind> secrets(String kind) {
        return switch (kind) {
            case "bearer" -> Set.of(SecretKind.BEARER);
            case "access-key" -> Set.of(SecretKind.ACCESS_KEY);
            case "both" -> Set.of(SecretKind.BEARER, SecretKind.ACCESS_KEY);
            default -> throw new IllegalArgumentException(
                    "\"" + kind + "\" is no kind of secret: use bearer, access-key or both");
        };
    }
}
