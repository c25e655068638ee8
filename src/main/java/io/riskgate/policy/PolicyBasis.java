package io.riskgate.policy;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a judgement rested on besides its {@link Policy.Evidence}: enough to judge it again the same
 * way after rules, lists and settings have changed.
 *
 * @param rulesRevision the state of the rules; 0 before the first was saved
 * @param listHits the list entries that applied
 * @param posture what the posture asked for, null where a model answered
 */
public record PolicyBasis(
        long rulesRevision, List<ListHit> listHits, @Nullable DecisionOutcome posture) {

    public PolicyBasis {
        listHits = List.copyOf(listHits);
    }
}
