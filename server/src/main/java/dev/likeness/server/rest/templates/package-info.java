/**
 * Style templates, their previews, and how prompts are understood, under {@code /v1}. Imports {@code portraits}, {@code
 * protocol} and {@code wire}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.server.rest.templates;
