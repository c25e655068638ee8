package io.riskgate.training;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a version must achieve to become champion.
 *
 * @param trainedFrauds at least so many in the training window
 * @param assessedFrauds at least so many in the assess window
 * @param margin by which average precision must exceed the champion's
 * @param calibration largest factor between expected and observed frauds, either way
 * @param stability largest population stability index between reference and assessed scores
 * @param parity largest difference between a score of the file and the trainer's own
 * @param scoringMicros largest p99 of scoring one row
 * @param bytes largest model file
 * @param standInMargin by which the average precision of a fallback may lie below that of the one
 *     before it
 * @param standInMicros largest p99 of scoring one row with a fallback
 */
record GateLimits(
        @DefaultValue("50") int trainedFrauds,
        @DefaultValue("10") int assessedFrauds,
        @DefaultValue("0.005") double margin,
        @DefaultValue("2") double calibration,
        @DefaultValue("0.25") double stability,
        @DefaultValue("1e-5") double parity,
        @DefaultValue("2000") double scoringMicros,
        @DefaultValue("16777216") long bytes,
        @DefaultValue("0.05") double standInMargin,
        @DefaultValue("500") double standInMicros) {

    static final GateLimits DEFAULTS =
            new GateLimits(50, 10, 0.005, 2, 0.25, 1e-5, 2000, 16_777_216, 0.05, 500);
}
