package dev.likeness.relay;

import dev.likeness.core.Cancellation;
import dev.likeness.core.EngineListing;
import dev.likeness.core.EngineProfile;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.Note;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitException.Upstream;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Progress;
import dev.likeness.core.Rendering;
import dev.likeness.core.relaying.Errand;
import dev.likeness.core.relaying.Errand.End;
import dev.likeness.core.relaying.Errand.Submission;
import dev.likeness.core.relaying.RelayingEngine;
import dev.likeness.core.relaying.Terms;
import dev.likeness.relay.Exchange.Broken;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An engine whose portraits a cloud makes. Reads like an errand: hand the order in, or take up where another worker left
 * it; ask until there is a picture; fetch it. What can be paid for twice is written down before it is sent.
 */
final class RelayEngine implements RelayingEngine {
    /** How often an order is handed in anew whose picture the upstream's own check refused. */
    private static final int SITTINGS = 3;

    private final Cloud cloud;
    private final Station station;
    private final Terms terms;
    private final Exchange exchange;

    /**
     * @param address of the upstream
     */
    RelayEngine(Cloud cloud, URI address, Dialect dialect, Terms terms, Rhythm rhythm) {
        this.cloud = cloud;
        this.terms = terms;
        this.exchange = new Exchange(rhythm.answer());
        this.station = new Station(cloud.engine(), address, dialect, exchange, rhythm);
    }

    @Override
    public String name() {
        return cloud.engine();
    }

    @Override
    public EngineProfile profile() {
        return cloud.profile();
    }

    @Override
    public String device() {
        return station.host();
    }

    @Override
    public Terms terms() {
        return terms;
    }

    @Override
    public EngineListing.Cloud cloud() {
        return new EngineListing.Cloud(station.host(), true, terms.atOnce(), terms.perSecond());
    }

    @Override
    public void check(PortraitRequest request) {
        OrderFields.check(name(), request);
    }

    @Override
    public Rendering render(Commission commission, Progress told, Cancellation cancellation) {
        cancellation.check();
        Progress progress = rising(told);
        OrderFields.check(name(), commission.request());
        Wait wait = new Wait(cancellation);
        progress.report(0, "submitting");
        for (int sitting = 1;; sitting++) {
            Submission submission = handedIn(commission, wait);
            progress.report(Math.min(sitting, 2) * 0.05, "submitted");
            try {
                Rendering rendering = fetched(commission, submission, progress, wait);
                commission.errand().ended(submission, End.DONE);
                progress.report(1, "fetched");
                return rendering;
            } catch (Refused refused) {
                commission.errand().ended(submission, End.REFUSED);
                if (refused.code().fault() != UpstreamCode.Fault.OUTPUT || !refused.code().retry()
                        || sitting == SITTINGS) {
                    throw refused.told(name());
                }
                wait.sleep(station.rhythm().backOff(sitting - 1));
            } catch (Lost lost) {
                commission.errand().ended(submission, End.GIVEN_UP);
                throw lost.told(name());
            }
        }
    }

    /** An order that is handed in anew has not come less far. */
    private static Progress rising(Progress told) {
        double[] highest = {0};
        return (fraction, stage) -> {
            highest[0] = Math.max(highest[0], fraction);
            told.report(highest[0], stage);
        };
    }

    // ---- Handing in

    private Submission handedIn(Commission commission, Wait wait) {
        Errand errand = commission.errand();
        Optional<Submission> known = errand.underWay();
        // Another worker may have sent it a moment ago and still be waiting for the answer.
        while (known.isPresent() && known.get().task().isEmpty()
                && wait.since(known.get().at()).compareTo(station.rhythm().answer()) < 0) {
            wait.sleep(station.rhythm().poll());
            known = errand.underWay();
        }
        if (known.isPresent() && known.get().task().isPresent()) {
            return known.get();
        }
        Outgoing outgoing = new Outgoing(commission);
        if (known.isPresent()) {
            if (!station.recognizesRepeats()) {
                errand.ended(known.get(), End.UNSURE);
                throw station.unsure("a worker ended while it handed the order in");
            }
            return sent(known.get(), outgoing, errand, wait, 0);
        }
        return sentAnew(outgoing, errand, wait, 0);
    }

    private Submission sentAnew(Outgoing outgoing, Errand errand, Wait wait, int repetition) {
        // The photo is ready before the order counts as sent.
        outgoing.prepare();
        wait.sleep(errand.turn(Errand.Kind.SUBMIT));
        return sent(errand.begin(), outgoing, errand, wait, repetition);
    }

    private Submission sent(Submission submission, Outgoing outgoing, Errand errand, Wait wait, int repetition) {
        boolean last = repetition >= station.rhythm().repeats();
        boolean same = false;
        // From here to the end of accepted() nothing may stop this thread: an order is on its way.
        boolean interrupted = Thread.interrupted();
        try {
            String task;
            try (var _ = errand.calling(Errand.Kind.SUBMIT)) {
                task = station.submit(outgoing.fields(), submission);
            }
            return errand.accepted(submission, task);
        } catch (Refused refused) {
            errand.ended(submission, End.REFUSED);
            if (!refused.code().retry() || last) {
                throw refused.told(name());
            }
        } catch (Broken broken) {
            if (!broken.sent()) {
                errand.ended(submission, End.REFUSED);
                if (last) {
                    throw station.failed("", String.valueOf(broken.getMessage()));
                }
            } else if (!station.recognizesRepeats() || last) {
                errand.ended(submission, End.UNSURE);
                throw station.unsure(String.valueOf(broken.getMessage()));
            } else {
                same = true;
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        wait.sleep(station.rhythm().backOff(repetition));
        return same
                ? sent(submission, outgoing, errand, wait, repetition + 1)
                : sentAnew(outgoing, errand, wait, repetition + 1);
    }

    /** An order as it is sent, made once. */
    private static final class Outgoing {
        private final Commission commission;
        private Optional<byte[]> photo = Optional.empty();
        private Optional<URI> address = Optional.empty();

        Outgoing(Commission commission) {
            this.commission = commission;
        }

        void prepare() {
            if (photo.isEmpty()) {
                byte[] file = Pictures.outgoing(commission.photo());
                photo = Optional.of(file);
                address = commission.errand().shown(file);
            }
        }

        com.google.gson.JsonObject fields() {
            prepare();
            return OrderFields.of(commission.request(), address, photo.orElseThrow());
        }
    }

    // ---- Coming back

    private Rendering fetched(Commission commission, Submission submission, Progress progress, Wait wait)
            throws Refused, Lost {
        String task = submission.task().orElseThrow();
        int failures = 0;
        // The last time the picture is asked for in the answer itself, which needs no link.
        for (int fetch = 0;; fetch++) {
            boolean link = fetch < station.rhythm().repeats();
            Answer.Data done = finished(commission.errand(), submission, link, progress, wait);
            progress.report(FETCHING, "fetching");
            try {
                return picture(commission.request(), task, station.file(done));
            } catch (Broken | UnusablePhoto broken) {
                if (!link) {
                    throw new Lost("it made a portrait, but " + broken.getMessage());
                }
                failures = fetch + 1;
                wait.sleep(failures == 1 ? Duration.ZERO : station.rhythm().backOff(fetch - 1));
                // Straight to the picture itself when links do not lead to one twice.
                fetch = failures >= 2 ? station.rhythm().repeats() - 1 : fetch;
            }
        }
    }

    private static final double FETCHING = 0.9;

    private Rendering picture(PortraitRequest request, String task, byte[] file) {
        return Pictures.incoming(file, request.size(), name(),
                List.of(new Note(Note.Kind.SEED, "seed " + request.seed().value()),
                        new Note(Note.Kind.ENGINE, name() + " made it as its task " + task)));
    }

    private Answer.Data asked(Errand errand, Submission submission, boolean link) throws Refused, Broken {
        try (var _ = errand.calling(Errand.Kind.RESULT)) {
            return station.ask(submission.task().orElseThrow(), link);
        }
    }

    /** Asks until the upstream is done. */
    private Answer.Data finished(Errand errand, Submission submission, boolean link, Progress progress, Wait wait)
            throws Refused, Lost {
        int failures = 0;
        while (true) {
            Duration gone = wait.since(submission.at());
            wait.sleep(errand.turn(Errand.Kind.RESULT));
            try {
                Answer.Data data = asked(errand, submission, link);
                failures = 0;
                switch (data.text("status").orElse("")) {
                    case "done" -> {
                        return data;
                    }
                    case "not_found", "expired" -> {
                        if (gone.compareTo(station.rhythm().unknown()) > 0) {
                            throw new Lost("it does not know the order any more");
                        }
                    }
                    case "failed" -> throw new Lost("it failed on this order");
                    default -> progress.report(fraction(gone), "waiting for " + name());
                }
                wait.sleep(station.rhythm().poll());
            } catch (Broken broken) {
                // Asking costs nothing; the deadline ends it.
                wait.sleep(station.rhythm().backOff(failures++));
            } catch (Refused refused) {
                switch (refused.code().fault()) {
                    case PHOTO, WORDS, OUTPUT -> throw refused;
                    // It took the order and may have made it, and we are not let in to see.
                    case ADMISSION, REQUEST -> throw new Lost(refused);
                    case UPSTREAM -> {
                        if (!refused.code().retry() || failures >= station.rhythm().repeats()) {
                            throw refused;
                        }
                    }
                    // Only the deadline ends that.
                    case BUSY -> {
                    }
                }
                wait.sleep(station.rhythm().backOff(failures++));
            }
            // Asked at least once: what was ordered long ago may have been ready for long.
            if (gone.compareTo(terms.longest()) > 0) {
                throw new Lost(ErrorCode.TIMED_OUT, "it did not finish within " + terms.longest().toSeconds()
                        + " seconds: order again later");
            }
        }
    }

    /** Comes near to the moment of fetching and never reaches it: nobody knows how long a cloud takes. */
    private static double fraction(Duration gone) {
        double usual = 20;
        return 0.1 + 0.75 * (1 - Math.exp(-gone.toMillis() / 1000.0 / usual));
    }

    /** The upstream said no. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient UpstreamCode code;
        private final String number;
        private final String said;

        Refused(String number, String said) {
            super(number, null, false, false);
            this.code = UpstreamCode.of(number);
            this.number = number;
            this.said = said;
        }

        UpstreamCode code() {
            return code;
        }

        PortraitException told(String engine) {
            String message = engine + ": " + words();
            return code.fault() == UpstreamCode.Fault.PHOTO
                    ? new UnusablePhoto(code.error(), number, message)
                    : new Upstream(code.error(), number, code.passable(), message);
        }

        private String words() {
            return code.what() + " [" + number + (said.isEmpty() ? "" : " " + said) + "]";
        }
    }

    /** The upstream took the order, and nothing will come of it. */
    static final class Lost extends Exception {
        private static final long serialVersionUID = 1L;

        private final ErrorCode code;
        private final String number;

        private Lost(ErrorCode code, String number, String what) {
            super(what, null, false, false);
            this.code = code;
            this.number = number;
        }

        Lost(ErrorCode code, String what) {
            this(code, "", what);
        }

        Lost(Refused refused) {
            this(refused.code().error(), refused.number, refused.words());
        }

        Lost(String what) {
            this(ErrorCode.UPSTREAM_FAILED, what);
        }

        Upstream told(String engine) {
            return new Upstream(code, number, true, engine + ": " + getMessage());
        }
    }

    @Override
    public void close() {
        exchange.close();
    }
}
