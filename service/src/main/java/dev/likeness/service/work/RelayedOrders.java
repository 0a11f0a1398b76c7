package dev.likeness.service.work;

import dev.likeness.core.PortraitException;
import dev.likeness.core.relaying.RelayingEngine;
import dev.likeness.service.database.StoreException;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.orders.TaskLifecycle;
import dev.likeness.service.queue.Queue;
import dev.likeness.service.tasks.Attempt;
import dev.likeness.service.tasks.TaskLines;
import dev.likeness.service.upstreams.BookedErrand;
import dev.likeness.service.upstreams.ShownPhotos;
import dev.likeness.service.upstreams.Upstreams;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out orders that other services make, on threads of its own: they wait, and must not take the places of those that
 * compute. Meanwhile the order is back in the queue, due a while later; as long as this process lives, that is put off
 * again and again. If it dies, another takes the order up and goes on with the other service's task.
 */
public final class RelayedOrders implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RelayedOrders.class);
    /** Orders under way at once in this process; each holds a photo in memory. */
    private static final int CONCURRENT = 16;
    /** How long after the death of a process another takes its orders up. */
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration RENEWAL = LEASE.dividedBy(3);
    /** Before an order is tried again for which a store was unavailable. */
    private static final Duration RETRY = Duration.ofSeconds(3);

    private final Queue queue;
    private final TaskLifecycle lifecycle;
    private final Upstreams upstreams;
    private final ShownPhotos photos;
    private final Set<TaskId> underWay = ConcurrentHashMap.newKeySet();
    private final Semaphore slots = new Semaphore(CONCURRENT, true);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("relayed-order-", 0).factory());
    private final ScheduledExecutorService clock = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("relayed-orders").factory());

    public RelayedOrders(Queue queue, TaskLifecycle lifecycle, Upstreams upstreams, ShownPhotos photos) {
        this.queue = queue;
        this.lifecycle = lifecycle;
        this.upstreams = upstreams;
        this.photos = photos;
        clock.scheduleWithFixedDelay(this::renew, RENEWAL.toMillis(), RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * @throws dev.likeness.core.relaying.Errand.NoRoom when the other service has all the orders that it takes at once
     */
    void look(Attempt attempt, RelayingEngine engine) {
        upstreams.look(attempt, engine.terms());
    }

    /** The errand of an attempt. */
    BookedErrand errand(Attempt attempt, RelayingEngine engine) {
        return new BookedErrand(upstreams, photos, attempt, engine.terms());
    }

    /**
     * Starts the work; returns the exception with which the worker puts the order back into the queue.
     *
     * @param work ends as the handler of an entry does
     */
    Queue.Later send(TaskId task, Runnable work) {
        return new Queue.Later(LEASE, place -> {
            if (!underWay.add(task)) {
                // An attempt that was overtaken has not noticed yet.
                queue.postpone(task, Instant.now().plus(RETRY));
                return;
            }
            try {
                threads.execute(TaskLines.during(task, () -> run(task, work)));
            } catch (RejectedExecutionException stopping) {
                underWay.remove(task);
                queue.hasten(task, Instant.now());
            }
        });
    }

    private void run(TaskId task, Runnable work) {
        try {
            slots.acquire();
            try {
                work.run();
            } finally {
                slots.release();
            }
            done(task);
        } catch (InterruptedException stopping) {
            again(task, Duration.ZERO);
        } catch (Queue.Later later) {
            again(task, later.delay());
            later.back(Instant.now());
        } catch (PortraitException.Cancelled stopped) {
            again(task, Duration.ZERO);
        } catch (StoreException trouble) {
            again(task, RETRY);
        } catch (RuntimeException fault) {
            LOG.error("task {} goes back to the queue", task, fault);
            again(task, RETRY);
        } finally {
            underWay.remove(task);
        }
    }

    /** Not if the attempt was overtaken: then the entry is another worker's. One that stays finds its task closed and goes. */
    private void done(TaskId task) {
        try {
            if (lifecycle.photo(task).isEmpty()) {
                queue.remove(task);
            }
        } catch (StoreException trouble) {
            LOG.debug("the entry of task {}, which is closed, stays for a while", task, trouble);
        }
    }

    private void again(TaskId task, Duration wait) {
        underWay.remove(task);
        try {
            queue.hasten(task, Instant.now().plus(wait));
        } catch (StoreException trouble) {
            LOG.debug("task {} is due when its lease ends", task, trouble);
        }
    }

    @SuppressWarnings("CatchingUnchecked") // the clock must go on
    private void renew() {
        try {
            Instant due = Instant.now().plus(LEASE);
            underWay.forEach(task -> queue.postpone(task, due));
        } catch (RuntimeException trouble) {
            LOG.warn("orders with other services cannot be put off at the moment; another worker may take them up",
                    trouble);
        }
    }

    /** Ends what is under way here; another worker goes on with it. */
    @Override
    public void close() {
        clock.shutdownNow();
        threads.shutdownNow();
        threads.close();
    }
}
