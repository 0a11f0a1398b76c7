/** What our own API documents, held against its code. */
@org.jspecify.annotations.NullMarked
package dev.likeness.server.rest;
