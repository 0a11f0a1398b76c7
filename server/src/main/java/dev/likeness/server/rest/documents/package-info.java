/** The identity documents that photos can be made for, as data. Imports the protocol and {@code core.document}. */
@org.jspecify.annotations.NullMarked
package dev.likeness.server.rest.documents;
