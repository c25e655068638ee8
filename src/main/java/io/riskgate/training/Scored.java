package io.riskgate.training;

import io.riskgate.registry.Thresholds;

/**
 * A fitted candidate and how it did on the assess window.
 *
 * @param onnx the model file
 * @param parity largest difference between a score of the file and the trainer's own, on the
 *     training rows
 * @param reference scores on which the thresholds were chosen
 * @param assessed the assess window under its scores
 */
record Scored(
        Algorithm algorithm,
        byte[] onnx,
        double parity,
        float[] reference,
        Thresholds thresholds,
        Assessed assessed,
        ScoringLatency latency) {

    Metrics metrics(Costs costs) {
        return Metrics.of(assessed, thresholds.standard(), costs, latency.p99());
    }
}
