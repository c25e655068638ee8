package io.riskgate.training;

import io.riskgate.scoring.ServingLatency;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** How long a model takes for one row at a time as it is served here, in microseconds. */
record ScoringLatency(double p50, double p99) {

    private static final int ROWS = 1_000;

    static ScoringLatency measure(ServingLatency serving, byte[] onnx, Matrix rows) {
        List<float[]> some =
                IntStream.range(0, Math.min(ROWS, rows.rows())).mapToObj(rows::row).toList();
        ServingLatency.Micros micros = serving.of(onnx, some);
        return new ScoringLatency(micros.p50(), micros.p99());
    }

    Map<String, Double> asMap() {
        return Map.of("p50", p50, "p99", p99);
    }
}
