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
        return of(counts(reference, edges), counts(actual, edges));
    }

    /** The same of counted bins. */
    static double of(double[] expected, double[] observed) {
        double[] then = shares(expected);
        double[] now = shares(observed);
        double index = 0;
        for (int bin = 0; bin < then.length; bin++) {
            index += (now[bin] - then[bin]) * Math.log(now[bin] / then[bin]);
        }
        return index;
    }

    /** How many scores lie in each bin; an edge belongs to the bin above it. */
    static double[] counts(float[] scores, float[] edges) {
        double[] counts = new double[edges.length + 1];
        for (float score : scores) {
            int bin = 0;
            while (bin < edges.length && score >= edges[bin]) {
                bin++;
            }
            counts[bin]++;
        }
        return counts;
    }

    private static double[] shares(double[] counts) {
        double all = Arrays.stream(counts).sum();
        return Arrays.stream(counts).map(count -> Math.max(count, EMPTY) / all).toArray();
    }
}
