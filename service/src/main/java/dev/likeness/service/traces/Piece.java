package dev.likeness.service.traces;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import java.util.Optional;

/** A piece of work that this thread does until it is closed, by the same thread. */
public final class Piece implements AutoCloseable {
    static final Piece UNTOLD = new Piece(Optional.empty());

    private final Optional<Span> span;
    private final Optional<Scope> scope;

    Piece(Optional<Span> span) {
        this.span = span;
        this.scope = span.map(Span::makeCurrent);
    }

    /** A name or an id. */
    public Piece with(String attribute, String value) {
        span.ifPresent(it -> it.setAttribute(attribute, value));
        return this;
    }

    /** A number. */
    public Piece with(String attribute, long value) {
        span.ifPresent(it -> it.setAttribute(attribute, value));
        return this;
    }

    /** Another name, once it is known. */
    public void named(String name) {
        span.ifPresent(it -> it.updateName(name));
    }

    /**
     * It did not come to what it was for.
     *
     * @param why a code or a kind of fault; no message, which may hold what a client sent
     */
    public void failed(String why) {
        span.ifPresent(it -> it.setStatus(StatusCode.ERROR, why));
    }

    @Override
    public void close() {
        scope.ifPresent(Scope::close);
        span.ifPresent(Span::end);
    }
}
