package io.riskgate.training;

import java.util.Arrays;

/**
 * The population stability index of two sets of scores over the deciles of the first: below 0.1
 * they are alike, above 0.25 something has changed.
 */
final class StabilityIndex {

    private static final int BINS = 10;

    /* An empty bin counts as half a row: the logarithm needs something. */
    private static final double EMPTY = 0.5;

    private StabilityIndex() {}

    static double of(float[] reference, float[] actual) {
        float[] sorted = reference.clone();
        Arrays.sort(sorted);
        float[] edges = new float[BINS - 1];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = sorted[(int) ((long) sorted.length * (i + 1) / BINS)];
        }
        double[] expected = shares(reference, edges);
        double[] observed = shares(actual, edges);
        double index = 0;
        for (int bin = 0; bin < BINS; bin++) {
            index += (observed[bin] - expected[bin]) * Math.log(observed[bin] / expected[bin]);
        }
        return index;
    }

    private static double[] shares(float[] scores, float[] edges) {
        double[] counts = new double[BINS];
        for (float score : scores) {
            int bin = 0;
            while (bin < edges.length && score >= edges[bin]) {
                bin++;
            }
            counts[bin]++;
        }
        for (int bin = 0; bin < BINS; bin++) {
            counts[bin] = Math.max(counts[bin], EMPTY) / scores.length;
        }
        return counts;
    }
}
