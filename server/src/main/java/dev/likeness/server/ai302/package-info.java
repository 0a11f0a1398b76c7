/**
 * The dialect of 302.ai: Bearer keys, {@code /doubao/drawing/…} and {@code …_result}, Volcengine's envelope around
 * results and 302.ai's own around refusals. It only translates; the module {@code service} decides.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.server.ai302;
