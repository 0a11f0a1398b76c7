/**
 * What an engine that has its portraits made by another service needs of whoever runs it: a memory that outlives the
 * process, turns, and a place to show a photo. Imports the domain types.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.core.relaying;
