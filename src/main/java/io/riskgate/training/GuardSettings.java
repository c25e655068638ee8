package io.riskgate.training;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How a new champion is watched against the former one, whose decisions of the same length of time
 * before are the measure.
 *
 * @param watch for how long
 * @param poll how often it is looked at
 * @param decisions below so many nothing is judged
 * @param fallbackShare by which the share of decisions without the champion may rise
 * @param latencyFactor by which the p99 of scoring may rise
 * @param latencyMicros below which a p99 of scoring is never too slow
 * @param scoreDrift by which the drift of its scores from those it was assessed with may exceed the
 *     former's
 * @param outcomeFactor by which the share of transactions that are not approved may rise
 * @param outcomeShare below which a difference of that share is none
 */
@ConfigurationProperties("riskgate.training.guard")
record GuardSettings(
        @DefaultValue("1h") Duration watch,
        @DefaultValue("10s") Duration poll,
        @DefaultValue("1000") int decisions,
        @DefaultValue("0.05") double fallbackShare,
        @DefaultValue("3") double latencyFactor,
        @DefaultValue("5000") double latencyMicros,
        @DefaultValue("1") double scoreDrift,
        @DefaultValue("3") double outcomeFactor,
        @DefaultValue("0.05") double outcomeShare) {

    static final GuardSettings DEFAULTS =
            new GuardSettings(
                    Duration.ofHours(1), Duration.ofSeconds(10), 1000, 0.05, 3, 5000, 1, 3, 0.05);
}
