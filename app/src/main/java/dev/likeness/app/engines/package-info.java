/** The engines of this installation, the only place that knows them by their classes, and the command for their models. */
@org.jspecify.annotations.NullMarked
package dev.likeness.app.engines;
