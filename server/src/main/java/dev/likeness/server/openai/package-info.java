/**
 * The dialect of OpenAI's Images: {@code /v1/images/edits} (forms), {@code /v1/images/generations} (JSON with a photo) and
 * {@code /v1/models}. Answers when the portraits are done, or tells of them as they come about. Translates only; what
 * happens is decided in the module {@code service}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.server.openai;
