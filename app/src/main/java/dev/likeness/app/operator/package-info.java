/** The operator's commands: serving, keys, accounts. They reach it through {@code service} alone. */
@org.jspecify.annotations.NullMarked
package dev.likeness.app.operator;
