package io.riskgate.backtest;

import io.riskgate.backtest.ThresholdReport.Effect;
import io.riskgate.registry.Thresholds;

/** Decisions counted by hundredth of score and label. */
final class Buckets {

    /*
     * Proposals are searched over every pair of a grid of hundredths: the cost changes only where a
     * threshold passes a score, and a finer grid would fit the noise of one period.
     */
    private static final int GRID = 100;

    private final long[][] counts = new long[GRID + 1][Label.values().length];
    private final double[][] amounts = new double[GRID + 1][Label.values().length];

    void add(double score, double amount, Label label) {
        int bucket = bucket(score);
        counts[bucket][label.ordinal()]++;
        amounts[bucket][label.ordinal()] += amount;
    }

    /* The last hundredth that the score reaches, as thresholds compare: 0.29 × 100 is less than 29. */
    private static int bucket(double score) {
        int near = (int) Math.round(score * GRID);
        return near / (double) GRID <= score ? near : near - 1;
    }

    void merge(Buckets other) {
        for (int bucket = 0; bucket <= GRID; bucket++) {
            for (int label = 0; label < counts[bucket].length; label++) {
                counts[bucket][label] += other.counts[bucket][label];
                amounts[bucket][label] += other.amounts[bucket][label];
            }
        }
    }

    long unlabelled() {
        long sum = 0;
        for (long[] bucket : counts) {
            sum += bucket[Label.UNKNOWN.ordinal()];
        }
        return sum;
    }

    /** The cheapest thresholds that need no more reviews than this; declining all needs none. */
    Effect cheapest(long reviewCapacity, BacktestSettings settings) {
        Effect best = effect(new Thresholds.Bands(0, 0, 0), settings);
        for (int review = 0; review <= GRID + 1; review++) {
            for (int decline = review; decline <= GRID + 1; decline++) {
                double low = review / (double) GRID;
                Effect effect =
                        effect(new Thresholds.Bands(low, low, decline / (double) GRID), settings);
                if (effect.reviewed() <= reviewCapacity && effect.cost() < best.cost()) {
                    best = effect;
                }
            }
        }
        return best;
    }

    /** What thresholds at whole hundredths would have done. */
    Effect effect(Thresholds.Bands bands, BacktestSettings settings) {
        Effects effects = new Effects(bands, settings);
        for (int bucket = 0; bucket <= GRID; bucket++) {
            for (Label label : Label.values()) {
                long count = counts[bucket][label.ordinal()];
                if (count > 0) {
                    effects.add(
                            bucket / (double) GRID,
                            new Share(count, amounts[bucket][label.ordinal()]),
                            label);
                }
            }
        }
        return effects.effect();
    }
}
