/**
 * Our own API under {@code /v1}: portraits, their events, batches, templates, keys and billing. JSON in and out, strict
 * about unknown fields, problems after RFC 9457. It only translates; the module {@code service} decides. Its
 * description, {@code docs/openapi.json}, is generated from these controllers by a test.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.server.rest;
