/**
 * What is known of words as such, whatever a studio makes of them: how they are spelled. A word as written goes in, the word
 * that is meant comes out. May import nothing of Likeness.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.studio.plan.words;
