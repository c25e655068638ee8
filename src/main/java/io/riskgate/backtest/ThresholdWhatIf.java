package io.riskgate.backtest;

import io.riskgate.backtest.ThresholdReport.Effect;
import io.riskgate.registry.Thresholds;
import io.riskgate.transaction.Channel;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;

/** What other thresholds would have done to the scored decisions of a period. */
@Component
public class ThresholdWhatIf {

    /*
     * The proposal is searched over every pair of a grid of hundredths; the cost changes only where a threshold passes
     * a score, and a finer grid would fit the noise of one period.
     */
    private static final int GRID = 100;

    private final Past past;
    private final BacktestSettings settings;

    ThresholdWhatIf(Past past, BacktestSettings settings) {
        this.past = past;
        this.settings = settings;
    }

    /**
     * The effect of thresholds, and a better pair of them.
     *
     * @param channel only its decisions, null for all
     * @param reviewCapacity how many reviews the period may have; null for no proposal
     */
    public ThresholdReport run(
            Period period,
            Thresholds.Bands bands,
            @Nullable Channel channel,
            @Nullable Long reviewCapacity) {
        List<PastDecision> scored = new ArrayList<>();
        Past.Labels labels =
                past.read(
                        period,
                        decision -> {
                            if (decision.decided().score() != null
                                    && (channel == null
                                            || decision.transaction().channel() == channel)) {
                                scored.add(decision);
                            }
                        });
        Buckets buckets = new Buckets();
        Effects asked = new Effects(bands, settings);
        for (PastDecision decision : scored) {
            Double score = decision.decided().score();
            if (score != null) {
                Label label = labels.of(decision);
                asked.add(score, decision.amount(), label, 1);
                buckets.add(score, decision.amount(), label);
            }
        }
        return new ThresholdReport(
                period,
                scored.size(),
                buckets.unlabelled,
                asked.effect(),
                reviewCapacity == null ? null : cheapest(buckets, reviewCapacity),
                "Only matured labels count: a verdict known now, or no report for "
                        + settings.labelDelay().toDays()
                        + " days on a transaction that was let through.");
    }

    private @Nullable Effect cheapest(Buckets buckets, long capacity) {
        Effect best = null;
        for (int review = 0; review <= GRID; review++) {
            for (int decline = review; decline <= GRID + 1; decline++) {
                double low = review / (double) GRID;
                Effect effect =
                        buckets.effect(
                                new Thresholds.Bands(low, low, decline / (double) GRID), settings);
                if (effect.reviewed() <= capacity
                        && (best == null || effect.cost() < best.cost())) {
                    best = effect;
                }
            }
        }
        return best;
    }

    /** Decisions counted by hundredth of score and label. */
    private static final class Buckets {

        private final long[][] counts = new long[GRID + 1][Label.values().length];
        private final double[][] amounts = new double[GRID + 1][Label.values().length];
        private long unlabelled;

        void add(double score, double amount, Label label) {
            int bucket = (int) Math.floor(score * GRID);
            counts[bucket][label.ordinal()]++;
            amounts[bucket][label.ordinal()] += amount;
            unlabelled += label == Label.UNKNOWN ? 1 : 0;
        }

        Effect effect(Thresholds.Bands bands, BacktestSettings settings) {
            Effects effects = new Effects(bands, settings);
            for (int bucket = 0; bucket <= GRID; bucket++) {
                for (Label label : Label.values()) {
                    long count = counts[bucket][label.ordinal()];
                    if (count > 0) {
                        effects.add(
                                bucket / (double) GRID,
                                amounts[bucket][label.ordinal()],
                                label,
                                count);
                    }
                }
            }
            return effects.effect();
        }
    }

    /** Adds up what thresholds do. */
    private static final class Effects {

        private final Thresholds.Bands bands;
        private final BacktestSettings settings;
        private long reviewed;
        private long declined;
        private long goodDeclined;
        private Share caught = Share.NONE;
        private Share missed = Share.NONE;

        Effects(Thresholds.Bands bands, BacktestSettings settings) {
            this.bands = bands;
            this.settings = settings;
        }

        /** Transactions of one score and label; the amount is theirs together. */
        void add(double score, double amount, Label label, long count) {
            boolean refused = score >= bands.decline();
            boolean stopped = score >= bands.review();
            if (refused) {
                declined += count;
                goodDeclined += label == Label.LEGITIMATE ? count : 0;
            } else if (stopped) {
                reviewed += count;
            }
            if (label == Label.FRAUD && stopped) {
                caught = new Share(caught.count() + count, caught.amount() + amount);
            } else if (label == Label.FRAUD) {
                missed = new Share(missed.count() + count, missed.amount() + amount);
            }
        }

        Effect effect() {
            double cost =
                    missed.amount() * settings.fraudShare()
                            + reviewed * settings.review()
                            + goodDeclined * settings.wrongDecline();
            return new Effect(bands, reviewed, declined, caught, missed, goodDeclined, cost);
        }
    }
}
