package io.riskgate.backtest;

import io.riskgate.backtest.ThresholdReport.Effect;
import io.riskgate.registry.Thresholds;

/** Adds up what thresholds do. */
final class Effects {

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

    /** Transactions of one score and label. */
    void add(double score, Share transactions, Label label) {
        boolean refused = score >= bands.decline();
        boolean stopped = score >= bands.review();
        if (refused) {
            declined += transactions.count();
            goodDeclined += label == Label.LEGITIMATE ? transactions.count() : 0;
        } else if (stopped) {
            reviewed += transactions.count();
        }
        if (label == Label.FRAUD && stopped) {
            caught = caught.plus(transactions);
        } else if (label == Label.FRAUD) {
            missed = missed.plus(transactions);
        }
    }

    void merge(Effects other) {
        reviewed += other.reviewed;
        declined += other.declined;
        goodDeclined += other.goodDeclined;
        caught = caught.plus(other.caught);
        missed = missed.plus(other.missed);
    }

    Effect effect() {
        double cost =
                missed.amount() * settings.fraudShare()
                        + reviewed * settings.review()
                        + goodDeclined * settings.wrongDecline();
        return new Effect(bands, reviewed, declined, caught, missed, goodDeclined, cost);
    }
}
