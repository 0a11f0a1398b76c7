package dev.likeness.server.settings;

/** What this process does. */
public enum Role {
    /** Takes orders and carries them out. */
    ALL,
    /** Takes orders; other processes on the same database and data directory carry them out. */
    API,
    /** Carries orders out that other processes took. */
    WORKER;

    public boolean takesOrders() {
        return this != WORKER;
    }

    public boolean carriesOut() {
        return this != API;
    }
}
