/**
 * The books and the shelves. {@link dev.likeness.store.Books} writes an order down, hands it to a worker and closes it,
 * each in one transaction over task, ledger and queue; {@link dev.likeness.store.ObjectStore} keeps the pictures.
 * PostgreSQL, embedded or external, is the only database. Imports core, never an engine and never Spring.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.store;
