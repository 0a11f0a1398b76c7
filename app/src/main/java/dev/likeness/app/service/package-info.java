/**
 * All that the command line does with the server and the service. The classes are loaded only by the commands that use
 * them, because they take seconds to load.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.app.service;
