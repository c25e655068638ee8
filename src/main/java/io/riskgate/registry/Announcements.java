package io.riskgate.registry;

import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

/**
 * Tells this replica when aliases or thresholds changed. It listens on a connection of its own, and
 * looks by itself at every poll interval, because an announcement made while the connection was
 * away is never repeated.
 */
@Component
@Profile("!command")
class Announcements implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Announcements.class);

    /* Before the doors open: a first request finds its models loaded. */
    private static final int PHASE = -1000;

    private final DataSource dataSource;
    private final ObjectProvider<Deployments> deployments;
    private final RegistrySettings settings;
    private volatile CountDownLatch stopped = new CountDownLatch(0);

    Announcements(
            DataSource dataSource,
            ObjectProvider<Deployments> deployments,
            RegistrySettings settings) {
        this.dataSource = dataSource;
        this.deployments = deployments;
        this.settings = settings;
    }

    @Override
    public void start() {
        if (deployments.getIfAvailable() == null) {
            return;
        }
        stopped = new CountDownLatch(1);
        follow();
        Thread.ofPlatform().name("registry-listener").daemon().start(this::listen);
    }

    @Override
    public void stop() {
        stopped.countDown();
    }

    @Override
    public boolean isRunning() {
        return stopped.getCount() > 0;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void listen() {
        while (isRunning()) {
            try (Connection connection = dataSource.getConnection()) {
                listen(connection);
            } catch (SQLException e) {
                log.warn("The registry's announcements cannot be heard: {}", e.getMessage());
                pause();
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen " + Aliases.CHANNEL);
        }
        PGConnection announcements = connection.unwrap(PGConnection.class);
        // What changed before this connection listened was announced to nobody here.
        while (isRunning()) {
            follow();
            announcements.getNotifications((int) settings.pollInterval().toMillis());
        }
    }

    private void follow() {
        try {
            deployments.getObject().follow();
        } catch (RuntimeException e) {
            log.warn(
                    "The registry could not be followed; it will be tried again: {}", e.toString());
        }
    }

    private void pause() {
        try {
            stopped.await(settings.pollInterval().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
