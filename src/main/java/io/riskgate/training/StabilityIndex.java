package io.riskgate.training;

import java.util.Arrays;

/**
 * The population stability index of two sets of scores over ten bands of them: below 0.1 they are
 * alike, above 0.25 something has changed.
 */
final class StabilityIndex {

    /*
     * Not the tenths of the first set: of ten transactions nine score next to nothing, so nine of the bounds would lie
     * between 0.0001 and 0.001, where two fits of the same data differ and no threshold ever lies. Each band is about as
     * wide as the next in log-odds.
     */
    private static final float[] BOUNDS = {
        0.01f, 0.02f, 0.05f, 0.1f, 0.2f, 0.35f, 0.5f, 0.7f, 0.9f
    };

    /* An empty bin counts as half a row: the logarithm needs something. */
    private static final double EMPTY = 0.5;

    private StabilityIndex() {}

    static double of(float[] reference, float[] actual) {
        return of(counts(reference, BOUNDS), counts(actual, BOUNDS));
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
