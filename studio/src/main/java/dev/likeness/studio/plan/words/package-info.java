/**
 * What is known of words as such, whatever a studio makes of them: how they are spelled, and which play the same part in
 * a phrase. May import nothing of Likeness.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.studio.plan.words;
