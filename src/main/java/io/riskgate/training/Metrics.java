package io.riskgate.training;

import io.riskgate.registry.Thresholds;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How good a model was on transactions it had not seen (contract section 10).
 *
 * @param rocAuc see {@link RankingMetrics}; null where one of the classes is absent, like the next
 *     ones
 * @param accountPrecisionAt100 see {@link AccountPrecision}
 * @param brier mean squared difference of score and truth
 * @param savings see {@link Costs}
 * @param scoringMicrosP99 of one row at a time, null where it was not measured
 */
record Metrics(
        @Nullable Double rocAuc,
        @Nullable Double averagePrecision,
        @Nullable Double accountPrecisionAt100,
        @Nullable Double recallAt1PercentFpr,
        @Nullable Double brier,
        @Nullable Double savings,
        @Nullable Double scoringMicrosP99) {

    private static final int ACCOUNTS_A_DAY = 100;

    static Metrics of(
            Assessed assessed, Thresholds.Bands bands, Costs costs, @Nullable Double micros) {
        RankingMetrics ranking = assessed.ranking();
        return new Metrics(
                known(ranking.rocAuc()),
                known(ranking.averagePrecision()),
                known(AccountPrecision.at(ACCOUNTS_A_DAY, assessed)),
                known(ranking.recallAt1PercentFpr()),
                known(brier(assessed, assessed.weights())),
                known(costs.savings(assessed, bands, assessed.weights())),
                micros);
    }

    static double brier(Assessed assessed, double[] weights) {
        double sum = 0;
        double all = 0;
        for (int i = 0; i < assessed.size(); i++) {
            double difference = assessed.scores()[i] - (assessed.fraud()[i] ? 1 : 0);
            sum += weights[i] * difference * difference;
            all += weights[i];
        }
        return sum / all;
    }

    /** Those that are known, by name. */
    Map<String, Object> asMap() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("rocAuc", rocAuc);
        all.put("averagePrecision", averagePrecision);
        all.put("accountPrecisionAt100", accountPrecisionAt100);
        all.put("recallAt1PercentFpr", recallAt1PercentFpr);
        all.put("brier", brier);
        all.put("savings", savings);
        all.put("scoringMicrosP99", scoringMicrosP99);
        Map<String, Object> known = new LinkedHashMap<>();
        all.forEach(
                (name, value) -> {
                    if (value != null) {
                        known.put(name, value);
                    }
                });
        return known;
    }

    private static @Nullable Double known(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
