/** The books and the shelves. */
@org.jspecify.annotations.NullMarked
package dev.likeness.store;
