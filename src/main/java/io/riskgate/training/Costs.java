package io.riskgate.training;

import io.riskgate.registry.Thresholds;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What decisions cost, in one currency.
 *
 * @param chargebackFee on top of the amount of a fraud that gets through
 * @param review an analyst's time for one case
 * @param challenge a step-up: the message, and payers who give up
 * @param challengeStops share of frauds that a step-up stops, 0 to 1
 * @param falseDecline for every honest payer sent away
 * @param lostMargin share of the amount that is lost with them
 */
record Costs(
        @DefaultValue("15") double chargebackFee,
        @DefaultValue("4") double review,
        @DefaultValue("0.3") double challenge,
        @DefaultValue("0.8") double challengeStops,
        @DefaultValue("5") double falseDecline,
        @DefaultValue("0.03") double lostMargin) {

    static final Costs DEFAULTS = new Costs(15, 4, 0.3, 0.8, 5, 0.03);

    /** One transaction with this score under these thresholds. */
    double of(double score, boolean fraud, double amount, Thresholds.Bands bands) {
        double missed = fraud ? amount + chargebackFee : 0;
        if (score >= bands.decline()) {
            return fraud ? 0 : falseDecline + lostMargin * amount;
        }
        if (score >= bands.review()) {
            return review;
        }
        return score >= bands.challenge() ? challenge + (1 - challengeStops) * missed : missed;
    }

    /** 1 − cost / cost of approving all; NaN where nothing could be lost. */
    double savings(Assessed assessed, Thresholds.Bands bands, double[] weights) {
        double cost = 0;
        double approvingAll = 0;
        for (int i = 0; i < assessed.size(); i++) {
            boolean fraud = assessed.fraud()[i];
            double amount = assessed.amounts()[i];
            cost += weights[i] * of(assessed.scores()[i], fraud, amount, bands);
            approvingAll += weights[i] * (fraud ? amount + chargebackFee : 0);
        }
        return approvingAll == 0 ? Double.NaN : 1 - cost / approvingAll;
    }
}
