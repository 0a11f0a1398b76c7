package dev.likeness.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An error that a client is told about: a stable code, and a message that names the cause and the next step. */
public abstract sealed class PortraitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    private PortraitException(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    /** The stable code. */
    public ErrorCode code() {
        return code;
    }

    /** What another service that was to make the portrait calls it, as it wrote it, for example {@code 50411}. */
    public Optional<String> upstreamCode() {
        return Optional.empty();
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** The order itself is wrong: a field out of range, of the wrong type, missing. */
    public static final class InvalidRequest extends PortraitException {
        private static final long serialVersionUID = 1L;

        public InvalidRequest(ErrorCode code, String message) {
            super(code, message);
        }
    }

    /** The photo cannot be fetched or decoded, or shows no person that can be portrayed. */
    public static final class UnusablePhoto extends PortraitException {
        private static final long serialVersionUID = 1L;

        private final transient List<Photo.Area> faces;
        private final String upstreamCode;

        public UnusablePhoto(ErrorCode code, String message) {
            this(code, message, List.of());
        }

        /**
         * Refused by another service that was to make the portrait.
         *
         * @param upstreamCode what it calls it
         */
        public UnusablePhoto(ErrorCode code, String upstreamCode, String message) {
            super(code, message);
            this.faces = List.of();
            this.upstreamCode = upstreamCode;
        }

        /**
         * @param faces among which the order has to choose, in the order in which it counts them
         */
        public UnusablePhoto(ErrorCode code, String message, List<Photo.Area> faces) {
            super(code, message);
            this.faces = List.copyOf(faces);
            this.upstreamCode = "";
        }

        @Override
        public Optional<String> upstreamCode() {
            return Optional.of(upstreamCode).filter(known -> !known.isEmpty());
        }

        /** The faces among which the order has to choose; empty where that is not what is wrong. */
        public List<Photo.Area> faces() {
            return faces;
        }
    }

    /** The caller may not do this: no key, a wrong key, too little money. */
    public static final class Refused extends PortraitException {
        private static final long serialVersionUID = 1L;

        public Refused(ErrorCode code, String message) {
            super(code, message);
        }
    }

    /** The key has reached a limit: orders per second, open orders, uploads, or a quota. */
    public static final class LimitReached extends PortraitException {
        private static final long serialVersionUID = 1L;

        private final @Nullable Duration retryAfter;

        public LimitReached(ErrorCode code, String message, Optional<Duration> retryAfter) {
            super(code, message);
            this.retryAfter = retryAfter.orElse(null);
        }

        /** When the same order may be taken; empty when waiting does not help. */
        public Optional<Duration> retryAfter() {
            return Optional.ofNullable(retryAfter);
        }
    }

    /** The order is valid, but the database or the object store is unavailable at the moment. */
    public static final class Unavailable extends PortraitException {
        private static final long serialVersionUID = 1L;

        private final Duration retryAfter;

        /**
         * @param retryAfter when the same order may succeed; positive
         */
        public Unavailable(String message, Duration retryAfter, Throwable cause) {
            super(ErrorCode.STORAGE_UNAVAILABLE, message);
            this.retryAfter = retryAfter;
            initCause(cause);
        }

        /** When the same order may succeed. */
        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** The engine could not do its work though the order and the photo were fine. */
    public static final class EngineFailure extends PortraitException {
        private static final long serialVersionUID = 1L;

        public EngineFailure(String message, Throwable cause) {
            super(ErrorCode.ENGINE_FAILED, message);
            initCause(cause);
        }
    }

    /** Another service that was to make the portrait did not, for another reason than the photo. */
    public static final class Upstream extends PortraitException {
        private static final long serialVersionUID = 1L;

        private final String upstreamCode;
        private final boolean passable;

        /**
         * @param upstreamCode what the other service calls it, as it wrote it, for example {@code 50411}; empty when it said
         *                     nothing
         * @param passable     whether another engine may do better: the photo and the words are not what is wrong
         */
        public Upstream(ErrorCode code, String upstreamCode, boolean passable, String message) {
            super(code, message);
            this.upstreamCode = upstreamCode;
            this.passable = passable;
        }

        @Override
        public Optional<String> upstreamCode() {
            return Optional.of(upstreamCode).filter(known -> !known.isEmpty());
        }

        /** Whether another engine may do better. */
        public boolean passable() {
            return passable;
        }
    }

    /** The order was cancelled. */
    public static final class Cancelled extends PortraitException {
        private static final long serialVersionUID = 1L;

        public Cancelled() {
            super(ErrorCode.CANCELLED, "the order was cancelled");
        }
    }
}
