/**
 * The dialect of Volcengine: one path, an {@code Action} in the query, requests signed with an access key pair
 * (HMAC-SHA256), one envelope for results and another for what its gateway refuses. It only translates; orders and
 * results are parsed and written in {@code drawing}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.server.volcengine;
