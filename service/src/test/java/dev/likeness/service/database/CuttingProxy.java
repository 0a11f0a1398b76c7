package dev.likeness.service.database;

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

/** Stands between the pool and PostgreSQL, and cuts a connection at the moment a test names. */
final class CuttingProxy implements AutoCloseable {
    /** When a connection is cut. */
    enum Cut {
        NEVER, BEFORE_COMMIT_ARRIVES, AS_SOON_AS_COMMIT_WENT_OUT, BEFORE_COMMIT_IS_ANSWERED
    }

    private final ServerSocket front;
    private final int database;
    private final AtomicReference<Cut> next = new AtomicReference<>(Cut.NEVER);
    private final AtomicInteger cuts = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean letsIn = true;
    private volatile boolean staysAway;

    CuttingProxy(int database) throws IOException {
        this.database = database;
        this.front = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** The database's address by way of this proxy; each COMMIT is sent as such, not as a prepared statement. */
    DatabaseAddress address(DatabaseAddress direct) {
        return new DatabaseAddress("jdbc:postgresql://localhost:" + front.getLocalPort()
                + "/postgres?prepareThreshold=0&sslmode=disable&gssEncMode=disable", direct.user(), direct.password());
    }

    /** Cuts at the next COMMIT, and only there. */
    void cutOnce(Cut when) {
        next.set(when);
    }

    /** Cuts at the next COMMIT, and lets nobody in afterwards. */
    void cutAndStayAway(Cut when) {
        staysAway = true;
        next.set(when);
    }

    void letIn() {
        staysAway = false;
        letsIn = true;
    }

    int cuts() {
        return cuts.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = front.accept();
                if (letsIn) {
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
        private volatile boolean swallowsTheAnswer;

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
                    Cut cut = fromClient && isCommit(buffer, length) ? next.getAndSet(Cut.NEVER) : Cut.NEVER;
                    if (cut == Cut.BEFORE_COMMIT_ARRIVES || !fromClient && swallowsTheAnswer) {
                        cut();
                        return;
                    }
                    swallowsTheAnswer |= cut == Cut.BEFORE_COMMIT_IS_ANSWERED;
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

        private void cut() {
            cuts.incrementAndGet();
            if (staysAway) {
                letsIn = false;
                open.forEach(CuttingProxy::close);
            }
            close(client);
            close(server);
        }
    }

    private static boolean isCommit(byte[] bytes, int length) {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1).contains("COMMIT\0");
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
        open.forEach(CuttingProxy::close);
    }
}
