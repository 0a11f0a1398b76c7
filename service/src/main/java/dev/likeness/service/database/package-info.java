/**
 * The one PostgreSQL behind everything, embedded or external: connections, statements, transactions, migrations, group
 * commit, and the secrets of this installation. Imports core alone; nothing here knows what is stored.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.service.database;
