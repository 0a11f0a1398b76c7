package dev.likeness.core;

/**
 * What an engine makes of some words of a prompt, told before anything is rendered.
 *
 * @param words    as written, in lower case
 * @param followed whether they change the portrait
 * @param meaning  what they lead to, or why they do not; English, for people
 */
public record PromptTerm(String words, boolean followed, String meaning) {}
