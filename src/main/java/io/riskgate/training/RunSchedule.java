package io.riskgate.training;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import java.time.Duration;

/**
 * When and how a running service trains.
 *
 * @param cron when, as Spring writes it ({@code second minute hour day month weekday}, UTC); {@code
 *     -} for never
 * @param promote whether a scheduled run's version becomes champion if it passes all gates
 * @param trainWindow of a scheduled run
 * @param labelDelay of a scheduled run
 * @param assessWindow of a scheduled run
 * @param memory what a run may allocate, on the Java heap and beside it
 * @param silence after which a run that nobody speaks for is taken for interrupted
 */
@ConfigurationProperties("riskgate.training.schedule")
record RunSchedule(
        @DefaultValue("0 0 3 * * *") String cron,
        @DefaultValue("true") boolean promote,
        @DefaultValue("28d") Duration trainWindow,
        @DefaultValue("7d") Duration labelDelay,
        @DefaultValue("7d") Duration assessWindow,
        @DefaultValue("3GB") DataSize memory,
        @DefaultValue("15s") Duration silence) {

    RunSchedule {
        if (silence.toMillis() < 3 * RunKeeper.HEARTBEAT.toMillis()) {
            throw new IllegalArgumentException(
                    "riskgate.training.schedule.silence must be at least three heartbeats of "
                            + RunKeeper.HEARTBEAT);
        }
    }

    /** What a scheduled run is asked for. */
    RunRequest request(String model) {
        return new RunRequest(
                model, null, trainWindow, labelDelay, assessWindow, promote, null, null);
    }
}
