package dev.likeness.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
final class GroupCommit<I, O> {
    private static final int MOST = 128;

    private final Function<List<I>, List<O>> together;
    private final ConcurrentLinkedQueue<Piece<I, O>> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock lock = new ReentrantLock();

    /**
     * @param together one result for each piece, in their order; when it throws, nothing has happened
     */
    GroupCommit(Function<List<I>, List<O>> together) {
        this.together = together;
    }

    private static final class Piece<I, O> {
        private final I input;
        private volatile @Nullable O result;
        private volatile @Nullable RuntimeException failure;

        Piece(I input) {
            this.input = input;
        }

        Optional<O> outcome() {
            RuntimeException thrown = failure;
            if (thrown != null) {
                throw thrown;
            }
            return Optional.ofNullable(result);
        }
    }

    /** The piece's result, once the transaction it was part of is on disk. */
    O commit(I input) {
        Piece<I, O> piece = new Piece<>(input);
        waiting.add(piece);
        while (true) {
            lock.lock();
            try {
                Optional<O> outcome = piece.outcome();
                if (outcome.isPresent()) {
                    return outcome.get();
                }
                carryOut(next());
            } finally {
                lock.unlock();
            }
        }
    }

    private List<Piece<I, O>> next() {
        List<Piece<I, O>> pieces = new ArrayList<>();
        while (pieces.size() < MOST) {
            Piece<I, O> piece = waiting.poll();
            if (piece == null) {
                break;
            }
            pieces.add(piece);
        }
        return pieces;
    }

    private void carryOut(List<Piece<I, O>> pieces) {
        try {
            List<O> results = together.apply(pieces.stream().map(piece -> piece.input).toList());
            for (int i = 0; i < pieces.size(); i++) {
                pieces.get(i).result = results.get(i);
            }
        } catch (RuntimeException e) {
            if (pieces.size() == 1) {
                pieces.getFirst().failure = e;
            } else {
                // One of them may be the only one at fault: the others must not suffer for it.
                pieces.forEach(piece -> carryOut(List.of(piece)));
            }
        }
    }
}
