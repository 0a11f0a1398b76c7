/** The books and the shelves under test, on one real PostgreSQL. */
@org.jspecify.annotations.NullMarked
package dev.likeness.store;
