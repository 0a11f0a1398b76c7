/**
 * Style templates, their previews, and what a prompt is read as, under {@code /v1}. Imports {@code portraits},
 * {@code protocol} and {@code wire}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.server.rest.templates;
