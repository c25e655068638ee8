package io.riskgate.training;

import java.util.Arrays;

/**
 * How well scores put frauds before honest transactions. Transactions of equal score stand or fall
 * together: no order among them is assumed. NaN where one of the classes is absent.
 *
 * @param rocAuc probability that a fraud scores higher than an honest transaction, ties half
 * @param averagePrecision sum over thresholds of precision times the gain in recall
 * @param recallAt1PercentFpr largest recall with a false positive rate of at most 0.01
 */
record RankingMetrics(double rocAuc, double averagePrecision, double recallAt1PercentFpr) {

    private static final double FALSE_POSITIVE_RATE = 0.01;

    static RankingMetrics of(float[] scores, boolean[] fraud) {
        double[] once = new double[scores.length];
        Arrays.fill(once, 1);
        return Ranking.of(scores, fraud).metrics(once);
    }

    /** Walks down the thresholds. */
    static final class Tally {

        private final double positives;
        private final double negatives;
        private double truePositives;
        private double falsePositives;
        private double area;
        private double precisionSum;
        private double recall;

        Tally(boolean[] fraud, double[] weights) {
            double frauds = 0;
            double all = 0;
            for (int i = 0; i < fraud.length; i++) {
                all += weights[i];
                frauds += fraud[i] ? weights[i] : 0;
            }
            positives = frauds;
            negatives = all - frauds;
        }

        void add(double frauds, double honest) {
            if (frauds + honest == 0) {
                return;
            }
            area += honest * (truePositives + frauds / 2.0);
            truePositives += frauds;
            falsePositives += honest;
            precisionSum += frauds * truePositives / (truePositives + falsePositives);
            if (falsePositives <= FALSE_POSITIVE_RATE * negatives) {
                recall = truePositives / positives;
            }
        }

        RankingMetrics metrics() {
            if (positives <= 0 || negatives <= 0) {
                return new RankingMetrics(Double.NaN, Double.NaN, Double.NaN);
            }
            return new RankingMetrics(
                    area / (positives * negatives), precisionSum / positives, recall);
        }
    }
}
