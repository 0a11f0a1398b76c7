/**
 * A whole installation in one file, and back: tables and the pictures that they name, of one moment, with the secrets they
 * need. Comes in: a database, an object store, a folder of secrets. Imports {@code pictures}, {@code ids} and {@code database};
 * knows of the tables only their names and which columns name pictures.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.service.backup;
