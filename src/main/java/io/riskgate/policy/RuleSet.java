package io.riskgate.policy;

import java.util.List;

/** The rules of one moment, in the order they are asked. */
final class RuleSet {

    /** No rule. */
    static final RuleSet NONE = new RuleSet(0);

    private final long revision;

    private RuleSet(long revision) {
        this.revision = revision;
    }

    /** Tells states of the rules apart; it rises with every change. */
    long revision() {
        return revision;
    }

    /** Asks the rules. */
    RuleWalk walk(Policy.Evidence evidence, List<ListHit> listHits) {
        return RuleWalk.NOTHING;
    }
}
