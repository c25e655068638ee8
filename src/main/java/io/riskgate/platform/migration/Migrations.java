package io.riskgate.platform.migration;

import io.riskgate.platform.RefusedStartException;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.ValidateResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Brings the schema up to date before anything uses it, or waits until somebody else has. */
@Component
class Migrations implements FlywayMigrationStrategy {

    private static final Logger log = LoggerFactory.getLogger(Migrations.class);
    private static final long PAUSE_NANOS = 500_000_000;

    private final MigrationSettings settings;
    private final String servingRole;

    Migrations(MigrationSettings settings, Environment environment) {
        this.settings = settings;
        servingRole = environment.getProperty("spring.datasource.username", "");
    }

    @Override
    public void migrate(Flyway flyway) {
        switch (settings.by()) {
            case START -> run(flyway);
            case COMMAND -> await(flyway);
        }
    }

    /** Runs what is left to run, and lets the role that serves use what is there. */
    int run(Flyway flyway) {
        int done = flyway.migrate().migrationsExecuted;
        JdbcClient owner = JdbcClient.create(flyway.getConfiguration().getDataSource());
        String migrating = owner.sql("select current_user").query(String.class).single();
        if (!servingRole.isBlank() && !servingRole.equals(migrating)) {
            grant(owner, owner.sql("select current_schema").query(String.class).single());
        }
        return done;
    }

    /*
     * What is made later needs no grant of its own: months of the journal are reached through the journal, and each
     * run of the migrations grants again. The audit log is for adding to and reading.
     */
    private void grant(JdbcClient owner, String schema) {
        String role = quoted(servingRole);
        for (String statement :
                List.of(
                        "grant usage on schema %2$s to %1$s",
                        "grant select, insert, update, delete on all tables in schema %2$s to %1$s",
                        "grant usage, select, update on all sequences in schema %2$s to %1$s",
                        "grant execute on all functions in schema %2$s to %1$s",
                        "revoke update, delete on %2$s.audit_entry from %1$s",
                        "revoke update, delete on %2$s.sensitive_read from %1$s",
                        "revoke insert, update, delete on %2$s.flyway_schema_history from %1$s")) {
            owner.sql(statement.formatted(role, quoted(schema))).update();
        }
    }

    private void await(Flyway flyway) {
        long deadline = System.nanoTime() + settings.patience().toNanos();
        String missing = missing(flyway);
        while (!missing.isEmpty()) {
            if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
                throw new RefusedStartException(
                        "The database is not of this version ("
                                + missing
                                + "): run the command migrate with SPRING_FLYWAY_USER and"
                                + " SPRING_FLYWAY_PASSWORD of the role that owns its tables.");
            }
            log.info("Waiting for the database's schema: {}", missing);
            LockSupport.parkNanos(PAUSE_NANOS);
            missing = missing(flyway);
        }
    }

    /** The first thing that is not as this version expects it; empty where all is. */
    private static String missing(Flyway flyway) {
        try {
            ValidateResult result = flyway.validateWithResult();
            return result.validationSuccessful
                    ? ""
                    : result.invalidMigrations.stream()
                            .findFirst()
                            .map(first -> "V" + first.version + " " + first.description)
                            .orElse("no migration has run");
        } catch (FlywayException e) {
            return "its history of migrations cannot be read";
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
