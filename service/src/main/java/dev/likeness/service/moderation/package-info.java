/**
 * What may be made: moderators look at prompts, photos, finished portraits and the words that go onto them, and pass or
 * refuse. Knows nothing of orders; imports nothing of the service. The moderator that asks a server over HTTP is in the
 * server, which has JSON.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.service.moderation;
