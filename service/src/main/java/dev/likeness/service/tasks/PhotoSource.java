package dev.likeness.service.tasks;

import dev.likeness.service.ids.ObjectName;
import java.net.URI;

/** Where a task's photo is. */
public sealed interface PhotoSource {
    /** The photo is in the object store. */
    record Kept(ObjectName object) implements PhotoSource {}

    /** The worker fetches it from this address. */
    record Linked(URI url) implements PhotoSource {}
}
