/**
 * The domain vocabulary. An order ({@link dev.likeness.core.PortraitRequest}) and a decoded {@link
 * dev.likeness.core.Photo} go into a {@link dev.likeness.core.PortraitEngine}; a {@link dev.likeness.core.Rendering} or
 * a {@link dev.likeness.core.PortraitException} comes out. Imports nothing but the JDK and JSpecify.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.core;
