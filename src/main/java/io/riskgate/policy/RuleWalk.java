package io.riskgate.policy;

import java.util.List;

/**
 * What the rules said.
 *
 * @param outcome the most severe that a live one asked for
 * @param ended whether an APPROVE rule ended the evaluation, so that the score does not count
 * @param results those that matched or failed
 * @param reasons of the live ones that did
 * @param degraded whether one failed
 * @param cutOff those that were not asked because time had run out
 * @param evaluated every step; empty unless it was asked for
 */
record RuleWalk(
        DecisionOutcome outcome,
        boolean ended,
        List<RuleResult> results,
        List<Reason> reasons,
        boolean degraded,
        List<String> cutOff,
        List<Policy.Evaluated> evaluated) {

    /** No rule spoke. */
    static final RuleWalk NOTHING =
            new RuleWalk(
                    DecisionOutcome.APPROVE,
                    false,
                    List.of(),
                    List.of(),
                    false,
                    List.of(),
                    List.of());
}
