package io.riskgate.feature;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How far profiles look back and how much they hold.
 *
 * @param horizon the longest {@code over} plus {@code delay} a features file may ask for
 * @param lateness how much older than its entity's newest event a transaction may be and still find
 *     its whole window
 * @param memory how long an idle entity stays known to features without {@code over}
 * @param maxEventsPerEntity how many events one window stream of an entity holds one by one; past
 *     it the oldest are folded
 * @param foldBucket the width of the time buckets the oldest events are folded into
 */
@ConfigurationProperties("riskgate.feature")
public record FeatureSettings(
        @DefaultValue("180d") Duration horizon,
        @DefaultValue("3d") Duration lateness,
        @DefaultValue("90d") Duration memory,
        @DefaultValue("10000") int maxEventsPerEntity,
        @DefaultValue("1h") Duration foldBucket) {

    public FeatureSettings {
        if (maxEventsPerEntity < 4) {
            throw new IllegalArgumentException(
                    "riskgate.feature.max-events-per-entity must be 4 or more");
        }
        if (!foldBucket.isPositive() || !horizon.isPositive()) {
            throw new IllegalArgumentException(
                    "riskgate.feature.fold-bucket and riskgate.feature.horizon must be positive");
        }
        if (lateness.isNegative() || memory.isNegative()) {
            throw new IllegalArgumentException(
                    "riskgate.feature.lateness and riskgate.feature.memory must not be negative");
        }
    }

    /** What holds where nothing is configured. */
    public static FeatureSettings defaults() {
        return new FeatureSettings(
                Duration.ofDays(180),
                Duration.ofDays(3),
                Duration.ofDays(90),
                10_000,
                Duration.ofHours(1));
    }
}
