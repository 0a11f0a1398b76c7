/**
 * The queue of work for workers, kept by db-scheduler in the same database, so that an entry commits together with its
 * task. Imports {@code ids} and {@code database}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.service.queue;
