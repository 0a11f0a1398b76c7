/** What all commands share: options, JSON, tables, progress, error messages and exit codes, the version. */
@org.jspecify.annotations.NullMarked
package dev.likeness.app.console;
