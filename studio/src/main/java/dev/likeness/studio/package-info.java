/** The default engine. */
@org.jspecify.annotations.NullMarked
package dev.likeness.studio;
