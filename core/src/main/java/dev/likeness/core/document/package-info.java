/**
 * Identity documents as data: what authorities ask of the photo, each figure with its source, and how a finished portrait
 * stands to it. Imports nothing.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.core.document;
