package io.riskgate.backtest;

import io.riskgate.registry.Thresholds;

import org.jspecify.annotations.Nullable;

/**
 * What thresholds would have done.
 *
 * @param decisions scored ones that were looked at
 * @param unlabelled those of which nothing is known yet; they count as reviews and declines, and in
 *     no cost of fraud or wrong declines
 * @param asked what the thresholds asked about would have done
 * @param proposed the cheapest thresholds within the review capacity, null where none was asked for
 *     or nothing is known
 */
public record ThresholdReport(
        Period period,
        long decisions,
        long unlabelled,
        Effect asked,
        @Nullable Effect proposed,
        String labels) {

    /**
     * What one setting does.
     *
     * @param reviewed how many wait for a person
     * @param declined how many are refused
     * @param fraudCaught frauds reviewed or declined
     * @param fraudMissed frauds let through
     * @param goodDeclined good customers refused
     * @param cost of missed frauds, reviews and wrong declines, in major units of the reference
     *     currency
     */
    public record Effect(
            Thresholds.Bands thresholds,
            long reviewed,
            long declined,
            Share fraudCaught,
            Share fraudMissed,
            long goodDeclined,
            double cost) {}
}
