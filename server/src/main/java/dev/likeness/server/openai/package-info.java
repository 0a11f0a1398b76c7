/**
 * The dialect of OpenAI's Images: {@code /v1/images/edits} (forms), {@code /v1/images/generations} (JSON with a photo)
 * and {@code /v1/models}. Answers when the portraits are done, or streams their progress. It only translates; the
 * module {@code service} decides.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.server.openai;
