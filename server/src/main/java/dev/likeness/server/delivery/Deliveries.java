package dev.likeness.server.delivery;

import dev.likeness.store.Delivery;
import dev.likeness.store.ObjectName;
import dev.likeness.store.ObjectStore;
import dev.likeness.store.TaskView;
import java.util.Optional;

/** Stands in until variants are made. */
public final class Deliveries {
    private final ObjectStore objects;

    public Deliveries(ObjectStore objects) {
        this.objects = objects;
    }

    public Optional<ObjectName> object(TaskView task, ObjectName portrait, Delivery wanted) {
        return Optional.of(portrait);
    }

    public Optional<byte[]> file(TaskView task, ObjectName portrait, Delivery wanted) {
        return object(task, portrait, wanted).flatMap(objects::get);
    }
}
