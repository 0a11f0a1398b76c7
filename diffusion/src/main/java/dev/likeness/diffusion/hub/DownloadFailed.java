package dev.likeness.diffusion.hub;

/** A download that cannot be finished; the message says why and what to do. Received data is kept. */
public final class DownloadFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DownloadFailed(String message) {
        super(message);
    }

    public DownloadFailed(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
