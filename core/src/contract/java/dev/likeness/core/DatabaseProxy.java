package dev.likeness.core;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A proxy between a connection pool and PostgreSQL. It cuts a connection at the COMMIT that a test names, or all of them,
 * as if the database had died.
 */
public final class DatabaseProxy implements AutoCloseable {
    /** When a connection is cut. */
    public enum Cut {
        NEVER, BEFORE_COMMIT_ARRIVES, AS_SOON_AS_COMMIT_WENT_OUT, BEFORE_COMMIT_IS_ANSWERED
    }

    private final ServerSocket front;
    private final int database;
    private final AtomicReference<Cut> next = new AtomicReference<>(Cut.NEVER);
    private final AtomicInteger cuts = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Socket> swallowed = ConcurrentHashMap.newKeySet();
    private volatile String statement = "";
    private volatile boolean accepts = true;
    private volatile boolean shutsAfterCut;

    /**
     * @param database port of PostgreSQL on this machine
     */
    public DatabaseProxy(int database) throws IOException {
        this.database = database;
        this.front = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** The JDBC URL of the database through this proxy; it makes the driver send COMMIT as text. */
    public String url() {
        return "jdbc:postgresql://localhost:" + front.getLocalPort()
                + "/postgres?prepareThreshold=0&sslmode=disable&gssEncMode=disable";
    }

    /** Cuts the connection of the next COMMIT. */
    public void cutOnce(Cut when) {
        next.set(when);
    }

    /** Cuts the connection of the next COMMIT, and {@link #shut shuts} at the same time. */
    public void cutAndShut(Cut when) {
        cutAndShut(when, "");
    }

    /** As {@link #cutAndShut(Cut)}, at the next COMMIT of a connection that sends this statement before. */
    public void cutAndShut(Cut when, String statementBefore) {
        statement = statementBefore;
        shutsAfterCut = true;
        next.set(when);
    }

    /** Cuts all connections and refuses new ones. */
    public void shut() {
        accepts = false;
        open.forEach(DatabaseProxy::close);
    }

    /** Swallows what comes, and closes nothing: as a network that a firewall has cut. New connections are still made. */
    public void swallow() {
        swallowed.addAll(open);
    }

    /** Accepts connections again. */
    public void open() {
        shutsAfterCut = false;
        statement = "";
        accepts = true;
    }

    /** How many connections were cut at a COMMIT. */
    public int cuts() {
        return cuts.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = front.accept();
                if (accepts) {
                    Socket server = new Socket(InetAddress.getLoopbackAddress(), database);
                    open.add(client);
                    open.add(server);
                    new Pair(client, server).start();
                } else {
                    client.close();
                }
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private final class Pair {
        private final Socket client;
        private final Socket server;
        private volatile boolean sentStatement;
        private volatile boolean losesAnswer;

        Pair(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void start() {
            Thread.ofVirtual().start(() -> pump(client, server, true));
            Thread.ofVirtual().start(() -> pump(server, client, false));
        }

        private void pump(Socket from, Socket to, boolean fromClient) {
            byte[] buffer = new byte[1 << 16];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                    if (swallowed.contains(from)) {
                        continue;
                    }
                    Cut cut = fromClient ? cutAt(new String(buffer, 0, length, StandardCharsets.ISO_8859_1)) : Cut.NEVER;
                    if (cut == Cut.BEFORE_COMMIT_ARRIVES || !fromClient && losesAnswer) {
                        cut();
                        return;
                    }
                    losesAnswer |= cut == Cut.BEFORE_COMMIT_IS_ANSWERED;
                    out.write(buffer, 0, length);
                    if (cut == Cut.AS_SOON_AS_COMMIT_WENT_OUT) {
                        cut();
                        return;
                    }
                }
            } catch (IOException e) {
                // The other side was closed.
            }
            close(client);
            close(server);
        }

        private Cut cutAt(String text) {
            if (next.get() == Cut.NEVER) {
                return Cut.NEVER;
            }
            sentStatement |= text.contains(statement);
            return sentStatement && text.contains("COMMIT\0") ? next.getAndSet(Cut.NEVER) : Cut.NEVER;
        }

        private void cut() {
            cuts.incrementAndGet();
            if (shutsAfterCut) {
                shut();
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
        open.forEach(DatabaseProxy::close);
    }
}
