package dev.likeness.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The way to a database, which can be shut: then it is out of reach, as if it had died. For transactions to be told apart
 * the driver must send them as text ({@code prepareThreshold=0}).
 */
final class Gate implements AutoCloseable {
    private final ServerSocket front;
    private final int database;
    private final Set<Socket> passing = ConcurrentHashMap.newKeySet();
    private volatile boolean shut;
    private volatile boolean losesAnAnswer;

    Gate(int database) throws IOException {
        this.database = database;
        this.front = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return front.getLocalPort();
    }

    void shut() {
        shut = true;
        passing.forEach(Gate::close);
    }

    void open() {
        shut = false;
    }

    /** The next order is written down, and nobody is told: the gate shuts before the answer to its COMMIT is through. */
    void shutBeforeAnOrderIsAcknowledged() {
        losesAnAnswer = true;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = front.accept();
                if (shut) {
                    client.close();
                    continue;
                }
                Socket server = new Socket(InetAddress.getLoopbackAddress(), database);
                passing.add(client);
                passing.add(server);
                new Passage(client, server).begin();
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private final class Passage {
        private final Socket client;
        private final Socket server;
        private volatile boolean orders;
        private volatile boolean commits;

        Passage(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void begin() {
            Thread.ofVirtual().start(() -> pass(client, server));
            Thread.ofVirtual().start(() -> pass(server, client));
        }

        private void pass(Socket from, Socket to) {
            byte[] buffer = new byte[1 << 16];
            try {
                for (int length = from.getInputStream().read(buffer); length >= 0; length = from.getInputStream()
                        .read(buffer)) {
                    if (from == client) {
                        String said = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
                        orders |= losesAnAnswer && said.contains("insert into tasks");
                        commits |= orders && said.contains("COMMIT\0");
                    } else if (commits) {
                        losesAnAnswer = false;
                        shut();
                        return;
                    }
                    to.getOutputStream().write(buffer, 0, length);
                }
            } catch (IOException e) {
                // The gate was shut.
            }
            close(client);
            close(server);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        front.close();
        shut();
    }
}
