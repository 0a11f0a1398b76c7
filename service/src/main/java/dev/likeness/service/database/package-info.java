/**
 * PostgreSQL, embedded or external: connections, transactions, migrations, group commit; and the secrets of this
 * installation. Imports core alone; nothing here knows what is stored.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.service.database;
