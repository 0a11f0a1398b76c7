package dev.likeness.service.database;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets concurrent pieces of work share one transaction, and with it one fsync. Orders of one account are serialised
 * anyway, since each needs the balance that the previous one left: one by one they would be limited by the latency of
 * the disk, together only by how fast the database writes rows.
 *
 * <p>
 * Flat combining (Hendler et al., SPAA 2010): each thread adds its piece to a list and takes the lock; the holder
 * processes all waiting pieces, and most threads that get the lock later find their own piece done. No piece is left
 * behind, no extra thread is needed, and a single piece waits for no other.
 */
public final class GroupCommit<I, O> {
    private static final int MOST = 128;

    private final Function<List<I>, List<O>> together;
    private final ConcurrentLinkedQueue<Piece<I, O>> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock lock = new ReentrantLock();

    /**
     * @param together processes a list of pieces and returns one result each, in their order. When it throws {@link
     *                 StoreException.Unavailable}, the pieces are not retried; any other exception means that it has
     *                 changed nothing
     */
    public GroupCommit(Function<List<I>, List<O>> together) {
        this.together = together;
    }

    /** Accessed only by the thread that holds the lock, and by its own thread once it has ended. */
    private static final class Piece<I, O> {
        private final I input;
        private @Nullable O result;
        private @Nullable Throwable failure;

        Piece(I input) {
            this.input = input;
        }

        boolean ended() {
            return result != null || failure != null;
        }

        O outcome() {
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
            O found = result;
            if (found == null) {
                throw new IllegalStateException("the piece was left without an outcome", failure);
            }
            return found;
        }
    }

    /** Returns the result when the transaction that includes it is committed; throws the exception that it failed with. */
    public O commit(I input) {
        Piece<I, O> piece = new Piece<>(input);
        waiting.add(piece);
        lock.lock();
        try {
            // More pieces may be ahead of this one than fit into one transaction.
            while (!piece.ended()) {
                carryOut(next());
            }
        } finally {
            lock.unlock();
        }
        return piece.outcome();
    }

    private List<Piece<I, O>> next() {
        List<Piece<I, O>> pieces = new ArrayList<>(MOST);
        while (pieces.size() < MOST) {
            Piece<I, O> piece = waiting.poll();
            if (piece == null) {
                break;
            }
            pieces.add(piece);
        }
        return pieces;
    }

    /** Ends every piece. */
    private void carryOut(List<Piece<I, O>> pieces) {
        Throwable failure = attempt(pieces);
        if (failure == null) {
            return;
        }
        if (pieces.size() == 1 || failure instanceof StoreException.Unavailable) {
            pieces.forEach(piece -> piece.failure = failure);
            return;
        }
        // A single piece may be at fault: retry each alone, so that the others succeed.
        Throwable unavailable = null;
        for (Piece<I, O> piece : pieces) {
            piece.failure = unavailable != null ? unavailable : attempt(List.of(piece));
            if (piece.failure instanceof StoreException.Unavailable lost) {
                unavailable = lost;
            }
        }
    }

    // Every Throwable, Errors included, must reach the waiting threads: without an outcome they would loop for ever.
    @SuppressWarnings("CatchingUnchecked")
    private @Nullable Throwable attempt(List<Piece<I, O>> pieces) {
        try {
            List<O> results = together.apply(pieces.stream().map(piece -> piece.input).toList());
            for (int i = 0; i < pieces.size(); i++) {
                pieces.get(i).result = results.get(i);
            }
            return null;
        } catch (Throwable e) {
            return e;
        }
    }
}
