package dev.likeness.service.upstreams;

import dev.likeness.core.relaying.Errand;
import dev.likeness.core.relaying.Terms;
import dev.likeness.service.database.StoreException;
import dev.likeness.service.tasks.Attempt;
import dev.likeness.service.traces.Piece;
import dev.likeness.service.traces.Traces;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The errand of one attempt, in the database. Close it when the attempt is over. */
public final class BookedErrand implements Errand, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BookedErrand.class);
    /** How long to try to write down what cannot be learnt a second time. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Upstreams upstreams;
    private final ShownPhotos photos;
    private final Attempt attempt;
    private final Terms terms;
    private Optional<ShownPhotos.Shown> shown = Optional.empty();

    public BookedErrand(Upstreams upstreams, ShownPhotos photos, Attempt attempt, Terms terms) {
        this.upstreams = upstreams;
        this.photos = photos;
        this.attempt = attempt;
        this.terms = terms;
    }

    @Override
    public Optional<Submission> underWay() {
        return upstreams.underWay(attempt);
    }

    @Override
    public Duration turn(Kind kind) {
        return upstreams.turn(attempt.engine(), kind, terms.perSecond());
    }

    @Override
    public Call calling(Kind kind) {
        Piece call = Traces.call("upstream " + kind.name().toLowerCase(Locale.ROOT))
                .with("likeness.engine", attempt.engine());
        return call::close;
    }

    @Override
    public Submission begin() {
        return upstreams.begin(attempt, terms);
    }

    @Override
    public Submission accepted(Submission submission, String task) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return upstreams.accepted(submission, task);
            } catch (StoreException trouble) {
                if (System.nanoTime() > until) {
                    LOG.error(
                            "{} took task {} as its task {}, which cannot be written down: it will not be asked for the"
                                    + " portrait, and the order is not handed in again",
                            attempt.engine(), attempt.task(), task,
                            trouble);
                    throw trouble;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    @Override
    public void ended(Submission submission, End end) {
        upstreams.ended(submission, end);
        if (end == End.UNSURE) {
            LOG.warn("it is not known whether {} took task {}: see its list of calls", attempt.engine(),
                    attempt.task());
        }
    }

    @Override
    public Optional<URI> shown(byte[] jpeg) {
        if (shown.isEmpty()) {
            shown = photos.show(jpeg);
        }
        return shown.map(ShownPhotos.Shown::address);
    }

    /** Erases the photo that was shown; what a process that dies leaves goes with the uploads of its day. */
    @Override
    public void close() {
        try {
            shown.ifPresent(photos::erase);
        } catch (StoreException trouble) {
            LOG.warn("a photo that was shown to {} is left to the janitor", attempt.engine(), trouble);
        }
    }
}
