/**
 * Volcengine's way of signing requests, for those who check signatures and those who sign. Knows nothing but Java.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.core.signing;
