package dev.likeness.service.keys;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.Refused;
import dev.likeness.service.accounts.Accounts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Signs the operator's browser in once. {@code serve} prints a code at the first start, or when asked to; the first
 * client that sends it gets a key of the first account. The code is valid in this process only, for one use, and for
 * {@link #LIFE}.
 */
public final class SignIn {
    /** How long after the start the code can be used. */
    public static final Duration LIFE = Duration.ofHours(1);

    private static final int CODE_BYTES = 24;

    private final Keys keys;
    private final Accounts accounts;
    private final String code;
    private final long opened = System.nanoTime();
    private final AtomicBoolean used = new AtomicBoolean();

    public SignIn(Keys keys, Accounts accounts) {
        this.keys = keys;
        this.accounts = accounts;
        byte[] random = new byte[CODE_BYTES];
        new SecureRandom().nextBytes(random);
        code = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    public String code() {
        return code;
    }

    /**
     * @throws Refused when the code is wrong, was used before or has expired
     */
    public IssuedKey redeem(String sent) {
        boolean right = MessageDigest.isEqual(code.getBytes(StandardCharsets.UTF_8),
                sent.getBytes(StandardCharsets.UTF_8));
        if (!right || System.nanoTime() - opened > LIFE.toNanos() || used.getAndSet(true)) {
            throw new Refused(ErrorCode.KEY_INVALID, "this sign-in was used before or has ended: paste an API key, or "
                    + "restart the service with --sign-in for a new link");
        }
        return keys.create(accounts.open(Accounts.DEFAULT), NewKey.named("browser").with(Scope.ALL));
    }
}
