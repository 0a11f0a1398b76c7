package dev.likeness.bench.fleet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The network between the nodes and the database: passes everything on until it is pulled out. */
final class Cable implements AutoCloseable {
    private final ServerSocket front;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean plugged = true;

    Cable(int target) throws IOException {
        this.target = target;
        this.front = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return front.getLocalPort();
    }

    /** Breaks all connections, in the middle of whatever they carry; nothing gets through until it is plugged in. */
    void pull() {
        plugged = false;
        open.forEach(Cable::close);
    }

    void plug() {
        plugged = true;
    }

    private void accept() {
        while (!front.isClosed()) {
            try {
                Socket client = front.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException e) {
                // This cable is closed, or a client was gone at once.
            }
        }
    }

    private void connect(Socket client) {
        if (!plugged) {
            close(client);
            return;
        }
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(client);
            open.add(server);
            Thread.ofVirtual().start(() -> pump(client, server));
            Thread.ofVirtual().start(() -> pump(server, client));
            if (!plugged) {
                // Pulled just now, before it was among those that were closed.
                close(client);
                close(server);
            }
        } catch (IOException e) {
            // The database is away for the moment.
            close(client);
        }
    }

    private void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // Broken: so is the other direction.
        }
        close(from);
        close(to);
        open.remove(from);
        open.remove(to);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is as closed as it can be.
        }
    }

    @Override
    public void close() throws IOException {
        front.close();
        open.forEach(Cable::close);
    }
}
