package io.riskgate.training;

import java.util.List;

/**
 * Scored transactions whose truth is known; parallel arrays, one entry a transaction.
 *
 * @param scores 0 to 1
 * @param fraud the truth
 * @param accounts the accountId of each
 * @param days the UTC day of each, in days since the epoch
 * @param amounts in the currency of the costs
 * @param weights how many transactions each stands for: 1, or more for one that was let through by
 *     chance in place of others like it
 */
record Assessed(
        float[] scores,
        boolean[] fraud,
        String[] accounts,
        long[] days,
        double[] amounts,
        double[] weights) {

    /** All of them, one after the other. */
    static Assessed all(List<Assessed> parts) {
        int size = parts.stream().mapToInt(Assessed::size).sum();
        Assessed all =
                new Assessed(
                        new float[size],
                        new boolean[size],
                        new String[size],
                        new long[size],
                        new double[size],
                        new double[size]);
        int at = 0;
        for (Assessed part : parts) {
            System.arraycopy(part.scores, 0, all.scores, at, part.size());
            System.arraycopy(part.fraud, 0, all.fraud, at, part.size());
            System.arraycopy(part.accounts, 0, all.accounts, at, part.size());
            System.arraycopy(part.days, 0, all.days, at, part.size());
            System.arraycopy(part.amounts, 0, all.amounts, at, part.size());
            System.arraycopy(part.weights, 0, all.weights, at, part.size());
            at += part.size();
        }
        return all;
    }

    int size() {
        return scores.length;
    }

    int frauds() {
        int frauds = 0;
        for (boolean each : fraud) {
            frauds += each ? 1 : 0;
        }
        return frauds;
    }

    RankingMetrics ranking() {
        return Ranking.of(scores, fraud).metrics(weights);
    }
}
