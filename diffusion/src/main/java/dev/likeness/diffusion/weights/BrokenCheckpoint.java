package dev.likeness.diffusion.weights;

/** A model folder that cannot be used; the message names the file or tensor and what to do. */
public final class BrokenCheckpoint extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BrokenCheckpoint(String message) {
        super(message);
    }

    public BrokenCheckpoint(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
