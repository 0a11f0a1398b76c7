/**
 * The command line and the assembly: the only place that knows every engine by its class. Arguments come in; files,
 * lines on the terminal and an exit code go out. {@code shoot} and {@code looks} run in this process and must start
 * fast, so what needs the server or the books stands behind {@link dev.likeness.app.Service}, {@link
 * dev.likeness.app.KeyBook} and {@link dev.likeness.app.AccountBook}, classes that are loaded only by the commands that use
 * them; and JSON is written by {@link dev.likeness.imaging.Json}, not by the library of the server.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.app;
