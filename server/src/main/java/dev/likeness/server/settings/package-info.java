/**
 * What an operator can choose, one record a concern, each with its units and with the variables of the environment that
 * change it. What only one dialect knows lies beside that dialect and reads the same {@link
 * dev.likeness.server.settings.Variables}. Imports the service.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.server.settings;
