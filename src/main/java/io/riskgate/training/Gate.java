package io.riskgate.training;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What a version must achieve before it may become champion.
 *
 * @param name in reports
 * @param value what was found; null where there is nothing to compare with, which passes
 * @param limit what is asked for
 * @param atLeast whether the value must reach the limit, or else must not exceed it
 */
record Gate(
        String name,
        Function<Findings, @Nullable Double> value,
        ToDoubleFunction<GateLimits> limit,
        boolean atLeast) {

    private static final Gate ENOUGH_TRAINED =
            atLeast(
                    "enough_frauds_trained",
                    f -> (double) f.trainedFrauds(),
                    GateLimits::trainedFrauds);
    private static final Gate ENOUGH_ASSESSED =
            atLeast(
                    "enough_frauds_assessed",
                    f -> (double) f.assessedFrauds(),
                    GateLimits::assessedFrauds);

    /* Scores that may run high or low by this factor still rank well, but thresholds no longer mean what they say. */
    private static final Gate CALIBRATION =
            atMost("calibration", Findings::calibrationFactor, GateLimits::calibration);
    private static final Gate STABILITY =
            atMost("score_stability", Findings::stability, GateLimits::stability);
    private static final Gate PARITY = atMost("onnx_parity", Findings::parity, GateLimits::parity);
    private static final Gate SIZE = atMost("size", f -> (double) f.bytes(), GateLimits::bytes);

    /** All of them, in the order they are judged. */
    static final List<Gate> ALL =
            List.of(
                    ENOUGH_TRAINED,
                    ENOUGH_ASSESSED,
                    atLeast("better_than_champion", Findings::gain, GateLimits::margin),
                    atLeast("surely_not_worse", Findings::gainAtLeast, _ -> 0),
                    CALIBRATION,
                    STABILITY,
                    PARITY,
                    atMost(
                            "scoring_latency",
                            Findings::scoringMicrosP99,
                            GateLimits::scoringMicros),
                    SIZE);

    /**
     * Those of a model that stands in for the champion: it need not be better than the one before
     * it, which stood in for another champion, but not clearly worse, and it must be fast.
     */
    static final List<Gate> STAND_IN =
            List.of(
                    ENOUGH_TRAINED,
                    ENOUGH_ASSESSED,
                    atLeast("not_worse", Findings::gain, limits -> -limits.standInMargin()),
                    CALIBRATION,
                    PARITY,
                    atMost(
                            "scoring_latency",
                            Findings::scoringMicrosP99,
                            GateLimits::standInMicros),
                    SIZE);

    /**
     * What is known of a version when it is judged.
     *
     * @param gain in average precision over the champion, null where there is none
     * @param gainAtLeast the lower end of its interval
     */
    record Findings(
            int trainedFrauds,
            int assessedFrauds,
            @Nullable Double gain,
            @Nullable Double gainAtLeast,
            double calibrationFactor,
            double stability,
            double parity,
            double scoringMicrosP99,
            long bytes) {}

    /**
     * A gate's judgement.
     *
     * @param value null where there was nothing to compare with
     */
    record Result(String gate, boolean passed, @Nullable Double value, double limit) {

        @Override
        public String toString() {
            return gate + " " + value + " (limit " + limit + ")";
        }
    }

    Result judge(Findings findings, GateLimits limits) {
        Double found = value.apply(findings);
        double asked = limit.applyAsDouble(limits);
        boolean passed = found == null || (atLeast ? found >= asked : found <= asked);
        return new Result(name, passed, found == null || found.isNaN() ? null : found, asked);
    }

    private static Gate atLeast(
            String name,
            Function<Findings, @Nullable Double> value,
            ToDoubleFunction<GateLimits> limit) {
        return new Gate(name, value, limit, true);
    }

    private static Gate atMost(
            String name,
            Function<Findings, @Nullable Double> value,
            ToDoubleFunction<GateLimits> limit) {
        return new Gate(name, value, limit, false);
    }
}
