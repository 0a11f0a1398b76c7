/**
 * The command line and the assembly: {@link dev.likeness.app.Likeness} and the factory of its commands. Arguments come in;
 * files, lines on the terminal and an exit code go out. Each package below holds one group of commands; only {@code
 * service} sees the server and the service, so that {@code shoot} and {@code looks} start fast. JSON is written by
 * {@link dev.likeness.imaging.Json}, not by the library of the server, for the same reason.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.app;
