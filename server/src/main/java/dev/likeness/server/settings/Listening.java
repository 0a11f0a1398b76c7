package dev.likeness.server.settings;

import java.util.function.UnaryOperator;

/**
 * Where the service listens.
 *
 * @param bind address to listen on; 127.0.0.1 is this machine only, 0.0.0.0 all interfaces
 * @param port 0 to 65535; 0 for any free port
 */
public record Listening(String bind, int port) {
    /** Port 8080 of this machine. */
    public static final Listening DEFAULT = new Listening("127.0.0.1", 8080);

    private static final int LAST_PORT = 65_535;

    public Listening {
        if (port < 0 || port > LAST_PORT) {
            throw new IllegalArgumentException("port " + port + " does not exist: use 0 to " + LAST_PORT);
        }
    }

    /** Changed by {@code LIKENESS_BIND} and {@code LIKENESS_PORT}. */
    public Listening with(Variables variables) {
        return new Listening(variables.read("BIND", bind, UnaryOperator.identity()), variables.number("PORT", port));
    }

    /** Whether the service listens on all addresses of this machine. */
    public boolean everywhere() {
        return bind.equals("0.0.0.0") || bind.equals("::");
    }
}
