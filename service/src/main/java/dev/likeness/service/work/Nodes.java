package dev.likeness.service.work;

import dev.likeness.service.database.Database;
import dev.likeness.service.database.Sha256;
import dev.likeness.service.database.Sql;
import dev.likeness.service.database.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The processes of a service that are alive, whatever their role, and the settings they must agree on: with another public
 * address, say, half of the webhooks would carry links that lead nowhere. A node that starts compares its own with those
 * of the others, so a setting is changed by stopping all nodes and starting them again. Only fingerprints are stored, made
 * with the service's secret. Prices are in the database, where there is only one of each.
 */
public final class Nodes {
    static final Duration HEARTBEAT = Duration.ofSeconds(5);
    /** A node without a heartbeat for this long no longer counts: one that was killed shall not keep others from starting. */
    static final Duration GONE = Duration.ofSeconds(20);
    /** Links, tickets and the queue compare times of several machines. */
    static final Duration CLOCKS_DIFFER = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Nodes.class);
    /** Of the advisory lock under which nodes join one after the other. */
    private static final long TURN = 0x6e6f646573L;
    private static final int FINGERPRINT_BYTES = 8;

    private final Database database;
    private final String secret;

    /**
     * @param secret fingerprint of the service's secrets, the same on all nodes
     */
    public Nodes(Database database, String secret) {
        this.database = database;
        this.secret = secret;
    }

    /**
     * A node that starts.
     *
     * @param host     name of its machine
     * @param role     for people who read of it
     * @param settings that all nodes must share, by the names under which they are set
     */
    public record Node(String host, String role, Map<String, String> settings) {
        public Node {
            settings = new TreeMap<>(settings);
        }
    }

    /** Keeps the node listed until it is closed. */
    public interface Membership extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Joins the nodes that are alive.
     *
     * @throws StoreException when a setting differs from theirs, or this machine's clock from the database's
     */
    public Membership join(Node node) {
        return join(node, Instant.now());
    }

    Membership join(Node node, Instant clock) {
        String id = UUID.randomUUID().toString();
        database.inTransaction(sql -> {
            sql.exists("select from pg_advisory_xact_lock(?)", TURN);
            compareClocks(sql, clock);
            for (Other other : others(sql)) {
                compare(node, other);
            }
            return write(sql, id, node);
        });
        ScheduledExecutorService beat = Executors
                .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("node-presence").factory());
        beat.scheduleWithFixedDelay(() -> beat(id, node), HEARTBEAT.toMillis(), HEARTBEAT.toMillis(),
                TimeUnit.MILLISECONDS);
        return () -> {
            beat.shutdownNow();
            beat.close();
            database.alone(sql -> sql.update("delete from nodes where id = ?", id));
        };
    }

    private void beat(String id, Node node) {
        try {
            database.alone(sql -> write(sql, id, node));
        } catch (StoreException e) {
            LOG.debug("the heartbeat of this node cannot be written at the moment", e);
        }
    }

    private int write(Sql sql, String id, Node node) throws SQLException {
        return sql.update("""
                with forgotten as (delete from nodes where seen_at < now() - interval '1 day')
                insert into nodes (id, host, role, settings, fingerprints) values (?, ?, ?, ?, ?)
                on conflict (id) do update set seen_at = now()
                """, id, node.host(), node.role(), Sql.texts(node.settings().keySet()),
                Sql.texts(fingerprints(node).values()));
    }

    private record Other(String host, String role, List<String> settings, List<String> fingerprints) {}

    private static List<Other> others(Sql sql) throws SQLException {
        return sql.list("select * from nodes where seen_at > now() - ? * interval '1 second' order by started_at",
                Nodes::other, GONE.toSeconds());
    }

    private static Other other(ResultSet row) throws SQLException {
        return new Other(row.getString("host"), row.getString("role"), Sql.texts(row, "settings"),
                Sql.texts(row, "fingerprints"));
    }

    private void compare(Node node, Other other) {
        Map<String, String> mine = fingerprints(node);
        List<String> different = new ArrayList<>();
        for (int i = 0; i < other.settings().size(); i++) {
            String name = other.settings().get(i);
            if (!mine.getOrDefault(name, other.fingerprints().get(i)).equals(other.fingerprints().get(i))) {
                different.add(name);
            }
        }
        if (!different.isEmpty()) {
            throw new StoreException("this process has another " + String.join(" and another ", different)
                    + " than the " + other.role() + " node on " + other.host() + ", which is running: set the same on"
                    + " all nodes, or stop them all before a setting is changed");
        }
    }

    private static void compareClocks(Sql sql, Instant clock) throws SQLException {
        Instant theirs = sql.one("select clock_timestamp() as now", row -> Sql.instant(row, "now").orElseThrow());
        Duration apart = Duration.between(theirs, clock).abs();
        if (apart.compareTo(CLOCKS_DIFFER) > 0) {
            throw new StoreException("the clock of this machine is " + apart.toSeconds()
                    + " s off the database's: links and the queue need them within " + CLOCKS_DIFFER.toSeconds()
                    + " s; set the time (NTP) and start again");
        }
    }

    private Map<String, String> fingerprints(Node node) {
        Map<String, String> made = new TreeMap<>();
        node.settings().forEach((name, value) -> made.put(name, HexFormat.of()
                .formatHex(Sha256.of(secret + "\n" + name + "\n" + value), 0, FINGERPRINT_BYTES)));
        return made;
    }
}
