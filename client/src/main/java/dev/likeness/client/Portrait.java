package dev.likeness.client;

/**
 * A portrait as the service tells of it.
 *
 * @param id     digits
 * @param status {@code in_queue}, {@code generating}, {@code done}, {@code failed}, {@code cancelled} or {@code expired}
 * @param all    everything that the service said, as docs/rest.md has it
 */
public record Portrait(String id, String status, Json all) {
    static Portrait of(Json all) {
        return new Portrait(all.text("id"), all.text("status"), all);
    }

    /** Whether nothing will happen to it any more. */
    public boolean closed() {
        return !status.equals("in_queue") && !status.equals("generating");
    }

    /** How far it is, 0 to 1. */
    public double fraction() {
        String fraction = all.get("progress").map(progress -> progress.text("fraction")).orElse("");
        return closed() ? 1 : fraction.isEmpty() ? 0 : Double.parseDouble(fraction);
    }
}
