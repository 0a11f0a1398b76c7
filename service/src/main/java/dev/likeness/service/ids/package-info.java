/**
 * Names of rows that every other package of the service may hold. Imports nothing of this module.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.service.ids;
