package dev.likeness.service.links;

import dev.likeness.service.database.DataFolder;
import dev.likeness.service.database.SecretFile;
import dev.likeness.service.database.StoreException;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.TaskId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tickets and webhook secrets, which need no table: both are HMAC-SHA256 with the keys of {@code link.keys}, each over
 * a text that begins with its purpose, so that one cannot be used as another or as a link.
 *
 * <p>A ticket ({@code account.expires.mac}) allows its bearer to follow one task for a few minutes and nothing else.
 * It is for browsers, whose event streams cannot send a key.
 */
public final class Tickets {
    /** How long a ticket is valid. */
    public static final Duration LIFE = Duration.ofMinutes(5);

    private static final String ALGORITHM = "HmacSHA256";
    private static final int PARTS = 3;

    private final List<SecretKeySpec> ring;

    private Tickets(List<SecretKeySpec> ring) {
        this.ring = ring;
    }

    /** With the keys of this data directory; creates a key when there is none. */
    public static Tickets open(Path data) {
        try {
            DataFolder.open(data);
            return new Tickets(SecretFile.readOrCreate(data.resolve("link.keys")).lines()
                    .map(hex -> new SecretKeySpec(HexFormat.of().parseHex(hex.strip()), ALGORITHM)).toList());
        } catch (IOException | IllegalArgumentException e) {
            throw new StoreException("cannot read the keys in " + data.resolve("link.keys")
                    + ": each line must be a key in hexadecimal", e);
        }
    }

    /** A ticket to follow this task of this account, valid for {@link #LIFE}. */
    public String issue(AccountId account, TaskId task) {
        return issueUntil(account, task, Instant.now().plus(LIFE));
    }

    String issueUntil(AccountId account, TaskId task, Instant expires) {
        String claim = account.value() + "." + expires.getEpochSecond();
        return claim + "." + text(mac(ring.getFirst(), "ticket\n" + task + "\n" + claim));
    }

    /** The account of the task, if this ticket was issued for it and is still valid. */
    public Optional<AccountId> account(TaskId task, String ticket) {
        String[] parts = ticket.split("\\.", -1);
        if (parts.length != PARTS) {
            return Optional.empty();
        }
        try {
            AccountId account = new AccountId(Long.parseLong(parts[0]));
            long expires = Long.parseLong(parts[1]);
            byte[] sent = parts[2].getBytes(StandardCharsets.UTF_8);
            String claim = "ticket\n" + task + "\n" + account.value() + "." + expires;
            boolean ours = ring.stream().anyMatch(key -> MessageDigest
                    .isEqual(text(mac(key, claim)).getBytes(StandardCharsets.US_ASCII), sent));
            return ours && expires >= Instant.now().getEpochSecond() ? Optional.of(account) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The secret that signs the messages to this account's webhooks; 32 bytes, the same until the key ring changes. */
    public byte[] webhookSecret(AccountId account) {
        return mac(ring.getFirst(), "webhook\n" + account.value());
    }

    private static String text(byte[] mac) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
    }

    private static byte[] mac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new AssertionError("every JDK has " + ALGORITHM, e);
        }
    }
}
