package dev.likeness.service.upstreams;

import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.links.SignedLinks;
import dev.likeness.service.pictures.ObjectStore;
import dev.likeness.service.pictures.Uploads;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Shows photos to other services, by links that look and end like those of uploads. */
public final class ShownPhotos {
    /** Longer than any of them takes to fetch a photo. */
    private static final Duration LIFE = Duration.ofHours(1);

    private final ObjectStore objects;
    private final SignedLinks links;
    private final Optional<URI> address;

    /**
     * @param address what other services reach this one by; empty where none can
     */
    public ShownPhotos(ObjectStore objects, SignedLinks links, Optional<URI> address) {
        this.objects = objects;
        this.links = links;
        this.address = address;
    }

    /** A photo and where it is shown. */
    record Shown(ObjectName photo, URI address) {}

    Optional<Shown> show(byte[] jpeg) {
        return address.map(base -> {
            ObjectName name = ObjectName.freshUpload("jpg");
            objects.put(name, jpeg);
            String prefix = base.toString().replaceFirst("/+$", "");
            return new Shown(name, URI.create(prefix + Uploads.PATH + name.dayAndFile() + "?"
                    + links.sign(name, LIFE).query()));
        });
    }

    void erase(Shown shown) {
        objects.erase(shown.photo());
    }
}
