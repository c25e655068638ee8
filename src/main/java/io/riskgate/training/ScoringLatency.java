package io.riskgate.training;

import java.util.Arrays;
import java.util.Map;

/** How long a model takes for one row at a time, in microseconds. */
record ScoringLatency(double p50, double p99) {

    private static final int WARM_UP = 1_000;
    private static final int MEASURED = 3_000;

    static ScoringLatency measure(OnnxScores model, Matrix rows) {
        long[] nanos = new long[MEASURED];
        for (int i = -WARM_UP; i < MEASURED; i++) {
            Matrix row = new Matrix(rows.row((i + WARM_UP) % rows.rows()), rows.columns());
            long start = System.nanoTime();
            model.score(row);
            if (i >= 0) {
                nanos[i] = System.nanoTime() - start;
            }
        }
        Arrays.sort(nanos);
        return new ScoringLatency(nanos[MEASURED / 2] / 1e3, nanos[(int) (MEASURED * 0.99)] / 1e3);
    }

    Map<String, Double> asMap() {
        return Map.of("p50", p50, "p99", p99);
    }
}
