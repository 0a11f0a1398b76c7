/** Pictures for people to judge; run by hand, writes below {@code target/gallery}. */
@org.jspecify.annotations.NullMarked
package dev.likeness.studio.gallery;
