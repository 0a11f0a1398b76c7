/**
 * The moderator that asks a server over HTTP, and what the operator chooses of moderation and consent. Sees the service's
 * port of moderators and the variables.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.server.moderation;
