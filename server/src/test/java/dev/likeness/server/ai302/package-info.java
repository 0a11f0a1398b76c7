/** What the dialect of 302.ai documents, held against its code. */
@org.jspecify.annotations.NullMarked
package dev.likeness.server.ai302;
