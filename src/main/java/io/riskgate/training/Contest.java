package io.riskgate.training;

import org.jspecify.annotations.Nullable;

/**
 * The candidate that was chosen, and what it is measured against.
 *
 * @param champion null where there is none
 */
record Contest(
        Request request,
        Sample training,
        Sample unseen,
        Scored made,
        @Nullable Assessment champion) {

    Gate.Findings findings() {
        return new Gate.Findings(
                training.frauds(),
                unseen.frauds(),
                gain(),
                Calibration.of(made.assessed()).factor(),
                StabilityIndex.of(made.reference(), made.assessed().scores()),
                made.parity(),
                made.latency().p99(),
                made.onnx().length);
    }

    private @Nullable Double gain() {
        return champion == null
                ? null
                : averagePrecision(made.assessed()) - averagePrecision(champion.assessed());
    }

    private static double averagePrecision(Assessed assessed) {
        return RankingMetrics.of(assessed.scores(), assessed.fraud()).averagePrecision();
    }
}
