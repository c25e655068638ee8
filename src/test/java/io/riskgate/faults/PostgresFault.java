package io.riskgate.faults;

import io.riskgate.bench.LocalService;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** PostgreSQL killed, frozen, refusing, and busy. */
class PostgresFault {

    @TempDir Path folder;

    @Test
    void killedAndRestarted() throws Exception {
        try (Ordeal ordeal = new Ordeal(folder)) {
            ordeal.endure(
                    "PostgreSQL SIGKILL and restart",
                    () -> Signals.send("KILL", Signals.postgres(ordeal.service())));
        }
    }

    @Test
    void frozenFor30Seconds() throws Exception {
        try (Ordeal ordeal = new Ordeal(folder)) {
            ordeal.endure(
                    "PostgreSQL SIGSTOP for 30 s",
                    () -> {
                        List<ProcessHandle> all = Signals.postgres(ordeal.service());
                        Signals.send("STOP", all);
                        TimeUnit.SECONDS.sleep(30);
                        Signals.send("CONT", all);
                    });
        }
    }

    @Test
    void refusingConnectionsFor60Seconds() throws Exception {
        try (Ordeal ordeal = new Ordeal(folder)) {
            ordeal.endure(
                    "PostgreSQL refusing connections for 60 s",
                    () -> {
                        try (Connection apart = Books.connect(ordeal.service(), "template1");
                                Statement statement = apart.createStatement()) {
                            statement.execute("alter database postgres allow_connections false");
                            statement.execute(
                                    "select pg_terminate_backend(pid) from pg_stat_activity where"
                                            + " datname = 'postgres'");
                            TimeUnit.SECONDS.sleep(60);
                            statement.execute("alter database postgres allow_connections true");
                        }
                    });
        }
    }

    @Test
    void poolExhaustedBySlowAdminQueries() throws Exception {
        try (Ordeal ordeal = new Ordeal(folder)) {
            ordeal.endure(
                    "connection pool exhausted by slow admin queries for 15 s",
                    () -> stall(ordeal.service()));
        }
    }

    /* Every list of rules waits for the lock, each with a connection of the pool. */
    private static void stall(LocalService service) throws Exception {
        List<Thread> admins = new ArrayList<>();
        try (Connection lock = Books.connect(service, "postgres")) {
            lock.setAutoCommit(false);
            try (Statement statement = lock.createStatement()) {
                statement.execute("lock table fraud_case in access exclusive mode");
                for (int i = 0; i < 64; i++) {
                    admins.add(Thread.ofVirtual().start(() -> list(service)));
                }
                awaitWaiting(statement, 10);
                Thread.sleep(Duration.ofSeconds(15));
            }
            lock.rollback();
        }
        for (Thread admin : admins) {
            admin.join();
        }
    }

    private static void awaitWaiting(Statement statement, int most)
            throws SQLException, InterruptedException {
        String waiting = "select count(*) from pg_locks where not granted";
        while (true) {
            try (ResultSet row = statement.executeQuery(waiting)) {
                row.next();
                if (row.getInt(1) >= most) {
                    return;
                }
            }
            Thread.sleep(20);
        }
    }

    private static void list(LocalService service) {
        try {
            service.get(service.port(), "/admin/v1/cases?limit=200", LocalService.ADMIN);
        } catch (java.io.IOException givenUp) {
            // An admin's patience ends after ten seconds, the query's does not.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
