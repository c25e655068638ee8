package io.riskgate.training;

import java.util.stream.IntStream;

/**
 * Scores in falling order, to be measured under one set of weights after the other: the order is
 * the same whatever the rows weigh.
 */
final class Ranking {

    private final float[] scores;
    private final boolean[] fraud;
    private final int[] order;

    private Ranking(float[] scores, boolean[] fraud, int[] order) {
        this.scores = scores;
        this.fraud = fraud;
        this.order = order;
    }

    static Ranking of(float[] scores, boolean[] fraud) {
        return new Ranking(scores, fraud, descending(scores));
    }

    /* Sorted as long keys, the score's bits above the index: no boxing for a million rows. */
    private static int[] descending(float[] scores) {
        return IntStream.range(0, scores.length)
                .mapToLong(i -> (long) ~Float.floatToIntBits(scores[i] + 0f) << 32 | i)
                .sorted()
                .mapToInt(key -> (int) key)
                .toArray();
    }

    /** The figures where each row counts as often as its weight says. */
    RankingMetrics metrics(double[] weights) {
        RankingMetrics.Tally tally = new RankingMetrics.Tally(fraud, weights);
        walk(weights, (_, frauds, honest) -> tally.add(frauds, honest));
        return tally.metrics();
    }

    /** Hands over, threshold by threshold from the highest score on, what is newly above it. */
    void walk(double[] weights, Step step) {
        for (int from = 0; from < order.length; ) {
            int to = from;
            float score = scores[order[from]];
            double frauds = 0;
            double honest = 0;
            while (to < order.length && scores[order[to]] == score) {
                int row = order[to++];
                if (fraud[row]) {
                    frauds += weights[row];
                } else {
                    honest += weights[row];
                }
            }
            step.take(score, frauds, honest);
            from = to;
        }
    }

    /** One threshold. */
    interface Step {

        /**
         * What has exactly this score.
         *
         * @param frauds their weight
         * @param honest the weight of the others
         */
        void take(float score, double frauds, double honest);
    }
}
