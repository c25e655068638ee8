package io.riskgate.training;

import io.riskgate.registry.Thresholds;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Thresholds that fit the people who work the cases: what is almost surely fraud is declined, the
 * share below it that they can look at is reviewed, and as much again is challenged.
 */
final class ThresholdChoice {

    /** From the score on where this share of what lies above is fraud, it is declined. */
    private static final double SURE = 0.9;

    private static final double DECIMALS = 1e6;

    private ThresholdChoice() {}

    static Thresholds of(float[] scores, boolean[] fraud, double reviewShare) {
        int[] order =
                IntStream.range(0, scores.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> -scores[i]))
                        .mapToInt(i -> i)
                        .toArray();
        double decline = sure(scores, fraud, order);
        double declined =
                IntStream.range(0, scores.length).filter(i -> scores[i] >= decline).count();
        double share = declined / scores.length;
        double review = Math.min(decline, above(scores, order, share + reviewShare));
        double challenge = Math.min(review, above(scores, order, share + 2 * reviewShare));
        return Thresholds.of(challenge, review, decline);
    }

    /* Rounded up, so that the share is not exceeded. */
    private static double above(float[] scores, int[] order, double share) {
        int index = Math.min(order.length - 1, (int) (share * order.length));
        return Math.ceil((scores[order[index]] + 0.5 / DECIMALS) * DECIMALS) / DECIMALS;
    }

    private static double sure(float[] scores, boolean[] fraud, int[] order) {
        double lowest = 0.99;
        int frauds = 0;
        for (int i = 0; i < order.length; i++) {
            frauds += fraud[order[i]] ? 1 : 0;
            boolean last = i + 1 == order.length || scores[order[i + 1]] < scores[order[i]];
            if (last && frauds >= SURE * (i + 1)) {
                lowest = scores[order[i]];
            }
        }
        return Math.min(0.99, Math.round(lowest * DECIMALS) / DECIMALS);
    }
}
