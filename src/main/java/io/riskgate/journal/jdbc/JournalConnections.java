package io.riskgate.journal.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import io.riskgate.journal.JournalSettings;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.stereotype.Component;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.Executor;

import javax.sql.DataSource;

/**
 * The connections of the hot path: it neither waits behind slow queries of others for one, nor for
 * longer than it can afford on a server that hangs.
 */
@Component
class JournalConnections implements DisposableBean {

    private static final Executor SAME_THREAD = Runnable::run;
    private static final int GRACE = 8;
    private static final int READERS = 4;
    private static final long SHORTEST_WAIT_MILLIS = 250;

    private final JdbcConnectionDetails details;
    private final JournalSettings settings;
    private @Nullable HikariDataSource readers;

    JournalConnections(JdbcConnectionDetails details, JournalSettings settings) {
        this.details = details;
        this.settings = settings;
    }

    /** A connection for the writer. */
    Connection open() throws SQLException {
        Properties properties = properties("riskgate-journal");
        Connection connection = DriverManager.getConnection(details.getJdbcUrl(), properties);
        connection.setNetworkTimeout(SAME_THREAD, (int) settings.deadline().toMillis() * GRACE);
        return connection;
    }

    private Properties properties(String application) {
        Properties properties = new Properties();
        if (details.getUsername() != null) {
            properties.setProperty("user", details.getUsername());
        }
        if (details.getPassword() != null) {
            properties.setProperty("password", details.getPassword());
        }
        properties.setProperty("ApplicationName", application);
        properties.setProperty("tcpKeepAlive", "true");
        // As the pool of all the others: binary from the first use on.
        properties.setProperty("prepareThreshold", "-1");
        properties.setProperty("connectTimeout", "1");
        properties.setProperty("loginTimeout", "2");
        return properties;
    }

    /** A few connections for looking single things up. */
    synchronized DataSource readers() {
        HikariDataSource open = readers;
        if (open == null) {
            Properties properties = properties("riskgate-lookup");
            properties.setProperty("socketTimeout", "1");
            HikariConfig config = new HikariConfig();
            config.setPoolName("riskgate-lookup");
            config.setJdbcUrl(details.getJdbcUrl());
            config.setDataSourceProperties(properties);
            config.setMaximumPoolSize(READERS);
            config.setMinimumIdle(1);
            config.setConnectionTimeout(
                    Math.max(SHORTEST_WAIT_MILLIS, settings.deadline().toMillis()));
            config.setValidationTimeout(SHORTEST_WAIT_MILLIS);
            config.setInitializationFailTimeout(-1);
            open = new HikariDataSource(config);
            readers = open;
        }
        return open;
    }

    @Override
    public synchronized void destroy() {
        if (readers != null) {
            readers.close();
        }
    }
}
