package io.riskgate.policy;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/**
 * What a judgement rested on besides its {@link Policy.Evidence}: enough to judge it again the same
 * way after rules, lists and settings have changed.
 *
 * @param rulesRevision the state of the rules; 0 before the first was saved
 * @param listHits the list entries that applied
 * @param posture what the posture asked for, null where a model answered
 * @param watched what the watch list asked for, null where none of its entries applied
 * @param cutOff rules that were not asked because those before them had used up their time
 * @param draw whether it was let through by chance although its score alone would have declined it;
 *     null where chance had no part in it
 */
public record PolicyBasis(
        long rulesRevision,
        List<ListHit> listHits,
        @Nullable DecisionOutcome posture,
        @Nullable DecisionOutcome watched,
        List<String> cutOff,
        @Nullable Draw draw) {

    /** No rules, no lists. */
    public static final PolicyBasis NONE =
            new PolicyBasis(0, List.of(), null, null, List.of(), null);

    public PolicyBasis {
        listHits = List.copyOf(listHits);
        cutOff = List.copyOf(cutOff);
    }

    PolicyBasis withCutOff(List<String> rules) {
        return rules.equals(cutOff)
                ? this
                : new PolicyBasis(rulesRevision, listHits, posture, watched, rules, draw);
    }

    PolicyBasis withDraw(@Nullable Draw lot) {
        return Objects.equals(lot, draw)
                ? this
                : new PolicyBasis(rulesRevision, listHits, posture, watched, cutOff, lot);
    }

    /** The first entry of a list that applied. */
    @Nullable ListHit first(ListName list) {
        for (ListHit hit : listHits) {
            if (hit.list() == list) {
                return hit;
            }
        }
        return null;
    }
}
