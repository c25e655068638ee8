package io.riskgate.platform.embedded;

import io.riskgate.platform.RefusedStartException;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;

/** A PostgreSQL that somebody else runs. */
record ExternalPostgres(PostgresAddress address) {

    private static final Duration PAUSE = Duration.ofMillis(300);

    /** Waits until it accepts this user, no longer than the given time. */
    void await(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try (Connection connection = DriverManager.getConnection(address.url(), properties())) {
                if (connection.isValid(0)) {
                    return;
                }
            } catch (SQLException e) {
                if (!mayPass(e) || System.nanoTime() - deadline > 0) {
                    throw new RefusedStartException(
                            "PostgreSQL at "
                                    + withoutParameters()
                                    + " cannot be used ("
                                    + Sentences.of(e)
                                    + "): start it, or correct SPRING_DATASOURCE_URL,"
                                    + " SPRING_DATASOURCE_USERNAME and"
                                    + " SPRING_DATASOURCE_PASSWORD.",
                            e);
                }
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        if (!address.user().isEmpty()) {
            properties.setProperty("user", address.user());
            properties.setProperty("password", address.password());
        }
        properties.setProperty("connectTimeout", "3");
        properties.setProperty("loginTimeout", "5");
        return properties;
    }

    /* Class 08 is the connection itself, 57P03 a server that is still starting. */
    private static boolean mayPass(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("08") || state.equals("57P03"));
    }

    private String withoutParameters() {
        return address.url().replaceAll("\\?.*", "");
    }
}
