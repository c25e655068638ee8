package io.riskgate.training;

import java.util.stream.IntStream;

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
        Tally tally = new Tally(fraud);
        int[] order = descending(scores);
        for (int from = 0; from < order.length; ) {
            int to = from;
            int frauds = 0;
            while (to < order.length && scores[order[to]] == scores[order[from]]) {
                frauds += fraud[order[to++]] ? 1 : 0;
            }
            tally.add(frauds, to - from - frauds);
            from = to;
        }
        return tally.metrics();
    }

    /* Sorted as long keys, the score's bits above the index: no boxing for a million rows. */
    private static int[] descending(float[] scores) {
        return IntStream.range(0, scores.length)
                .mapToLong(i -> (long) ~Float.floatToIntBits(scores[i] + 0f) << 32 | i)
                .sorted()
                .mapToInt(key -> (int) key)
                .toArray();
    }

    /** Walks down the thresholds. */
    private static final class Tally {

        private final double positives;
        private final double negatives;
        private double truePositives;
        private double falsePositives;
        private double area;
        private double precisionSum;
        private double recall;

        Tally(boolean[] fraud) {
            positives = IntStream.range(0, fraud.length).filter(i -> fraud[i]).count();
            negatives = fraud.length - positives;
        }

        void add(int frauds, int honest) {
            area += honest * (truePositives + frauds / 2.0);
            truePositives += frauds;
            falsePositives += honest;
            precisionSum += frauds * truePositives / (truePositives + falsePositives);
            if (falsePositives <= FALSE_POSITIVE_RATE * negatives) {
                recall = truePositives / positives;
            }
        }

        RankingMetrics metrics() {
            if (positives == 0 || negatives == 0) {
                return new RankingMetrics(Double.NaN, Double.NaN, Double.NaN);
            }
            return new RankingMetrics(
                    area / (positives * negatives), precisionSum / positives, recall);
        }
    }
}
