package dev.likeness.server.settings;

/** The tasks of a process. */
public enum Role {
    /** Accepts orders and renders them. */
    ALL,
    /** Accepts orders; other processes with the same database and data directory render them. */
    API,
    /** Renders orders that other processes accepted. */
    WORKER;

    public boolean takesOrders() {
        return this != WORKER;
    }

    public boolean carriesOut() {
        return this != API;
    }
}
