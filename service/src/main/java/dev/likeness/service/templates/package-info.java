/**
 * Style templates: those that ship with the engines and those that accounts wrote. Imports {@code ids} and {@code
 * database}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.service.templates;
