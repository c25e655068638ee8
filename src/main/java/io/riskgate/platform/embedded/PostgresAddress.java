package io.riskgate.platform.embedded;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

import java.util.Map;

/**
 * Where PostgreSQL is and as whom to use it.
 *
 * @param url for JDBC
 * @param user empty where the URL says it
 */
record PostgresAddress(String url, String user, String password) {

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

    /** The same as Spring's settings. */
    Map<String, Object> settings() {
        return Map.of(
                "spring.datasource.url", url,
                "spring.datasource.username", user,
                "spring.datasource.password", password);
    }
}
