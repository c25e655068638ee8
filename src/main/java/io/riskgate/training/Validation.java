package io.riskgate.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How one candidate did on earlier windows of the same shape.
 *
 * @param folds the scored assess windows of the folds; empty where history is too short
 */
record Validation(List<Assessed> folds) {

    /** What candidates are compared by; NaN without folds. */
    double averagePrecision() {
        return mean(fold -> fold.ranking().averagePrecision());
    }

    Map<String, Object> asMap() {
        Map<String, Object> means = new LinkedHashMap<>();
        if (folds.isEmpty()) {
            return means;
        }
        means.put("folds", folds.size());
        means.put("rocAuc", mean(fold -> fold.ranking().rocAuc()));
        means.put("averagePrecision", averagePrecision());
        means.put("accountPrecisionAt100", mean(fold -> AccountPrecision.at(100, fold)));
        means.put("recallAt1PercentFpr", mean(fold -> fold.ranking().recallAt1PercentFpr()));
        means.put("brier", mean(fold -> Metrics.brier(fold, fold.weights())));
        return means;
    }

    private double mean(ToDoubleFunction<Assessed> figure) {
        return folds.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }
}
