package io.riskgate.training;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * One thing a version must achieve before it may become champion.
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

    /** All of them, in the order they are judged. */
    static final List<Gate> ALL =
            List.of(
                    atLeast(
                            "enough_frauds_trained",
                            f -> (double) f.trainedFrauds(),
                            GateLimits::trainedFrauds),
                    atLeast(
                            "enough_frauds_assessed",
                            f -> (double) f.assessedFrauds(),
                            GateLimits::assessedFrauds),
                    atLeast("better_than_champion", Findings::gain, GateLimits::margin),
                    atMost("calibration", Findings::calibrationFactor, GateLimits::calibration),
                    atMost("score_stability", Findings::stability, GateLimits::stability),
                    atMost("onnx_parity", Findings::parity, GateLimits::parity),
                    atMost(
                            "scoring_latency",
                            Findings::scoringMicrosP99,
                            GateLimits::scoringMicros),
                    atMost("size", f -> (double) f.bytes(), GateLimits::bytes));

    /**
     * What is known of a version when it is judged.
     *
     * @param gain in average precision over the champion, null where there is none
     */
    record Findings(
            int trainedFrauds,
            int assessedFrauds,
            @Nullable Double gain,
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
    record Result(String gate, boolean passed, @Nullable Double value, double limit) {}

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
