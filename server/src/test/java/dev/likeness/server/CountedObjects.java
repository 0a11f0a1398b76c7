package dev.likeness.server;

import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.pictures.ObjectStore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** A store that remembers what was read from it and what was put there. */
final class CountedObjects implements ObjectStore {
    private static final Queue<String> TOUCHED = new ConcurrentLinkedQueue<>();

    private final ObjectStore objects;

    CountedObjects(ObjectStore objects) {
        this.objects = objects;
    }

    /** Forgets what was read and put so far. */
    static void forget() {
        TOUCHED.clear();
    }

    /** Which of these tasks' portraits and their variants were read or put since, oldest first: {@code get out/…}. */
    static List<String> touchedPortraits(String... tasks) {
        List<String> names = Stream.of(tasks).map(CountedObjects::portrait).toList();
        return TOUCHED.stream().filter(touch -> names.stream().anyMatch(name -> touch.startsWith(name, 4))).toList();
    }

    /** The name of a task's portrait, without its ending. */
    private static String portrait(String task) {
        return TestService.database().alone(sql -> sql.one("select result_object from tasks where id = ?",
                row -> row.getString("result_object"), Long.parseLong(task))).replaceFirst("\\.\\w+$", "");
    }

    @Override
    public void put(ObjectName name, byte[] content) {
        TOUCHED.add("put " + name);
        objects.put(name, content);
    }

    @Override
    public Optional<byte[]> get(ObjectName name) {
        TOUCHED.add("get " + name);
        return objects.get(name);
    }

    @Override
    public void erase(ObjectName name) {
        objects.erase(name);
    }

    @Override
    public List<ObjectName> putBefore(Instant instant) {
        return objects.putBefore(instant);
    }

    @Override
    public void check() {
        objects.check();
    }

    @Override
    public Optional<String> writtenIdentity() {
        return objects.writtenIdentity();
    }

    @Override
    public String identity() {
        return objects.identity();
    }

    @Override
    public void eraseBefore(LocalDate day) {
        objects.eraseBefore(day);
    }

    @Override
    public void eraseUploadsBefore(LocalDate day) {
        objects.eraseUploadsBefore(day);
    }
}
