/** The commands that render in this process: one portrait, or a contact sheet of many. */
@org.jspecify.annotations.NullMarked
package dev.likeness.app.portraits;
