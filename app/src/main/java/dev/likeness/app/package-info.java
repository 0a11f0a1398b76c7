/** The command line. */
@org.jspecify.annotations.NullMarked
package dev.likeness.app;
