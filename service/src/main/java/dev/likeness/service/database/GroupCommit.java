package dev.likeness.service.database;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets work that many threads bring at once share one transaction, and with it one wait for the disk. Orders of one
 * account must follow each other anyway, since each sees what the one before left of the balance; one by one they would
 * be as fast as the disk can confirm a write, together they are as fast as the database can write rows.
 *
 * <p>
 * Flat combining (Hendler et al., SPAA 2010): every thread adds its piece to a list and asks for the lock; who gets it
 * carries out all there is, and most who get it later find theirs done. A piece is never left behind, no thread is
 * needed, and a lone piece waits for nobody.
 */
public final class GroupCommit<I, O> {
    private static final int MOST = 128;

    private final Function<List<I>, List<O>> together;
    private final ConcurrentLinkedQueue<Piece<I, O>> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock lock = new ReentrantLock();

    /**
     * @param together one result for each piece, in their order. When it throws {@link StoreException.Unavailable}, the
     *                 pieces are not tried again; when it throws anything else, it has done nothing
     */
    public GroupCommit(Function<List<I>, List<O>> together) {
        this.together = together;
    }

    /** Only touched by the thread that holds the lock, and by its own once it has ended. */
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

    /** The piece's result, once the transaction it was part of is on disk; throws what it failed of. */
    public O commit(I input) {
        Piece<I, O> piece = new Piece<>(input);
        waiting.add(piece);
        lock.lock();
        try {
            // More may have come before it than one transaction takes.
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
        // One of them may be the only one at fault: the others must not suffer for it.
        Throwable unavailable = null;
        for (Piece<I, O> piece : pieces) {
            piece.failure = unavailable != null ? unavailable : attempt(List.of(piece));
            if (piece.failure instanceof StoreException.Unavailable lost) {
                unavailable = lost;
            }
        }
    }

    // Whatever is thrown must reach those who wait for it, an Error too: left without an outcome they would wait for ever.
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
