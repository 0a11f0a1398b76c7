package dev.likeness.service.work;

import dev.likeness.core.PortraitException;
import dev.likeness.service.database.StoreException;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.orders.TaskLifecycle;
import dev.likeness.service.pictures.ObjectStore;
import dev.likeness.service.pictures.PhotoFetcher;
import dev.likeness.service.queue.Queue;
import dev.likeness.service.tasks.TaskLines;
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
 * Fetches the photos of orders that link to one, on threads of its own, so that slow hosts do not block rendering.
 * Meanwhile the order is back in the queue; once its photo is stored, it gets its old place there.
 */
public final class PhotoDownloads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PhotoDownloads.class);
    /** Photos fetched at once; each may take 20 MB of memory. */
    private static final int CONCURRENT = 8;
    /** Time after which an order is due again if this process died while it fetched the photo. */
    private static final Duration DUE_AGAIN = PhotoFetcher.DEADLINE.plusSeconds(5);

    private final TaskLifecycle lifecycle;
    private final Queue queue;
    private final ObjectStore objects;
    private final PhotoFetcher fetcher;
    private final Set<TaskId> underWay = ConcurrentHashMap.newKeySet();
    private final Semaphore slots = new Semaphore(CONCURRENT, true);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("photo-download-", 0).factory());

    public PhotoDownloads(TaskLifecycle lifecycle, Queue queue, ObjectStore objects, PhotoFetcher fetcher) {
        this.lifecycle = lifecycle;
        this.queue = queue;
        this.objects = objects;
        this.fetcher = fetcher;
    }

    /**
     * Starts the download of an order's photo; returns the exception with which the worker puts the order back into the
     * queue.
     */
    Queue.Later send(TaskId task, URI address) {
        return new Queue.Later(DUE_AGAIN, place -> {
            if (underWay.add(task)) {
                try {
                    threads.execute(TaskLines.during(task, () -> run(task, address, place)));
                } catch (RejectedExecutionException stopping) {
                    underWay.remove(task);
                }
            }
        });
    }

    /** Has the workers of another engine pick the order. */
    void move(TaskId task, String engine) {
        queue.move(task, engine);
    }

    @SuppressWarnings("CatchingUnchecked") // a thread of its own: nobody else would log it
    private void run(TaskId task, URI address, Instant place) {
        try {
            slots.acquire();
            try {
                store(task, fetcher.fetch(address));
            } catch (PortraitException.Cancelled stopping) {
                LOG.debug("another worker fetches the photo of task {}", task);
                return;
            } catch (PortraitException refusal) {
                lifecycle.begin(task)
                        .ifPresent(attempt -> lifecycle.fail(attempt, refusal.code(), refusal.getMessage()));
                LOG.info("task {} failed: {}", task, refusal.code().wireName());
            } finally {
                slots.release();
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

    private void store(TaskId task, byte[] photo) {
        ObjectName name = ObjectName.freshPhoto();
        objects.put(name, photo);
        if (!lifecycle.fetched(task, name)) {
            objects.erase(name);
        }
    }

    /** Cancels the downloads; another worker repeats them. */
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
