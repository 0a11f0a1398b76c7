/**
 * Picture files: the object store, uploads, and photos fetched from addresses that clients name, guarded against
 * requests to private networks. Imports {@code ids} and {@code database}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.service.pictures;
