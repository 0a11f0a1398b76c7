package dev.likeness.server.drawing;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/**
 * One request being answered: its id (local time to the second, then 20 random hexadecimal digits) and when it began.
 */
public record Exchange(String requestId, long startNanos) {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final SecureRandom CHANCE = new SecureRandom();

    public static Exchange begin() {
        byte[] chance = new byte[10];
        CHANCE.nextBytes(chance);
        return new Exchange(SECONDS.format(LocalDateTime.now(ZoneId.systemDefault()))
                + HexFormat.of().withUpperCase().formatHex(chance), System.nanoTime());
    }

    String elapsed() {
        return GoDuration.text(Duration.ofNanos(System.nanoTime() - startNanos));
    }
}
