package dev.likeness.service.work;

import dev.likeness.core.PortraitException;
import dev.likeness.service.database.StoreException;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.orders.TaskLifecycle;
import dev.likeness.service.pictures.ObjectStore;
import dev.likeness.service.pictures.PhotoFetcher;
import dev.likeness.service.queue.Queue;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the photos of orders that name an address, on threads of its own, so that slow hosts keep no renderer from its
 * work. Meanwhile the order is back in the queue; once its photo lies in the object store, it gets its old place there.
 */
public final class PhotoDownloads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PhotoDownloads.class);
    /** Photos fetched at once; each may take 20 MB of memory. */
    private static final int PLACES = 8;
    /** After which an order comes round again if this process died over its photo. */
    private static final Duration ROUND = PhotoFetcher.DEADLINE.plusSeconds(5);

    private final TaskLifecycle lifecycle;
    private final Queue queue;
    private final ObjectStore objects;
    private final PhotoFetcher fetcher;
    private final Set<TaskId> underWay = ConcurrentHashMap.newKeySet();
    private final Semaphore places = new Semaphore(PLACES, true);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("photo-download-", 0).factory());

    public PhotoDownloads(TaskLifecycle lifecycle, Queue queue, ObjectStore objects, PhotoFetcher fetcher) {
        this.lifecycle = lifecycle;
        this.queue = queue;
        this.objects = objects;
        this.fetcher = fetcher;
    }

    /** What a worker throws that meets an order whose photo is still to be fetched. */
    Queue.Later send(TaskId task, URI address) {
        return new Queue.Later(ROUND, place -> {
            if (underWay.add(task)) {
                try {
                    threads.execute(() -> run(task, address, place));
                } catch (RejectedExecutionException stopping) {
                    underWay.remove(task);
                }
            }
        });
    }

    @SuppressWarnings("CatchingUnchecked") // a thread of its own: nobody else would log it
    private void run(TaskId task, URI address, Instant place) {
        try {
            places.acquire();
            try {
                keep(task, fetcher.fetch(address));
            } catch (PortraitException.Cancelled stopping) {
                LOG.debug("the photo of task {} is left to another worker", task);
                return;
            } catch (PortraitException refusal) {
                lifecycle.begin(task)
                        .ifPresent(attempt -> lifecycle.fail(attempt, refusal.code(), refusal.getMessage()));
                LOG.info("task {} failed: {}", task, refusal.code().wireName());
            } finally {
                places.release();
            }
            queue.hasten(task, place);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (StoreException trouble) {
            LOG.warn("the photo of task {} is fetched again: a store is unavailable at the moment", task,
                    trouble);
        } catch (RuntimeException fault) {
            LOG.error("the photo of task {} cannot be fetched", task, fault);
        } finally {
            underWay.remove(task);
        }
    }

    private void keep(TaskId task, byte[] photo) {
        ObjectName name = ObjectName.freshPhoto();
        objects.put(name, photo);
        if (!lifecycle.fetched(task, name)) {
            objects.erase(name);
        }
    }

    /** Breaks off what is being fetched: another worker fetches it again. */
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
