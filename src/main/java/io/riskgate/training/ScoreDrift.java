package io.riskgate.training;

import io.riskgate.registry.Manifest;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How far a model's scores have moved from those it had on its assess window, by the tenths of them
 * that its manifest keeps: their population stability index.
 */
final class ScoreDrift {

    private static final int FEWEST_BINS = 3;

    private ScoreDrift() {}

    /** Null without scores, and for a model whose manifest does not tell what they were. */
    static @Nullable Double of(Manifest manifest, float[] scores) {
        List<Bin> bins = bins(manifest.evidence().calibration().get("bins"));
        if (scores.length == 0 || bins.size() < FEWEST_BINS) {
            return null;
        }
        float[] edges = new float[bins.size() - 1];
        double[] expected = new double[bins.size()];
        for (int i = 0; i < bins.size(); i++) {
            expected[i] = bins.get(i).rows();
            if (i < edges.length) {
                edges[i] = (float) ((bins.get(i).meanScore() + bins.get(i + 1).meanScore()) / 2);
            }
        }
        return StabilityIndex.of(expected, StabilityIndex.counts(scores, edges));
    }

    /* Tenths of the same mean score cannot be told apart and are one. */
    private static List<Bin> bins(@Nullable Object listed) {
        List<Bin> bins = new ArrayList<>();
        if (listed instanceof List<?> all) {
            for (Object one : all) {
                if (one instanceof Map<?, ?> bin
                        && bin.get("rows") instanceof Number rows
                        && bin.get("meanScore") instanceof Number mean) {
                    add(bins, new Bin(rows.doubleValue(), mean.doubleValue()));
                }
            }
        }
        return bins;
    }

    private static void add(List<Bin> bins, Bin next) {
        Bin last = bins.isEmpty() ? null : bins.getLast();
        if (last != null && last.meanScore() >= next.meanScore()) {
            bins.set(bins.size() - 1, new Bin(last.rows() + next.rows(), last.meanScore()));
        } else {
            bins.add(next);
        }
    }

    /** Assessed transactions of similar score. */
    private record Bin(double rows, double meanScore) {}
}
