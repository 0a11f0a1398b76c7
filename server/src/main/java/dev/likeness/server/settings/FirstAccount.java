package dev.likeness.server.settings;

import dev.likeness.service.accounts.Money;
import dev.likeness.service.keys.AccessKey;
import java.util.Optional;

/**
 * The account that the first start opens, and its keys.
 *
 * @param apiKey          a Bearer key; empty to have one created at the first start
 * @param accessKey       an access key; empty likewise
 * @param startingBalance deposited at the first start, PTC
 */
public record FirstAccount(Optional<String> apiKey, Optional<AccessKey> accessKey, Money startingBalance) {
    /** 1000 PTC, and keys that are created at the first start. */
    public static final FirstAccount DEFAULT = owning("1000");

    /** With keys that are created at the first start. */
    public static FirstAccount owning(String ptc) {
        return new FirstAccount(Optional.empty(), Optional.empty(), Money.ptc(ptc));
    }

    public FirstAccount withApiKey(String key) {
        return new FirstAccount(Optional.of(key), accessKey, startingBalance);
    }

    /**
     * Changed by {@code LIKENESS_API_KEY}, by {@code LIKENESS_ACCESS_KEY_ID} with {@code LIKENESS_SECRET_ACCESS_KEY},
     * and by {@code LIKENESS_STARTING_BALANCE} (PTC).
     */
    public FirstAccount with(Variables variables) {
        return new FirstAccount(variables.text("API_KEY").or(() -> apiKey), accessKey(variables).or(() -> accessKey),
                variables.read("STARTING_BALANCE", startingBalance, Money::ptc));
    }

    private static Optional<AccessKey> accessKey(Variables variables) {
        Optional<String> id = variables.text("ACCESS_KEY_ID");
        Optional<String> secret = variables.text("SECRET_ACCESS_KEY");
        if (id.isPresent() != secret.isPresent()) {
            throw new IllegalArgumentException("LIKENESS_ACCESS_KEY_ID and LIKENESS_SECRET_ACCESS_KEY belong"
                    + " together: set both or neither");
        }
        return id.map(name -> new AccessKey(name.strip(), secret.orElseThrow().strip()));
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "first account, starting with " + startingBalance + " PTC";
    }
}
