/**
 * Cutting the person out. A photo and its face come in, a {@link dev.likeness.darkroom.matte.Matte} goes out. Our own
 * small network says where the person is, closed-form matting says where each hair ends; each stage that
 * {@link dev.likeness.darkroom.matte.Matting} lists is a class of its own. May import {@code pixel}, {@code face} and core.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.darkroom.matte;
