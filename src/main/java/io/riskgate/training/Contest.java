package io.riskgate.training;

import org.jspecify.annotations.Nullable;

/**
 * The candidate that was chosen, and what it is measured against.
 *
 * @param draws of the candidate's figures
 * @param champion null where there is none
 */
record Contest(
        Request request,
        Sample training,
        Sample unseen,
        Scored made,
        Bootstrap.Draws draws,
        @Nullable Assessment champion) {

    Gate.Findings findings() {
        return new Gate.Findings(
                training.frauds(),
                unseen.frauds(),
                champion == null ? null : gain(champion),
                champion == null ? null : interval(champion).low(),
                Calibration.of(made.assessed()).factor(),
                StabilityIndex.of(made.reference(), made.assessed().scores()),
                made.parity(),
                made.latency().p99(),
                made.onnx().length);
    }

    private double gain(Assessment champion) {
        return made.assessed().ranking().averagePrecision()
                - champion.assessed().ranking().averagePrecision();
    }

    private Bootstrap.Interval interval(Assessment champion) {
        return draws.above(champion.draws(), Bootstrap.Figure.AVERAGE_PRECISION);
    }
}
