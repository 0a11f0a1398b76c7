/**
 * The last step in colour: a composed picture in linear light, the name of a grade and its {@link
 * dev.likeness.studio.grade.Grading} go in, 8-bit sRGB samples come out. May import core, the darkroom's pixels, {@code
 * studio.plan} and the focus of {@code studio.backdrop}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.studio.grade;
