package dev.likeness.service.delivery;

import dev.likeness.core.AigcMeta;
import dev.likeness.core.Logo;
import dev.likeness.core.PortraitException;
import dev.likeness.core.Rendering;
import dev.likeness.core.Watermark;
import dev.likeness.core.output.FileFormat;
import dev.likeness.core.output.OutputFile;
import dev.likeness.imaging.AigcLabel;
import dev.likeness.imaging.PictureReader;
import dev.likeness.imaging.PictureWriter;
import dev.likeness.imaging.WatermarkPainter;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.pictures.ObjectStore;
import dev.likeness.service.tasks.Delivery;
import dev.likeness.service.tasks.TaskState;
import dev.likeness.service.tasks.TaskView;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the file that a client wants: the original, or a variant of it with a visible mark or another label. A variant
 * is made when it is first requested and is then stored beside the original; erasing the original erases its variants.
 * The name of the variant that an order asked for, and so the link to it, is known before the variant exists.
 */
public final class Deliveries {
    private final ObjectStore objects;
    private final Function<ObjectName, Optional<TaskView>> tasks;

    /**
     * @param tasks finds the task of a portrait
     */
    public Deliveries(ObjectStore objects, Function<ObjectName, Optional<TaskView>> tasks) {
        this.objects = objects;
        this.tasks = tasks;
    }

    /** The name of the object in the form that the order asked for; it may not exist yet, see {@link #open}. */
    public static ObjectName ordered(TaskView task, TaskState.Done done) {
        return name(task, done.portrait(), task.delivery());
    }

    /** Whether this is the form that the order asked for, so that {@link #ordered} names it. */
    public static boolean isAsOrdered(TaskView task, Delivery wanted) {
        return wanted.logo().equals(task.delivery().logo()) && wanted.aigc().equals(task.delivery().aigc());
    }

    /**
     * The picture behind a link. If it is the form that its order asked for and nobody has requested it before, it is
     * made now. Empty when it was erased.
     *
     * @throws PortraitException when the mark cannot be drawn
     */
    public Optional<byte[]> open(ObjectName name) {
        Optional<byte[]> found = objects.get(name);
        if (found.isPresent() || name.equals(name.original())) {
            return found;
        }
        return tasks.apply(name.original()).filter(task -> task.state() instanceof TaskState.Done done
                && ordered(task, done).equals(name)).flatMap(task -> file(task, name.original(), task.delivery()));
    }

    /** As {@link #open}, as a stream that the caller closes; nothing that is stored is taken into memory. */
    public Optional<ObjectStore.Content> stream(ObjectName name) {
        Optional<ObjectStore.Content> found = objects.open(name);
        return found.isPresent() || name.equals(name.original())
                ? found
                : open(name).map(ObjectStore.Content::of);
    }

    /**
     * A link of the object store's own to the picture, which is made first if it does not exist yet; empty where the store
     * gives none, or when the picture was erased.
     */
    public Optional<URI> link(ObjectName name, ObjectStore.HandedOut as, Duration longest) {
        return objects.link(name, as, longest)
                .filter(link -> objects.has(name) || !name.equals(name.original()) && open(name).isPresent());
    }

    /**
     * The object for a link, made if it does not exist yet; empty when the original was erased.
     *
     * @param portrait the original of this task
     * @throws PortraitException when the mark cannot be drawn
     */
    public Optional<ObjectName> object(TaskView task, ObjectName portrait, Delivery wanted) {
        ObjectName variant = name(task, portrait, wanted);
        if (variant.equals(portrait) || objects.has(variant)) {
            return Optional.of(variant);
        }
        return made(task, portrait, wanted, variant).map(file -> variant);
    }

    /** The file itself; empty when the original was erased. Throws as {@link #object} does. */
    public Optional<byte[]> file(TaskView task, ObjectName portrait, Delivery wanted) {
        ObjectName variant = name(task, portrait, wanted);
        Optional<byte[]> found = objects.get(variant);
        return found.isPresent() || variant.equals(portrait) ? found : made(task, portrait, wanted, variant);
    }

    private Optional<byte[]> made(TaskView task, ObjectName portrait, Delivery wanted, ObjectName variant) {
        return objects.get(portrait).flatMap(original -> {
            byte[] file = made(original, mark(wanted), FileLabels.of(task, wanted.aigc(), original),
                    kept(task, portrait));
            objects.put(variant, file);
            if (!objects.has(portrait)) {
                // The original was erased meanwhile, so its new variant must be erased too.
                objects.erase(portrait);
                return Optional.empty();
            }
            return Optional.of(file);
        });
    }

    private static byte[] made(byte[] original, Optional<Watermark> mark, AigcLabel label, OutputFile file) {
        boolean bitForBit = mark.isEmpty() && !file.isSized() && file.format().orElseThrow() != FileFormat.WEBP;
        if (bitForBit) {
            return PictureWriter.relabel(original, label);
        }
        Rendering clean = PictureReader.read(original);
        return PictureWriter.write(mark.map(seen -> WatermarkPainter.paint(clean, seen)).orElse(clean), label, file)
                .bytes();
    }

    /** The file that is kept: as it was ordered, of the format that was made. */
    private static OutputFile kept(TaskView task, ObjectName portrait) {
        return task.delivery().file().as(FileFormat.named(portrait.ending()));
    }

    /** Depends on the requested form only; also defined for marks that cannot be drawn. */
    private static ObjectName name(TaskView task, ObjectName portrait, Delivery wanted) {
        boolean marked = isSeen(wanted.logo());
        return !marked && wanted.aigc().equals(task.delivery().aigc())
                ? portrait
                : portrait.variant((marked ? spelled(wanted.logo()) : "") + "\n" + spelled(wanted.aigc()));
    }

    private static Optional<Watermark> mark(Delivery wanted) {
        return isSeen(wanted.logo()) ? wanted.logo().watermark() : Optional.empty();
    }

    /** A fully transparent mark need not be drawn. */
    private static boolean isSeen(Logo logo) {
        return logo.wanted() && logo.opacity() > 0;
    }

    private static String spelled(Logo logo) {
        return logo.words() + "\0" + logo.corner() + "\0" + logo.opacity() + "\0" + logo.size();
    }

    private static String spelled(AigcMeta aigc) {
        return aigc.contentProducer().orElse("") + "\0" + aigc.producerId().orElse("") + "\0"
                + aigc.contentPropagator().orElse("") + "\0" + aigc.propagateId().orElse("");
    }
}
