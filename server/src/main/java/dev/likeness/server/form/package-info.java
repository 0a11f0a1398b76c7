/**
 * Reads forms: {@code multipart/form-data} and {@code application/x-www-form-urlencoded} become parts with names, texts
 * and files. Imports core.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.server.form;
