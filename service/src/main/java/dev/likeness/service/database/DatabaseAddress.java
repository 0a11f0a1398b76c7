package dev.likeness.service.database;

/**
 * Address and credentials of a PostgreSQL.
 *
 * @param url a JDBC URL, {@code jdbc:postgresql://host:port/name}
 */
public record DatabaseAddress(String url, String user, String password) {
    public DatabaseAddress {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("the database's URL must begin with jdbc:postgresql: "
                    + "(write jdbc:postgresql://host:5432/name in LIKENESS_DB_URL)");
        }
    }

    /** Without the password, which must never reach a log. */
    @Override
    public String toString() {
        return user + " at " + url.replaceAll("\\?.*", "");
    }
}
