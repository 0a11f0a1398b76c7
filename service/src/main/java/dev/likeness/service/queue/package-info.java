/**
 * What waits for a worker, kept by db-scheduler in the same database, so that an entry commits with what it is
 * about. Imports {@code ids} and {@code database}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.service.queue;
