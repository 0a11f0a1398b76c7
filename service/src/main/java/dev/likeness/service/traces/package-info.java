/**
 * Spans of OpenTelemetry: what a request, an order and the making of a portrait consist of, and how long each part took. Told
 * by whoever does the work, sent where the server says; imports nothing of the service.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.service.traces;
