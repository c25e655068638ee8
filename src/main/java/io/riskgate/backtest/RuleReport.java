package io.riskgate.backtest;

import java.util.List;

/**
 * What a rule would have done.
 *
 * @param decisions how many were looked at
 * @param hits those it would have matched
 * @param failed how often it would have failed
 * @param fraudCaught hits known as frauds
 * @param goodHurt hits known as legitimate
 * @param unlabelled hits of which nothing is known yet
 * @param newlyStopped hits that were approved or challenged then
 * @param overlap how many of the hits other live rules match too
 * @param labels how far the labels can be trusted, in words
 */
public record RuleReport(
        String rule,
        int version,
        Period period,
        long decisions,
        Share hits,
        long failed,
        Share fraudCaught,
        Share goodHurt,
        Share unlabelled,
        Share newlyStopped,
        List<Overlap> overlap,
        String labels) {

    /** Hits that another rule matches too. */
    public record Overlap(String rule, long count) {}
}
