/**
 * Picture files on their way in and at rest: the object store, uploads, photos fetched under guard from addresses
 * that customers name. Imports {@code ids} and {@code database}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.service.pictures;
