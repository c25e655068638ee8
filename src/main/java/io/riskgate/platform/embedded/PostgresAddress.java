package io.riskgate.platform.embedded;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Where PostgreSQL is and as whom to use it.
 *
 * @param url for JDBC
 */
public record PostgresAddress(String url, String user, String password) {

    /** The same for Spring's connection pool, which waits for {@code ready} before it connects. */
    JdbcConnectionDetails after(Runnable ready) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return user;
            }

            @Override
            public String getPassword() {
                return password;
            }

            @Override
            public String getJdbcUrl() {
                ready.run();
                return url;
            }
        };
    }
}
