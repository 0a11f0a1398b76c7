package dev.likeness.service.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts secrets that are needed again as plaintext: AES-256-GCM (NIST SP 800-38D) under a key in the data directory,
 * outside the database, so that a copy of the database reveals nothing. Format: 1 byte version, 12 bytes nonce, the
 * ciphertext, 16 bytes tag. The owner's name is authenticated with the secret, so that sealed bytes moved to another row
 * cannot be decrypted.
 */
public final class SealedSecrets {
    private static final String FILE = "secrets.key";
    private static final byte VERSION = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;
    private static final int FINGERPRINT_BYTES = 16;

    private final SecureRandom chance = new SecureRandom();
    private final SecretKey key;

    private SealedSecrets(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /** With the key of this data directory, created at the first use. All processes of a service need the same key. */
    public static SealedSecrets open(Path data) {
        try {
            DataFolder.open(data);
            byte[] key = HexFormat.of().parseHex(SecretFile.readOrCreate(data.resolve(FILE)));
            if (key.length != KEY_BYTES) {
                throw new StoreException(data.resolve(FILE) + " holds no key of 64 hexadecimal digits: restore it");
            }
            return new SealedSecrets(key);
        } catch (IOException | IllegalArgumentException e) {
            throw new StoreException("the key of the stored secrets cannot be read from " + data.resolve(FILE)
                    + ": check its permissions, or restore it from a backup", e);
        }
    }

    /** Equal for two processes with the same key; reveals nothing else about it. */
    public String fingerprint() {
        return HexFormat.of().formatHex(
                Sha256.of("likeness fingerprint " + HexFormat.of().formatHex(key.getEncoded())),
                0, FINGERPRINT_BYTES);
    }

    public byte[] seal(byte[] secret, String owner) {
        byte[] nonce = new byte[NONCE];
        chance.nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, owner, secret, 0);
        byte[] whole = new byte[1 + NONCE + sealed.length];
        whole[0] = VERSION;
        System.arraycopy(nonce, 0, whole, 1, NONCE);
        System.arraycopy(sealed, 0, whole, 1 + NONCE, sealed.length);
        return whole;
    }

    /**
     * @throws StoreException when it was sealed under another key or for another owner
     */
    public byte[] open(byte[] sealed, String owner) {
        if (sealed.length < 1 + NONCE + TAG_BITS / 8 || sealed[0] != VERSION) {
            throw new StoreException("a stored secret is in a form this version does not know: upgrade");
        }
        return cipher(Cipher.DECRYPT_MODE, Arrays.copyOfRange(sealed, 1, 1 + NONCE), owner, sealed, 1 + NONCE);
    }

    private byte[] cipher(int mode, byte[] nonce, String owner, byte[] input, int from) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input, from, input.length - from);
        } catch (GeneralSecurityException e) {
            throw new StoreException("a stored secret cannot be decrypted: " + FILE
                    + " in the data directory is not the one it was sealed with; restore it, or make new access keys",
                    e);
        }
    }
}
