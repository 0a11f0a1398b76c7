/**
 * The operator's settings, one record for each concern, with units and with the environment variables that change it.
 * Settings of a single dialect are in the dialect's package and read the same {@link
 * dev.likeness.server.settings.Variables}. Imports the service.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.server.settings;
