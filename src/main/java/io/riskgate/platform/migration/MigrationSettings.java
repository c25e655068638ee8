package io.riskgate.platform.migration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * Who brings the database's schema up to date. Flyway does it as {@code spring.flyway.user} where
 * that is set, and then lets {@code spring.datasource.username} read and write what it made.
 *
 * @param by this process at its start, or another one (the command {@code migrate}) that it waits
 *     for
 * @param patience how long it waits
 */
@ConfigurationProperties("riskgate.migration")
record MigrationSettings(@DefaultValue("start") By by, @DefaultValue("60s") Duration patience) {

    /** Whose work it is. */
    enum By {
        /** Every start does what is left to do. */
        START,
        /** The command {@code migrate}, run by whoever deploys. */
        COMMAND
    }
}
