/**
 * Orders come in as an {@link dev.likeness.server.order.Order} whatever dialect they were written in; they are checked,
 * priced and written into the books. Portraits go out as bytes or as a signed link. Imports core, imaging and store.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.server.order;
