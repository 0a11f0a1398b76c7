/**
 * Cutting the person out. A photo and its face come in, a {@link dev.likeness.darkroom.matte.Matte} goes out. A small
 * network of our own finds the person, closed-form matting resolves single hairs; each stage that {@link
 * dev.likeness.darkroom.matte.Matting} lists is a class of its own. May import {@code pixel}, {@code face} and core.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.darkroom.matte;
