package dev.likeness.server.delivery;

import dev.likeness.core.AigcMeta;
import dev.likeness.core.Photo;
import dev.likeness.core.Rendering;
import dev.likeness.core.Watermark;
import dev.likeness.imaging.AigcLabel;
import dev.likeness.imaging.JpegWriter;
import dev.likeness.imaging.PhotoDecoder;
import dev.likeness.imaging.WatermarkPainter;
import dev.likeness.store.Delivery;
import dev.likeness.store.ObjectName;
import dev.likeness.store.ObjectStore;
import dev.likeness.store.TaskView;
import java.util.Optional;

/**
 * Finds the file that a client wants: the original, or a variant of it with a visible mark or another label. A variant
 * is made the first time it is asked for and lies beside the original from then on; whoever erases the original erases
 * its variants.
 */
public final class Deliveries {
    private final ObjectStore objects;

    public Deliveries(ObjectStore objects) {
        this.objects = objects;
    }

    /**
     * The object that a link may lead to; empty when the original is gone.
     *
     * @param portrait the original of this task
     * @throws dev.likeness.core.PortraitException when the mark cannot be drawn
     */
    public Optional<ObjectName> object(TaskView task, ObjectName portrait, Delivery wanted) {
        Optional<Watermark> mark = mark(wanted);
        if (mark.isEmpty() && wanted.aigc().equals(task.delivery().aigc())) {
            return Optional.of(portrait);
        }
        ObjectName variant = portrait.variant(mark + "\n" + spelled(wanted.aigc()));
        if (objects.get(variant).isPresent()) {
            return Optional.of(variant);
        }
        return objects.get(portrait).flatMap(original -> {
            objects.put(variant, made(original, mark, label(task, wanted)));
            if (objects.get(portrait).isEmpty()) {
                // Erased meanwhile: what has just been put must not outlive it.
                objects.erase(portrait);
                return Optional.empty();
            }
            return Optional.of(variant);
        });
    }

    /** The file itself; empty when the original is gone. Throws as {@link #object} does. */
    public Optional<byte[]> file(TaskView task, ObjectName portrait, Delivery wanted) {
        return object(task, portrait, wanted).flatMap(objects::get);
    }

    private static byte[] made(byte[] original, Optional<Watermark> mark, AigcLabel label) {
        if (mark.isEmpty()) {
            return JpegWriter.relabel(original, label);
        }
        Photo photo = PhotoDecoder.decode(original);
        Rendering clean = new Rendering(photo.width(), photo.height(), photo.bgr(), photo.notes());
        return JpegWriter.encode(WatermarkPainter.paint(clean, mark.get()), label);
    }

    private static AigcLabel label(TaskView task, Delivery wanted) {
        return FileLabels.of(task.id(), task.facts().engine(), task.facts().request(), wanted.aigc());
    }

    /** What cannot be seen need not be drawn. */
    private static Optional<Watermark> mark(Delivery wanted) {
        return wanted.logo().watermark().filter(mark -> mark.opacity() > 0);
    }

    private static String spelled(AigcMeta aigc) {
        return aigc.contentProducer().orElse("") + "\0" + aigc.producerId().orElse("") + "\0"
                + aigc.contentPropagator().orElse("") + "\0" + aigc.propagateId().orElse("");
    }
}
